import { csvLine } from '#libs/kernel';
import type { EntityManager } from '@mikro-orm/postgresql';
import { QUALITY_MEASURES, type QualityField, type QualityFinding } from '../queries/quality-measures.ts';
import { sourceQualities } from '../queries/source-quality.ts';
import { recordsToMend } from '../queries/title-records.ts';

const MEASURES = QUALITY_MEASURES.map(([name]) => name);

/** A line for each source: how many records it has, and of how many each measure applies. Page by page. */
export async function* qualityCsv(em: EntityManager, participant: string | undefined): AsyncGenerator<string> {
  yield `\uFEFF${csvLine(['participant', 'name', 'source', 'measured at', 'records', ...MEASURES])}`;
  let after: string | undefined;
  do {
    const { items, next } = await sourceQualities(em, {
      participant,
      limit: 500,
      ...(after !== undefined && { after }),
    });
    for (const { participant: isil, name, source, measuredAt, records, figures } of items) {
      const counts = MEASURES.map((measure) => String(figures[measure] ?? ''));
      yield csvLine([isil, name, source, new Date(measuredAt).toISOString(), String(records), ...counts]);
    }
    after = next ?? undefined;
  } while (after !== undefined);
}

/** A line for each record of a source that has this to mend, by the library's own number. Page by page. */
export async function* toMendCsv(
  em: EntityManager,
  source: number,
  what: QualityField | QualityFinding,
): AsyncGenerator<string> {
  yield `\uFEFF${csvLine(['id', 'title', 'contributor', 'year', 'publisher', 'identifiers', 'title id', 'to mend'])}`;
  let after: string | undefined;
  do {
    const { items, next } = await recordsToMend(em, source, what, {
      limit: 500,
      ...(after !== undefined && { after }),
    });
    for (const { localId, title, contributor, year, publisher, identifiers, titleId } of items) {
      const numbers = identifiers.map(({ kind, value }) => `${kind} ${value}`).join(', ');
      yield csvLine([localId, title, contributor ?? '', String(year ?? ''), publisher ?? '', numbers, titleId, what]);
    }
    after = next ?? undefined;
  } while (after !== undefined);
}
