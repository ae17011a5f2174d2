import type { HoldingState, SnapshotHolding } from '#libs/contracts';
import type { Isil } from '#libs/kernel';
import { copyInto } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';

/** A holding as one version of its source has it. */
export type VersionedHolding = HoldingState & { readonly participant: Isil; readonly version: number };

const FIELDS = ['title', 'participant', 'copies', 'extant', 'on_order', 'version'];
const COLUMNS = FIELDS.join(', ');

/** Takes holdings over; of each the highest version wins, whatever the order in which they come. */
export async function takeHoldings(em: EntityManager, holdings: readonly VersionedHolding[]): Promise<void> {
  await em.execute(`
    create temporary table if not exists heard_holding (like snapshot_holding) on commit delete rows`);
  await copyInto(em, 'heard_holding', FIELDS, rows(holdings));
  await mergeHoldings(em, 'heard_holding');
}

/** Lays a page of a snapshot ready. */
export async function stageHoldings(em: EntityManager, holdings: readonly SnapshotHolding[]): Promise<void> {
  await copyInto(em, 'snapshot_holding', FIELDS, rows(holdings));
}

/** Brings holdings that lie ready into what is known. */
export async function mergeHoldings(em: EntityManager, from: 'heard_holding' | 'snapshot_holding'): Promise<void> {
  await em.execute(`
    insert into holding as h (${COLUMNS})
    select distinct on (title, participant) ${COLUMNS} from ${from} order by title, participant, version desc
    on conflict (title, participant) do update
       set (copies, extant, on_order, version) =
           (excluded.copies, excluded.extant, excluded.on_order, excluded.version)
     where h.version < excluded.version`);
}

function* rows(holdings: readonly VersionedHolding[]) {
  for (const { title, participant, copies, extant, onOrder, version } of holdings) {
    yield [title, participant, copies, extant, onOrder, version] as const;
  }
}
