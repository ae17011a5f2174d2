import { type CommitmentState } from '#libs/contracts';
import type { Field, MarcField, MarcView } from '#libs/marc';

/**
 * An action note (MARC 21, field 583) as far as retention is concerned. What is repeated there is joined here, in its
 * order. <https://www.loc.gov/marc/holdings/hd583.html>
 */
export interface ActionNote {
  /** `$a` in lower case, without the punctuation that ends it. */
  readonly action: string;
  /** `$b` */
  readonly id: string | null;
  /** `$c` */
  readonly date: string | null;
  /** `$d` */
  readonly interval: string | null;
  /** `$f` */
  readonly authorisation: string | null;
  /** `$l`, and `$e` */
  readonly status: string | null;
  /** `$u` */
  readonly uri: string | null;
  /** `$z`, and `$x` */
  readonly note: string | null;
  /** `$3` */
  readonly materials: string | null;
  /** `$5` */
  readonly institution: string | null;
}

/** The actions that are read and written; those after the first two say what became of a commitment. */
export const COMMITTED = 'committed to retain';
export const REVIEWED = 'completeness reviewed';
export const BECAME: Readonly<Record<string, CommitmentState>> = {
  superseded: 'superseded',
  lost: 'lost',
  damaged: 'damaged',
  missing: 'missing',
  'in error': 'in-error',
};

export function actionNote(fields: MarcView, field: Field): ActionNote {
  const joined = (...codes: string[]): string | null => {
    const values = codes.flatMap((code) => fields.subfields(field, code));
    return values.length === 0 ? null : values.join('; ');
  };
  const first = (code: string): string | null => fields.subfields(field, code)[0] ?? null;
  return {
    action: (first('a') ?? '').toLowerCase().replace(/[\s.,;:]+$/, ''),
    id: first('b'),
    date: first('c'),
    interval: first('d'),
    authorisation: joined('f'),
    status: joined('l', 'e'),
    uri: first('u'),
    note: joined('z', 'x'),
    materials: first('3'),
    institution: first('5'),
  };
}

/** The same as a field that is not private. */
export function fieldOfNote(note: ActionNote): MarcField {
  const subfields: [string, string | null][] = [
    ['3', note.materials],
    ['a', note.action],
    ['b', note.id],
    ['c', note.date],
    ['d', note.interval],
    ['f', note.authorisation],
    ['l', note.status],
    ['u', note.uri],
    ['z', note.note],
    ['5', note.institution],
  ];
  return ['583', '1 ', subfields.filter((subfield): subfield is [string, string] => subfield[1] !== null)];
}
