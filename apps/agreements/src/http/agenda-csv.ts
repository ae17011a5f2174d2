import { csvLine } from '#libs/kernel';
import type { EntityManager } from '@mikro-orm/postgresql';
import { agenda, type AgendaFilter } from '../queries/agenda.ts';

const HEAD = ['day', 'kind', 'participant', 'name', 'profile', 'activity', 'level', 'from', 'to', 'agreement'];
const PAGE = 500;

/** The agenda as lines of a spreadsheet, page by page, so that memory does not grow with it. */
export async function* agendaAsCsv(em: EntityManager, asked: AgendaFilter): AsyncGenerator<string> {
  yield `\uFEFF${csvLine(HEAD)}`;
  let after: string | undefined;
  do {
    const { items, next } = await agenda(em, asked, after === undefined ? { limit: PAGE } : { limit: PAGE, after });
    yield items
      .map(({ day, kind, participant, participantName, profile, activity, level, from, to, agreement }) =>
        csvLine([day, kind, participant, participantName, profile, activity, level, from, to, agreement]),
      )
      .join('');
    after = next ?? undefined;
  } while (after !== undefined);
}
