import { inList } from './plan-mistakes.ts';
import { codeOf, nameAt, present, refuseDoubles } from './plan-values.ts';
import { eachOnce, listedTitle, type ListedTitle, NETWORK, type ReferenceList } from './reference-list.ts';
import type { Place } from './yaml-place.ts';

const EXAMPLE = '{ code: basis, name: { nl: Basislijst }, titles: "9789021434049;De ontdekking van de hemel" }';

/** The reference lists of a plan: each a text of titles, one a line. */
export function referenceListsAt(place: Place): ReferenceList[] {
  const read = place.list().map((item) => ({ place: item, list: listAt(item) }));
  refuseDoubles(read.map(({ place: item, list }) => ({ place: item, code: list?.code })));
  return present(read.map(({ list }) => list));
}

function listAt(place: Place): ReferenceList | undefined {
  const given = place.fields(['code', 'name', 'titles'], EXAMPLE);
  const code = given.code === undefined ? undefined : codeOf(given.code);
  if (code === NETWORK) given.code?.wrong('list-code-taken', { written: code });
  const name = nameAt(given.name);
  const lines = given.titles?.text()?.split('\n') ?? [];
  const titles = lines.map((line, at) => {
    if (line.trim() === '') return undefined;
    const read = titleIn(line);
    if (!('rule' in read)) return read;
    return given.titles?.tell(inList(read, { number: at + 1, text: line.trim() }));
  });
  if (code === undefined || name === undefined) return undefined;
  return { code, name, titles: eachOnce(present(titles)) };
}

function titleIn(line: string): ReturnType<typeof listedTitle> {
  const [identifier = '', ...title] = line.split(';');
  return listedTitle(identifier, title.join(';'));
}

/** A title as a line of its list: `9789021434049;De ontdekking van de hemel`. */
export function titleText({ identifier, title }: Pick<ListedTitle, 'identifier' | 'title'>): string {
  return title === null ? identifier : `${identifier};${title}`;
}

/** These lists with another in the place of the one of its code, or behind the others. */
export function replacingList(lists: readonly ReferenceList[], other: ReferenceList): ReferenceList[] {
  const known = lists.some(({ code }) => code === other.code);
  return known ? lists.map((it) => (it.code === other.code ? other : it)) : [...lists, other];
}
