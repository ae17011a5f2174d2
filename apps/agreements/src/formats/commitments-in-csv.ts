import { COMMITMENT_STATES, type CommitmentState } from '#libs/contracts';
import { csvLine, type Day, type Isil, Refusal, keyOfIdentifier } from '#libs/kernel';
import type { DeliveredCommitment } from '../model/delivered-commitment.ts';
import { commitmentId } from '../model/ids.ts';
import type { CommitmentSubject } from '../model/retention-commitment.ts';
import { csvLines } from './csv.ts';
import { isIndefinite, looseDay } from './loose-day.ts';
import type { Told } from './rejected.ts';
import { toldByLines } from './told-by-lines.ts';

const BATCH = 500;
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** The columns in the order in which they are written, with the Dutch names that are understood as well. */
const COLUMNS = {
  id: [],
  participant: ['deelnemer'],
  identifier: ['isbn', 'identificatie'],
  title: ['titel'],
  profile: ['profiel'],
  from: ['vanaf', 'van'],
  until: ['tot en met', 'tot'],
  policy: ['regeling', 'beleid'],
  policyUri: ['regeling uri'],
  condition: ['voorwaarde'],
  extent: ['omvang'],
  note: ['opmerking'],
  reviewedOn: ['gecontroleerd op'],
  reviewOutcome: ['uitkomst controle'],
  state: ['status'],
  since: ['sinds'],
  successor: ['opvolger'],
  reason: ['reden'],
} satisfies Record<string, readonly string[]>;
type Column = keyof typeof COLUMNS;
const NAMES = Object.keys(COLUMNS) as Column[];

type Row = Partial<Record<Column, string>>;

/** Reads the commitments of a participant from CSV, some lines at a time. */
export function commitmentsInCsv(
  pieces: AsyncIterable<Uint8Array>,
  deliveredBy: Isil,
): AsyncGenerator<Told<DeliveredCommitment>> {
  return toldByLines(csvLines(pieces), BATCH, (heading) => {
    const columns = columnsOf(heading);
    return (values) => commitmentOf(rowOf(values, columns), deliveredBy);
  });
}

export const CSV_HEAD = csvLine(NAMES);

/** Writes one commitment as a line. */
export function commitmentAsCsv({ id, promise, became }: DeliveredCommitment): string {
  const { participant, about, from, terms } = promise;
  const title =
    'key' in about ? { identifier: about.identifier, title: about.title, profile: null } : { profile: about.profile };
  const row: Partial<Record<Column, string | null>> = {
    id,
    participant,
    ...title,
    from,
    until: terms.until ?? 'indefinite',
    policy: terms.policy,
    policyUri: terms.policyUri,
    condition: terms.condition,
    extent: terms.extent,
    note: terms.note,
    reviewedOn: terms.review?.on ?? null,
    reviewOutcome: terms.review?.outcome ?? null,
    state: became?.state ?? 'active',
    since: became?.on ?? null,
    successor: became?.successor ?? null,
    reason: became?.reason ?? null,
  };
  return csvLine(NAMES.map((name) => row[name] ?? null));
}

function columnsOf(names: readonly string[]): (Column | undefined)[] {
  const columns = names.map((name) =>
    NAMES.find((column) => [column, ...COLUMNS[column]].some((known) => plain(known) === plain(name))),
  );
  if (columns.includes('identifier') || columns.includes('profile')) return columns;
  throw new Refusal(
    'csv.columns-missing',
    `The first line must name the columns, with at least identifier (or isbn) or profile; it has ${names.join(', ').slice(0, 200)}`,
  );
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z]/g, '');
}

function rowOf(values: readonly string[], columns: readonly (Column | undefined)[]): Row {
  const row: Row = {};
  for (const [at, column] of columns.entries()) {
    const value = values[at]?.trim() ?? '';
    if (column !== undefined && value !== '') row[column] = value;
  }
  return row;
}

function commitmentOf(row: Row, deliveredBy: Isil): DeliveredCommitment {
  const participant = row.participant ?? deliveredBy;
  const about = subjectOf(row);
  const from = dayIn(row, 'from', 'first');
  const policy = row.policy ?? 'not stated';
  const reviewed = dayIn(row, 'reviewedOn', 'last');
  const terms = {
    until: row.until === undefined || isIndefinite(row.until) ? null : dayIn(row, 'until', 'last'),
    policy,
    policyUri: row.policyUri ?? null,
    condition: row.condition ?? null,
    extent: row.extent ?? null,
    note: row.note ?? null,
    review: reviewed === null ? null : { on: reviewed, outcome: row.reviewOutcome ?? null },
  };
  const id = uuidIn(row, 'id') ?? commitmentId(participant, 'key' in about ? about.key : about.profile, policy, from);
  return { id, promise: { participant, about, from, terms }, became: becameIn(row) };
}

function subjectOf({ identifier, profile, title }: Row): CommitmentSubject {
  if (identifier !== undefined && profile === undefined)
    return { key: keyOfIdentifier(identifier), identifier, title: title ?? null };
  if (profile !== undefined && identifier === undefined) return { profile };
  throw new Refusal(
    'commitment.subject-malformed',
    'Fill in either identifier or profile: a commitment is about one of them',
  );
}

function becameIn(row: Row): DeliveredCommitment['became'] {
  const state = (row.state ?? 'active').toLowerCase().replaceAll(' ', '-');
  if (state === 'active') return null;
  if (!(COMMITMENT_STATES as readonly string[]).includes(state)) {
    throw new Refusal(
      'commitment.state-malformed',
      `'${row.state}' is no state; write ${COMMITMENT_STATES.join(', ')}`,
    );
  }
  const on = dayIn(row, 'since', 'last');
  if (on === null) throw new Refusal('commitment.undated', `Fill in since: the day on which it became ${state}`);
  return { state: state as CommitmentState, on, successor: uuidIn(row, 'successor'), reason: row.reason ?? null };
}

function uuidIn(row: Row, column: Column): string | null {
  const written = row[column]?.toLowerCase();
  if (written === undefined || UUID.test(written)) return written ?? null;
  throw new Refusal(
    'commitment.id-malformed',
    `'${written.slice(0, 60)}' is no id of a commitment (${column}); leave it empty`,
  );
}

function dayIn(row: Row, column: Column, edge: 'first' | 'last'): Day | null {
  const written = row[column];
  if (written === undefined) return null;
  const found = looseDay(written, edge);
  if (found !== null) return found;
  throw new Refusal(
    'commitment.date-unreadable',
    `No day can be read in '${written.slice(0, 60)}' (${column}); write it as YYYY-MM-DD`,
  );
}
