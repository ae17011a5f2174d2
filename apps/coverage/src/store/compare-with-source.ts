import type {
  SnapshotAgreement,
  SnapshotCommitment,
  SnapshotHolding,
  SnapshotParticipant,
  SnapshotPlan,
  SnapshotTitle,
  SnapshotWithdrawalItem,
} from '#libs/contracts';
import type { SnapshotPages } from '#libs/messaging';
import type { EntityManager } from '@mikro-orm/postgresql';
import { type Differences, Tally } from './differences.ts';

/**
 * What is not as the source has it, and what may be on its way here. A source's version is that of its answer, not of
 * the row, so that it says nothing about a row with the same contents.
 */
export interface Compared {
  readonly wrong: Differences;
  readonly behind: Differences;
}

class Comparison implements Compared {
  readonly wrong = new Tally();
  readonly behind = new Tally();
}

type Place = string;

/** A row as both sides can be held against each other. */
interface Comparable {
  readonly at: Place;
  readonly version: number;
  readonly said: string;
}

const TITLES = `
  select id::text as at, version::float8 as version, jsonb_build_array(keys::text[], title, contributor, year, material,
         language, audience, form, classifications)::text as said
    from title where not gone and id > ?::bigint and id <= ?::bigint`;

const HOLDINGS = `
  select h.title || ' ' || i.isil as at, h.version::float8 as version,
         jsonb_build_array(copies, extant, on_order)::text as said
    from holding h join participant i on i.number = h.participant
   where (h.copies > 0 or h.on_order > 0) and h.title > ?::bigint and h.title <= ?::bigint`;

const LAST = '9223372036854775807';

/** Told how many rows of the source were compared. */
export type Walked = (rows: number) => void;

/** Titles of the source, by their ids in ascending order. */
export async function compareTitles(
  em: EntityManager,
  pages: AsyncGenerator<readonly SnapshotTitle[]>,
  walked: Walked,
): Promise<Compared> {
  return await walk(
    em,
    TITLES,
    pages,
    walked,
    ({ id }) => id,
    (row) => ({
      at: row.id,
      version: row.version,
      said: [
        row.keys,
        row.title,
        row.contributor ?? null,
        row.year ?? null,
        row.material,
        row.language,
        row.audience,
        row.form ?? null,
        row.classifications,
      ],
    }),
  );
}

/** Holdings of the source, by title in ascending order. */
export async function compareHoldings(
  em: EntityManager,
  pages: AsyncGenerator<readonly SnapshotHolding[]>,
  walked: Walked,
): Promise<Compared> {
  return await walk(
    em,
    HOLDINGS,
    pages,
    walked,
    ({ title }) => title,
    (row) => ({
      at: `${row.title} ${row.participant}`,
      version: row.version,
      said: [row.copies, row.extant, row.onOrder],
    }),
  );
}

/**
 * Holds pages that ascend by a title id against the rows of the same range. Rows of the last title of a page wait for the
 * next page, which may have more of them.
 */
async function walk<Row>(
  em: EntityManager,
  sql: string,
  pages: AsyncGenerator<readonly Row[]>,
  walked: Walked,
  title: (row: Row) => string,
  comparable: (row: Row) => { at: Place; version: number; said: unknown },
): Promise<Compared> {
  const compared = new Comparison();
  let from = '0';
  let kept: Row[] = [];
  let done = 0;
  const settle = async (rows: readonly Row[], to: string): Promise<void> => {
    const ours = await em.execute<Comparable[]>(sql, [from, to]);
    note(compared, rows.map(comparable), ours);
    from = to;
  };
  for await (const page of pages) {
    const rows = kept.concat(page);
    const last = title(rows.at(-1)!);
    const whole = rows.filter((row) => title(row) !== last);
    kept = rows.filter((row) => title(row) === last);
    if (whole.length > 0) await settle(whole, title(whole.at(-1)!));
    walked((done += page.length));
  }
  await settle(kept, LAST);
  return compared;
}

