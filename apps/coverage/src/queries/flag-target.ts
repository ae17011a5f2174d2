import type { FlagKind } from '#libs/contracts';
import type { Activity, Day } from '#libs/kernel';
import type { EntityManager } from '@mikro-orm/postgresql';

/** What a flag is about, as far as somebody could take it on. */
export interface FlagTarget {
  readonly kind: FlagKind;
  readonly profile: string;
  readonly activity: Activity | null;
  /** Of a gap that is still to come: its first day. */
  readonly on: Day | null;
}

/** What is this flag about? */
export async function flagTarget(em: EntityManager, id: string): Promise<FlagTarget | null> {
  const [flag] = await em.execute<FlagTarget[]>(
    `select kind, profile, activity, case kind when 'gap.upcoming' then evidence ->> 'on' end as "on"
       from flag where id = ?`,
    [id],
  );
  return flag ?? null;
}
