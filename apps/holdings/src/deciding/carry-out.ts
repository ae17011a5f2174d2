import type { TitleId, TitleKey } from '#libs/kernel';
import type { Outbox } from '#libs/messaging';
import { copyInto, failpoint } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { identified } from '../importing/apply/identified.ts';
import { noteSearchDue } from '../importing/apply/note-search-due.ts';
import { noteMoved } from '../importing/apply/note-past.ts';
import { moves } from '../importing/apply/regroup.ts';
import { tell } from '../importing/apply/tell.ts';
import { makeWorkTables, nextVersion } from '../importing/apply/work-tables.ts';
import { countAffected, writeHoldings } from '../importing/apply/write-holdings.ts';
import { moveRecords, notePairs } from '../importing/apply/write-records.ts';
import { workOutAffected, writeTitles } from '../importing/apply/write-titles.ts';
import { type Decided, decided, delivered } from '../model/decided.ts';
import { cluster, regrouping } from '../model/matching.ts';
import { decisionsAbout } from './decisions-about.ts';
import { keyed, KEYED, type KeyedRow } from './keyed-record.ts';

/**
 * Makes titles anew of the records that a decision is about, after it was made or taken back in the same transaction,
 * which holds the apply lock. Gives which title each of the records concerned is in.
 */
export async function carryOut(em: EntityManager, outbox: Outbox, decision: string): Promise<Map<TitleKey, TitleId>> {
  await makeWorkTables(em);
  await noteTitlesOf(em, decision);
  await rekey(em);
  await notePairs(em);
  const members = await affectedRecords(em);
  const after = cluster(members.map(keyed));
  const before = new Map(members.map(({ record, titleId }) => [record, titleId]));
  const version = await nextVersion(em);
  await copyInto(em, 'assigned', ['record_key', 'source', 'title_id'], moves(members, after));
  await noteMoved(em, version);
  await em.execute(`insert into affected (title_id) select title_id from assigned on conflict do nothing`);
  await moveRecords(em);
  await workOutAffected(em);
  await writeTitles(em);
  await countAffected(em);
  await writeHoldings(em, version);
  await noteSearchDue(em);
  failpoint('holdings.before-decision-told');
  await tell(em, outbox, { cause: decision, version, regrouping: regrouping(before, after), fresh: null });
  return after;
}

/** The titles that have a key which the decision is about, and those that have the decision itself in common. */
async function noteTitlesOf(em: EntityManager, decision: string): Promise<void> {
  await em.execute(
    `insert into affected (title_id)
     with about as (
       select k.key from decided_key k join title_decision d on d.number = k.decision where d.id = ?
       union select 9000000000000000000 + number from title_decision where id = ?
     )
     select id from about join title on id = key
     union select title_id from about join title_alias using (key)
     union select r.title_id from about cross join source s join record r on r.source = s.number and r.record_key = key`,
    [decision, decision],
  );
}

/** Gives the records at hand the keys that decisions leave them, and notes which other titles these lead to. */
async function rekey(em: EntityManager): Promise<void> {
  const rows = await affectedRecords(em);
  const sent = rows.map((row) => delivered(keyed(row)));
  const decisions = await decisionsAbout(
    em,
    sent.flatMap(({ record, keys, descriptionKey }) => [record, ...keys, descriptionKey ?? record]),
  );
  const changed = sent.flatMap((it, i) => {
    const [row, now] = [rows[i], decided(it, decisions)];
    return row === undefined || isSame(keyed(row), now) ? [] : [{ source: row.source, ...now }];
  });
  await em.execute(
    `with rekeyed as (
       select * from json_to_recordset(?)
         as d (source int, record bigint, keys bigint[], "descriptionKey" bigint, "setAside" bigint[])
     )
     update record r set keys = d.keys, description_key = d."descriptionKey", set_aside = d."setAside"
       from rekeyed d where r.source = d.source and r.record_key = d.record`,
    [JSON.stringify(changed)],
  );
  await em.execute(
    `insert into affected (title_id)
     with rekeyed as (
       select keys, "descriptionKey" as described from json_to_recordset(?) as d (keys bigint[], "descriptionKey" bigint)
     ), key as (
       select unnest(keys) as key from rekeyed union select described from rekeyed where described is not null
     )
     select id from key join title on id = key
     union select title_id from key join title_alias using (key)
     union select r.title_id from rekeyed join record r on r.description_key = described where not ${identified('rekeyed.keys')}
     on conflict do nothing`,
    [JSON.stringify(changed)],
  );
}

function isSame(one: Decided, other: Decided): boolean {
  return (
    String(one.keys) === String(other.keys) &&
    one.descriptionKey === other.descriptionKey &&
    String(one.setAside) === String(other.setAside)
  );
}

function affectedRecords(em: EntityManager): Promise<KeyedRow[]> {
  return em.execute<KeyedRow[]>(`select ${KEYED} from affected join record r using (title_id) order by r.record_key`);
}
