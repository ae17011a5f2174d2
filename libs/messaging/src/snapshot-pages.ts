import type { Service, SnapshotPage, SnapshotPart } from '#libs/contracts';
import { Injectable } from '@nestjs/common';
import { Questions } from './questions.ts';
import { askOf } from './subjects.ts';

const PAGE = 5000;
const PATIENCE = 30_000;

/** The pages of a source's own state, one after the other, so that memory does not grow with it. */
@Injectable()
export class SnapshotPages {
  constructor(private readonly questions: Questions) {}

  async *of<Row>(source: Service, part: SnapshotPart): AsyncGenerator<readonly Row[]> {
    let after: string | null = null;
    do {
      const page: SnapshotPage<Row> = await this.questions.ask<SnapshotPage<Row>>(
        askOf(source, 'snapshot'),
        { part, limit: PAGE, ...(after === null ? {} : { after }) },
        { within: PATIENCE },
      );
      if (page.rows.length > 0) yield page.rows;
      after = page.next;
    } while (after !== null);
  }
}