/** Participants, plans and agreements are few enough to hold against each other at once. */
export async function compareAgreements(em: EntityManager, pages: SnapshotPages): Promise<Compared> {
  const compared = new Comparison();
  const theirs: { at: Place; version: number; said: unknown }[] = [];
  for await (const page of pages.of<SnapshotParticipant>('agreements', 'participants')) {
    for (const { isil, version, name } of page) theirs.push({ at: `participant ${isil}`, version, said: [name] });
  }
  for await (const page of pages.of<SnapshotPlan>('agreements', 'plans')) {
    for (const { plan, version, participant, state } of page) {
      theirs.push({ at: `plan ${plan}`, version, said: [participant, state] });
    }
  }
  for await (const page of pages.of<SnapshotAgreement>('agreements', 'agreements')) {
    for (const it of page) {
      const said = [
        it.participant,
        it.profile,
        it.activity,
        it.level,
        it.currentLevel ?? null,
        it.from,
        it.to,
        it.named.map(({ key }) => key),
      ];
      theirs.push({ at: `agreement ${it.agreement}`, version: it.version, said });
    }
  }
  for await (const page of pages.of<SnapshotCommitment>('agreements', 'commitments')) {
    for (const { commitment, version, participant, key, profile, from, until, state } of page) {
      const said = [participant, key ?? null, profile ?? null, from ?? null, until ?? null, state];
      theirs.push({ at: `commitment ${commitment}`, version, said });
    }
  }
  for await (const page of pages.of<SnapshotWithdrawalItem>('agreements', 'withdrawals')) {
    for (const { item, version, participant, key, copies, state } of page) {
      theirs.push({ at: `withdrawal ${item}`, version, said: [participant, key, copies, state] });
    }
  }
  const ours = await em.execute<Comparable[]>(
    `select 'participant ' || isil as at, version, jsonb_build_array(name)::text as said from participant where version > 0
     union all
     select 'plan ' || p.plan, p.version, jsonb_build_array(i.isil, p.state)::text
       from acquisition_plan p join participant i on i.number = p.participant
     union all
     select 'agreement ' || a.agreement, a.version, jsonb_build_array(i.isil, a.profile, a.activity, a.level, a.current_level,
            a.valid_from, a.valid_to, (select coalesce(jsonb_agg(n->'key'), '[]') from jsonb_array_elements(a.named) n))::text
       from agreement a join participant i on i.number = a.participant
     union all
     select 'commitment ' || c.commitment, c.version, jsonb_build_array(i.isil, c.key::text, c.profile, c.valid_from,
            c.valid_to, c.state)::text
       from retention_commitment c join participant i on i.number = c.participant
     union all
     select 'withdrawal ' || w.item, w.version, jsonb_build_array(i.isil, w.key::text, w.copies, w.state)::text
       from withdrawal_item w join participant i on i.number = w.participant`,
  );
  note(compared, theirs, ours);
  return compared;
}

function note(
  { wrong, behind }: Comparison,
  theirs: readonly { at: Place; version: number; said: unknown }[],
  ours: readonly Comparable[],
): void {
  const here = new Map(ours.map((row) => [row.at, row]));
  for (const { at, version, said } of theirs) {
    const row = here.get(at);
    here.delete(at);
    if (row === undefined) {
      behind.add(() => `${at}: the source has it, here is none`);
    } else if (row.version <= version && canonical(said) !== canonical(JSON.parse(row.said))) {
      const difference = () => `${at}: the source has ${JSON.stringify(said)}, here is ${row.said}`;
      (row.version < version ? behind : wrong).add(difference);
    }
  }
  for (const { at } of here.values()) behind.add(() => `${at}: the source does not have it`);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, it: unknown) =>
    typeof it === 'object' && it !== null && !Array.isArray(it)
      ? Object.fromEntries(Object.entries(it).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : it,
  );
}
