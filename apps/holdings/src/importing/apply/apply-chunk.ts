import type { Outbox } from '#libs/messaging';
import { failpoint } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { type Chunk, chooseWays, takeAbsent, takeChanges } from './classify.ts';
import { heedDecisions } from './heed-decisions.ts';
import { keepReplaced } from './keep-replaced.ts';
import { regroup } from './regroup.ts';
import { tell } from './tell.ts';
import { notePast } from './note-past.ts';
import { noteSearchDue } from './note-search-due.ts';
import { makeWorkTables, nextVersion } from './work-tables.ts';
import { countAffected, countJoined, writeFreshHoldings, writeHoldings } from './write-holdings.ts';
import { type Counts, noteAffected, writeRecords, writeRemovals } from './write-records.ts';
import { workOutAffected, workOutJoined, writeFreshTitles, writeTitles } from './write-titles.ts';

/** What a chunk did to the records of its source. */
export interface Effect {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
}

/** Applies staged rows: records, titles, holdings, and what is told of them. Runs in the transaction that holds the apply lock. */
export async function applyRows(em: EntityManager, outbox: Outbox, chunk: Chunk): Promise<Effect> {
  await makeWorkTables(em);
  if ((await takeChanges(em, chunk)) === 0) return { added: 0, changed: 0, removed: 0 };
  await heedDecisions(em);
  await chooseWays(em);
  return finish(em, outbox, chunk, (counts) => writeRecords(em, chunk, counts));
}

/** Removes records that a full load no longer has, at most `limit`: those that are not in the table `present`. */
export async function applyAbsence(
  em: EntityManager,
  outbox: Outbox,
  chunk: Chunk,
  present: string,
  limit: number,
): Promise<Effect> {
  await makeWorkTables(em);
  if ((await takeAbsent(em, chunk.source, present, limit)) === 0) return { added: 0, changed: 0, removed: 0 };
  return finish(em, outbox, { ...chunk, after: 0, upTo: -1 }, () => writeRemovals(em, chunk.source));
}

async function finish(
  em: EntityManager,
  outbox: Outbox,
  chunk: Chunk,
  write: (counts: Counts) => Promise<void>,
): Promise<Effect> {
  const version = await nextVersion(em);
  const [some] = await em.execute<Record<'linked' | 'moving' | 'added' | 'changed' | 'removed', number>[]>(
    `select count(*) filter (where way = 'l' or kind in ('i', 'r'))::int as linked,
            count(*) filter (where way is distinct from 'f')::int as moving,
            count(*) filter (where kind = 'a')::int as added,
            count(*) filter (where kind in ('d', 'i'))::int as changed,
            count(*) filter (where kind = 'r')::int as removed from chunk`,
  );
  const { linked = 0, moving = 0, added = 0, changed = 0, removed = 0 } = some ?? {};
  const regrouped = linked > 0 ? await regroup(em, chunk.source) : { merges: [], splits: [] };
  if (moving > 0) await noteAffected(em);
  if (linked > 0) await notePast(em, chunk.source, version);
  if (chunk.replaced !== null) await keepReplaced(em, chunk.source, chunk.replaced);
  failpoint('holdings.before-write');
  await write({ linked, added, changed, removed });
  await writeFreshTitles(em);
  await writeFreshHoldings(em, chunk, version);
  if (moving > 0) {
    await workOutAffected(em);
    await workOutJoined(em);
    await writeTitles(em);
    await countAffected(em);
    await countJoined(em, chunk);
    await writeHoldings(em, version);
  }
  await noteSearchDue(em);
  failpoint('holdings.before-tell');
  await tell(em, outbox, { cause: chunk.run, version, regrouping: regrouped, fresh: chunk });
  return { added, changed, removed };
}
