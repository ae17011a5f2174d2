import { randomUUID } from 'node:crypto';
import { isbnKey } from '#libs/kernel';
import { copyInto } from '#libs/platform';
import { isbnOf } from '#libs/records';
import type { EntityManager } from '@mikro-orm/postgresql';

/** As many participants as there are to be in earnest. */
const PARTICIPANTS = Array.from({ length: 150 }, (_, at) => `NL-08${String(at).padStart(8, '0')}`);
export const BUYER = 'NL-0800000000';
const PLANS = 100;
const NAMED = 500;
/** A title in so many was promised to be kept. */
const KEPT = 100;
/** One title in so many is asked for in a year, as 1.6 million requests are for 10 million titles. */
const REQUESTED = 6;
const PROFILES = 59;
const CLASSES = 100;

/** ISBNs in no order, as those of a shelf are. */
export function isbnAt(number: number): string {
  return isbnOf((number * 7_919) % 999_999_937);
}

const keyAt = (number: number): string => isbnKey(isbnAt(number));

/** What agreements would know after hearing of so many titles, 2.5 holders each, without the way there. */
export async function fill(em: EntityManager, titles: number): Promise<void> {
  await em.fork().transactional(async (tx) => {
    await tx.execute(
      `insert into participant (isil, version, name, kind, valid_from)
       select isil, 1, isil, 'library', '2020-01-01' from unnest(?::text[]) isil`,
      [`{${PARTICIPANTS.join(',')}}`],
    );
    await copyInto(
      tx,
      'title',
      ['id', 'version', 'title', 'gone', 'material', 'language', 'audience', 'classifications'],
      rows(titles, titleAt),
    );
    await copyInto(tx, 'title_key', ['key', 'title', 'merged'], rows(titles, otherKeyAt));
    await copyInto(
      tx,
      'holding',
      ['title', 'participant', 'copies', 'extant', 'on_order', 'version'],
      rows(titles, holdingsAt),
    );
    await copyInto(
      tx,
      'retention_commitment',
      ['id', 'version', 'participant', 'key', 'identifier', 'policy', 'state'],
      rows(Math.floor(titles / KEPT), commitmentAt),
    );
    await copyInto(
      tx,
      'loan_request',
      ['id', 'participant', 'key', 'day', 'scope', 'outcome', 'count', 'as_of', 'delivery'],
      rows(Math.floor(titles / REQUESTED), requestAt),
    );
    await adopt(tx);
    await plan(tx, titles);
  });
  await em.fork().execute('vacuum analyze');
}

type Cells = readonly (string | number | boolean)[];

function* rows(count: number, at: (number: number) => readonly Cells[]): Generator<Cells> {
  for (let number = 0; number < count; number++) yield* at(number);
}

function titleAt(number: number): Cells[] {
  const notation = `${String(number % CLASSES).padStart(2, '0')}.10`;
  const classifications = JSON.stringify([{ scheme: 'nbc', notation }]);
  return [[keyAt(number), 1, `Titel ${number}`, false, 'book', 'dut', 'adult', classifications]];
}

/** By its ISBN, and by a PPN. */
function otherKeyAt(number: number): Cells[] {
  return [[`2${String(number).padStart(18, '0')}`, keyAt(number), false]];
}

function holdingsAt(number: number): Cells[] {
  return Array.from({ length: 1 + (number % 4) }, (_, at) => [
    keyAt(number),
    PARTICIPANTS[(number * 31 + at * 37) % PARTICIPANTS.length] ?? '',
    1,
    number % 10 === 0 ? 0 : 1,
    number % 10 === 0 ? 1 : 0,
    1,
  ]);
}

function commitmentAt(number: number): Cells[] {
  const title = number * KEPT;
  const participant = PARTICIPANTS[(title * 31) % PARTICIPANTS.length] ?? '';
  return [[randomUUID(), 1, participant, keyAt(title), isbnAt(title), 'meting', 'active']];
}

function requestAt(number: number): Cells[] {
  const title = number * REQUESTED;
  const participant = PARTICIPANTS[(title * 29) % PARTICIPANTS.length] ?? '';
  const [scope, outcome] = number % 8 === 0 ? ['national', 'unfilled'] : ['province', 'filled'];
  return [[randomUUID(), participant, keyAt(title), '2026-09-01', scope, outcome, 1, '2026-09-01', 1]];
}

/** Profiles by class, three of which are enough, and two participants responsible for each. */
async function adopt(em: EntityManager): Promise<void> {
  const profiles = Array.from({ length: PROFILES }, (_, at) => {
    const prefix = String(at).padStart(2, '0');
    const scope = { classification: [{ scheme: 'nbc', prefix }], material: [], language: [], audience: [] };
    const targets = [{ activity: 'collect', level: '3b', enoughHolders: 3 }];
    return { code: `p${prefix}`, name: { nl: `Profiel ${prefix}` }, scope, targets };
  });
  await em.execute(
    `insert into collection_plan (code, version, title, valid_from, valid_to, profiles)
     values ('meting', 1, 'Meting', '2020-01-01', '2099-12-31', ?::jsonb)`,
    [JSON.stringify(profiles)],
  );
}

/** Submitted plans, each of which names titles from all over. */
async function plan(em: EntityManager, titles: number): Promise<void> {
  for (let at = 0; at < PLANS; at++) {
    const id = randomUUID();
    const participant = PARTICIPANTS[at + 1] ?? '';
    await em.execute(
      `insert into acquisition_plan (id, participant, version, state, submitted_version, submitted_at, name, valid_from, valid_to, lines)
       values (?, ?, 2, 'submitted', 2, now(), 'Meting', '2020-01-01', '2099-12-31', '[]')`,
      [id, participant],
    );
    const named = Array.from({ length: NAMED }, (_, it) => [
      keyAt((at * NAMED + it * 101) % titles),
      id,
      participant,
      'p01',
      '2099-12-31',
    ]);
    await copyInto(em, 'planned_title', ['key', 'plan', 'participant', 'profile', 'valid_to'], named);
  }
}
