import type { Item, LocalRecord } from '../../model/local-record.ts';
import { countsOf } from '../counts.ts';
import type { Found, Rejection } from '../found.ts';
import type { Column, Columns } from './columns.ts';

/** A list with one of these columns may have a line for each copy of a record. */
export const COPY_COLUMNS = [
  'branch',
  'shelfMark',
  'condition',
  'status',
  'copyId',
] as const satisfies readonly Column[];
const COUNT_COLUMNS: readonly Column[] = ['copies', 'extant', 'onOrder'];

/** More lines of one record than these are no copies of it: a column with numbers says the same for all. */
const LINES = 10_000;
const BETWEEN = '\u001f';

/** Which columns say which record a line is about, and which tell its copies apart. */
export interface CopyList {
  readonly number: readonly number[];
  readonly describing: readonly number[];
  /** The number of a single copy, such as its bar code. */
  readonly copy: readonly number[];
  readonly placing: readonly number[];
  /** A line says how many copies it is about. */
  readonly counted: boolean;
}

/** How the lines of a list belong together; `null` where each is a record by itself, since none tells of a single copy. */
export function copyListOf(columns: Columns): CopyList | null {
  if (!COPY_COLUMNS.some((it) => columns.has(it))) return null;
  const at = (...wanted: readonly Column[]): number[] => wanted.flatMap((it) => columns.get(it) ?? []);
  const aside: ReadonlySet<Column> = new Set([...COPY_COLUMNS, ...COUNT_COLUMNS]);
  return {
    number: at('localId'),
    describing: at(...Array.from(columns.keys()).filter((it) => !aside.has(it))),
    copy: at('copyId'),
    placing: at('branch', 'shelfMark', 'condition', 'status'),
    counted: COUNT_COLUMNS.some((it) => columns.has(it)),
  };
}

interface Group {
  /** The library's own number of the record; empty where it has none. */
  readonly number: string;
  readonly describing: string;
  /** What tells the copies apart, with the line that said so. */
  readonly told: Map<string, number>;
  readonly lines: [Found, ...Found[]];
}

/**
 * Joins the lines of a list that stand together and are about copies of one record. A record of which one line cannot be
 * taken is rejected with all its lines: mended and delivered again it would else lose the copies of the others.
 */
export class CopyLines {
  private group: Group | undefined;

  constructor(private readonly list: CopyList) {}

  /** Takes the next line; gives what is complete by that. */
  add(found: Found, values: readonly string[]): Found[] {
    const cells = (positions: readonly number[]): string =>
      positions.map((at) => values[at]?.trim() ?? '').join(BETWEEN);
    const ofItsOwn = found.record !== undefined && !found.record.localId.startsWith('#');
    const number = ofItsOwn ? found.record.localId : cells(this.list.number);
    const describing = cells(this.list.describing);
    // Lines that are alike and neither number nor count their copies are a copy each.
    const telling = cells(this.list.copy) || (this.list.counted ? cells(this.list.placing) : null);
    const line = found.place.line ?? 0;
    const { group } = this;
    if (group !== undefined && number !== '' && isSame(group, number, describing, found)) {
      const before = telling === null ? undefined : group.told.get(telling);
      if (found.record !== undefined && before !== undefined) return [repeated(found, number, before)];
      group.lines.push(found);
      if (telling !== null) group.told.set(telling, line);
      return [];
    }
    const complete = this.end();
    this.group = { number, describing, told: new Map(telling === null ? [] : [[telling, line]]), lines: [found] };
    return complete;
  }

  /** The list is over, or begins with another record. */
  end(): Found[] {
    const { group } = this;
    this.group = undefined;
    return group === undefined ? [] : [joined(group)];
  }
}

/** A line that cannot be taken belongs to the record with its number, whatever else it says. */
function isSame({ number, describing, lines }: Group, itsNumber: string, itsDescribing: string, found: Found): boolean {
  if (number !== itsNumber || lines.length >= LINES) return false;
  return describing === itsDescribing || [found, ...lines].some(({ rejection }) => rejection !== undefined);
}

function joined({ number, lines }: Group): Found {
  const [first] = lines;
  const last = lines.at(-1) ?? first;
  if (lines.length === 1) return first;
  const place = { ...first.place, length: last.place.offset + last.place.length - first.place.offset };
  const wrong = lines.find((it) => it.rejection !== undefined)?.rejection;
  if (wrong !== undefined) {
    return { place, rejection: whole(wrong, number, first.place.line ?? 0, last.place.line ?? 0) };
  }
  const items = lines.flatMap(({ record }): readonly Item[] => record?.items ?? []);
  return { place, record: { ...(first.record as LocalRecord), items, ...countsOf(items) } };
}

function whole(wrong: Rejection, localId: string, first: number, last: number): Rejection {
  const hint = `${wrong.hint} The lines ${first} to ${last} are about one record: mend and deliver all of them together.`;
  return { ...wrong, localId, hint };
}

function repeated({ place }: Found, localId: string, before: number): Found {
  return {
    place,
    rejection: {
      code: 'csv.copy-repeated',
      message: `Line ${place.line} says the same as line ${before}: record ${localId} with the same copies`,
      hint: 'Leave one of the two out, or add up their copies in one line; the first was taken.',
      localId,
    },
  };
}
