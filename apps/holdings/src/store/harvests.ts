import { type Isil, Refusal } from '#libs/kernel';
import { Clock } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { reachable } from '../harvesting/oai/reachable.ts';
import { HARVESTING, type Harvesting } from '../harvesting/options.ts';

export interface HarvestSetting {
  readonly url: string;
  readonly prefix: string;
  readonly set: string | null;
  readonly everyHours: number;
  readonly enabled: boolean;
}

export type Asked = 'changes' | 'all';

/** Keeps which sources are harvested and how, and begins their harvests: one of a source at a time. */
@Injectable()
export class Harvests {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    @Inject(HARVESTING) private readonly options: Harvesting,
  ) {}

  /** From now on the source is harvested so. What is under way was asked for otherwise, and stops. */
  async set(participant: Isil, source: string, setting: HarvestSetting, by: string): Promise<void> {
    reachable(setting.url, this.options.allowInner);
    const now = this.clock.now();
    await this.em.transactional(async (tx) => {
      await tx.execute(
        `insert into source (participant, name) select number, ? from participant where isil = ? on conflict do nothing`,
        [source, participant],
      );
      const number = await lockSource(tx, participant, source);
      if (number === null) throw new Refusal('participant.unknown', `No participant ${participant} is known here`);
      await tx.execute(
        `insert into harvest_setting (source, url, prefix, set_name, every_hours, enabled, next_at, changed_at, changed_by)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?)
         on conflict (source) do update
            set url = excluded.url, prefix = excluded.prefix, set_name = excluded.set_name,
                every_hours = excluded.every_hours, enabled = excluded.enabled, next_at = excluded.next_at,
                changed_at = excluded.changed_at, changed_by = excluded.changed_by`,
        [number, setting.url, setting.prefix, setting.set, setting.everyHours, setting.enabled, now, now, by],
      );
      const stopped = await tx.execute<{ number: number }[]>(
        `update harvest set state = 'cancelled', finished_at = ?, holder = null, token = null
          where source = ? and state = 'fetching' returning number`,
        [now, number],
      );
      for (const each of stopped) await tx.execute(`delete from fetched_record where harvest = ?`, [each.number]);
    });
  }

  /** Somebody does not want to wait for the next time. */
  async ask(participant: Isil, source: string, asked: Asked, by: string): Promise<void> {
    await this.em.transactional(async (tx) => {
      const number = await lockSource(tx, participant, source);
      const begun = number !== null && (await begin(tx, number, { asked, by, now: this.clock.now() }));
      if (begun === 'begun') return;
      if (begun === 'busy') {
        throw new Refusal(
          'harvest.under-way',
          `A harvest or a delivery of '${source}' is under way, or waits for somebody to confirm it; ask again when it has ended`,
        );
      }
      throw new Refusal('harvest.unknown', `'${source}' is not set to be harvested; say first where from`);
    });
  }

  /** Begins what is due by the clock. A source whose last delivery is not through waits for that. */
  async beginDue(): Promise<void> {
    const now = this.clock.now();
    const em = this.em.fork();
    const due = await em.execute<{ source: number }[]>(
      `select source from harvest_setting where enabled and next_at <= ? order by next_at limit 100`,
      [now],
    );
    for (const { source } of due) {
      await em.fork().transactional(async (tx) => {
        await tx.execute(`select from source where number = ? for update`, [source]);
        const [still] = await tx.execute<{ source: number }[]>(
          `select source from harvest_setting where source = ? and enabled and next_at <= ?`,
          [source, now],
        );
        if (still !== undefined) await begin(tx, source, { asked: 'changes', by: null, now });
      });
    }
  }
}

async function lockSource(tx: EntityManager, participant: Isil, source: string): Promise<number | null> {
  const [row] = await tx.execute<{ number: number }[]>(
    `select s.number from source s join participant p on p.number = s.participant
      where p.isil = ? and s.name = ? for update of s`,
    [participant, source],
  );
  return row?.number ?? null;
}

/** The source is locked: nobody else begins, or delivers, at the same moment. */
async function begin(
  tx: EntityManager,
  source: number,
  { asked, by, now }: { readonly asked: Asked; readonly by: string | null; readonly now: Date },
): Promise<'begun' | 'busy' | 'not-set'> {
  const [state] = await tx.execute<{ set: boolean; busy: boolean }[]>(
    `select exists (select from harvest_setting where source = s.number) as set,
            exists (select from harvest where source = s.number and state = 'fetching')
            or exists (select from run where source = s.number and finished_at is null) as busy
       from source s where s.number = ?`,
    [source],
  );
  if (state?.set !== true) return 'not-set';
  if (state.busy) return 'busy';
  await tx.execute(
    `insert into harvest (source, asked, asked_by, url, prefix, set_name, mapping, state, next_try_at, started_at)
     select h.source, ?, ?, h.url, h.prefix, h.set_name, s.mapping, 'fetching', ?, ?
       from harvest_setting h join source s on s.number = h.source where h.source = ?`,
    [asked, by, now, now, source],
  );
  await tx.execute(
    `update harvest_setting set next_at = ?::timestamptz + make_interval(hours => every_hours) where source = ?`,
    [now, source],
  );
  return 'begun';
}
