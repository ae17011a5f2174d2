import { type Isil, Refusal, type TitleId, type TitleKey } from '#libs/kernel';
import type { EntityManager } from '@mikro-orm/postgresql';

/** Who decides. `participant` is the one that a collection manager decides for; who reviews the whole network has none. */
export interface Decider {
  readonly id: string;
  readonly name: string;
  readonly participants: readonly Isil[] | 'all';
}

/** What people saw of what they decided about. */
export interface DecisionSubject {
  readonly title: string;
  readonly participant?: string;
  readonly source?: string;
  readonly localId?: string;
}

interface ChosenRecord extends Required<DecisionSubject> {
  readonly record: TitleKey;
}

/** The titles that a decision is about, as people know them. */
export async function titlesChosen(em: EntityManager, ids: readonly TitleId[]): Promise<DecisionSubject[]> {
  const rows = await em.execute<{ id: TitleId; title: string }[]>(
    `select t.id::text as id, r.description::json ->> 'title' as title
       from title t join record r on r.title_id = t.id and r.record_key = t.described_by
      where t.id = any (?::bigint[])`,
    [`{${ids.join(',')}}`],
  );
  const titles = new Map(rows.map(({ id, title }) => [id, title]));
  return ids.map((id) => {
    const title = titles.get(id);
    if (title === undefined) throw unknownTitle(id);
    return { title };
  });
}

/** A collection manager decides about titles that the own participant has a record of. */
export async function refuseStrangers(
  em: EntityManager,
  ids: readonly TitleId[],
  { participants }: Decider,
): Promise<void> {
  if (participants === 'all') return;
  const [row] = await em.execute<{ own: boolean }[]>(
    `select exists (select from record r join participant p on p.number = r.participant
                     where r.title_id = any (?::bigint[]) and p.isil = any (?)) as own`,
    [`{${ids.join(',')}}`, `{${participants.join(',')}}`],
  );
  if (row?.own === true) return;
  throw new Refusal(
    'title.not-yours',
    'None of these titles has a record of yours; ask the plan owner, or a library that has one',
  );
}

/** The records of a title that a decision is about, and of how many they are. */
export async function recordsChosen(
  em: EntityManager,
  title: TitleId,
  records: readonly TitleKey[],
): Promise<{ chosen: ChosenRecord[]; of: number }> {
  const rows = await em.execute<ChosenRecord[]>(
    `select r.record_key::text as record, r.description::json ->> 'title' as title, p.isil as participant,
            s.name as source, r.local_id as "localId"
       from record r join source s on s.number = r.source join participant p on p.number = r.participant
      where r.title_id = ?::bigint order by r.record_key`,
    [title],
  );
  if (rows.length === 0) throw unknownTitle(title);
  const wanted = new Set(records);
  const chosen = rows.filter(({ record }) => wanted.has(record));
  const known = new Set(chosen.map(({ record }) => record));
  const missing = records.find((it) => !known.has(it));
  if (missing === undefined) return { chosen, of: rows.length };
  throw new Refusal(
    'record.not-of-title',
    `Record ${missing} is not, or no longer, one of title ${title}; look at the title again`,
    [],
    { record: missing, title },
  );
}

/** A collection manager sets only the own records apart; those of others are theirs. */
export function refuseOthers(chosen: readonly ChosenRecord[], { participants }: Decider): void {
  if (participants === 'all') return;
  const strange = chosen.find(({ participant }) => !participants.includes(participant));
  if (strange === undefined) return;
  throw new Refusal(
    'record.not-yours',
    `Record ${strange.localId} is of ${strange.participant}: you set your own records apart; ask the plan owner for others`,
    [],
    { record: strange.localId, participant: strange.participant },
  );
}

function unknownTitle(id: TitleId): Refusal {
  return new Refusal('title.unknown', `There is no title ${id}; it may have merged into another`, [], { title: id });
}
