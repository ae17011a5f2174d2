import { csvLine } from '#libs/kernel';
import { PageRequest } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { shortTitles, type ShortTitleRow } from '../queries/short-titles.ts';

const HEAD = ['id', 'title', 'contributor', 'year', 'material', 'holders', 'kept', 'kept by'];

/** The titles that a flag counts as lines of a spreadsheet, page by page, so that memory does not grow with them. */
export async function* csvOfShortTitles(em: EntityManager, flag: string): AsyncGenerator<string> {
  yield `\uFEFF${csvLine(HEAD)}`;
  let after: string | undefined;
  do {
    const request = Object.assign(new PageRequest(), { limit: 500 }, after === undefined ? {} : { after });
    const { items, next } = await shortTitles(em, flag, request);
    yield items.map((title) => csvLine(fieldsOf(title))).join('');
    after = next ?? undefined;
  } while (after !== undefined);
}

function fieldsOf({ id, title, contributor, year, material, holders, keptBy }: ShortTitleRow): string[] {
  const keepers = keptBy.map(({ isil, name }) => (name === isil ? isil : `${name} (${isil})`));
  return [
    id,
    title,
    contributor ?? '',
    String(year ?? ''),
    material,
    String(holders),
    String(keepers.length),
    keepers.join(', '),
  ];
}
