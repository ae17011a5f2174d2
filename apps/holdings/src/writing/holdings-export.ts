import type { RetentionNote, RetentionNotesQuestion } from '#libs/contracts';
import { csvLine, Refusal } from '#libs/kernel';
import { marcRecord, marcXmlRecord, XML_END, XML_START } from '#libs/marc';
import { askOf, Questions, Unanswered } from '#libs/messaging';
import { type Value, writeWorkbook } from '#libs/spreadsheet';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { type ExportedHolding, exportedHoldings } from '../queries/exported-holdings.ts';
import { holdingInMarc, recordTypeOf } from './holding-in-marc.ts';
import { HOLDING_HEAD, holdingInRows } from './holding-in-row.ts';

/** Titles that are written at a time: their keys fit in one question. */
const PAGE = 500;
/** Keys in one question at most. */
const KEYS = 5000;

interface Written {
  readonly holding: ExportedHolding;
  readonly notes: readonly RetentionNote[];
}

/** Writes what a participant holds, with what it promised to keep: agreements knows that. Memory does not grow with it. */
@Injectable()
export class HoldingsExport {
  constructor(
    private readonly em: EntityManager,
    private readonly questions: Questions,
  ) {}

  async *csv(isil: string): AsyncGenerator<string> {
    yield `\uFEFF${csvLine(HOLDING_HEAD)}`;
    for await (const rows of this.rows(isil)) yield rows.map(csvLine).join('');
  }

  xlsx(isil: string): Readable {
    return writeWorkbook([{ name: 'Bezit', head: HOLDING_HEAD, rows: this.rows(isil) }]);
  }

  async *marc(isil: string): AsyncGenerator<Buffer> {
    for await (const page of this.pages(isil)) {
      yield Buffer.concat(
        page.map(({ holding, notes }) => marcRecord(holdingInMarc(isil, holding, notes), recordTypeOf(holding))),
      );
    }
  }

  async *marcXml(isil: string): AsyncGenerator<string> {
    yield XML_START;
    for await (const page of this.pages(isil)) {
      yield page
        .map(({ holding, notes }) => marcXmlRecord(holdingInMarc(isil, holding, notes), recordTypeOf(holding)))
        .join('');
    }
    yield XML_END;
  }

  /** Refuses before anything is written when agreements is away: half a file must not look like a whole one. */
  async expectAgreements(isil: string): Promise<void> {
    await this.notesOf(isil, []);
  }

  private async *rows(isil: string): AsyncGenerator<Value[][]> {
    for await (const page of this.pages(isil))
      yield page.flatMap(({ holding, notes }) => holdingInRows(holding, notes));
  }

  private async *pages(isil: string): AsyncGenerator<Written[]> {
    let after = '0';
    for (;;) {
      const holdings = await exportedHoldings(this.em.fork(), isil, after, PAGE);
      const notes = await this.notesOf(
        isil,
        holdings.flatMap(({ keys }) => keys),
      );
      yield holdings.map((holding) => ({ holding, notes: holding.keys.flatMap((key) => notes.get(key) ?? []) }));
      if (holdings.length < PAGE) return;
      after = holdings.at(-1)?.title ?? after;
    }
  }

  private async notesOf(participant: string, keys: readonly string[]): Promise<Map<string, RetentionNote[]>> {
    const notes: RetentionNote[] = [];
    for (let from = 0; from === 0 || from < keys.length; from += KEYS) {
      notes.push(...(await this.ask({ participant, keys: keys.slice(from, from + KEYS) })));
    }
    return Map.groupBy(notes, ({ key }) => key);
  }

  private async ask(question: RetentionNotesQuestion): Promise<RetentionNote[]> {
    try {
      return await this.questions.ask<RetentionNote[]>(askOf('agreements', 'retention-notes'), question);
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error;
      throw new Refusal(
        'agreements.unavailable',
        'Agreements is away, so that it is not known what was promised to be kept; try again in a moment',
      );
    }
  }
}
