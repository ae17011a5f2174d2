import { type Day, Refusal } from '#libs/kernel';
import { Clock, type User } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { DivisionProposal } from '../model/division-proposal.ts';
import type { DivisionSettings } from '../model/division.ts';
import type { Headway } from './solving.ts';

export const DIVISION_STATES = ['running', 'done', 'nothing', 'cancelled', 'interrupted', 'failed'] as const;
export type DivisionState = (typeof DIVISION_STATES)[number];

export type AskedSettings = DivisionSettings & { readonly seconds: number };

/** A division as it is kept. */
export interface KeptDivision {
  readonly id: string;
  readonly ownerName: string;
  readonly plan: string;
  readonly planVersion: number;
  readonly on: Day;
  readonly settings: AskedSettings;
  readonly state: DivisionState;
  readonly headway: Headway;
  readonly optimal: boolean | null;
  readonly proposal: DivisionProposal | null;
  readonly madeAt: string;
  readonly endedAt: string | null;
}

/** Who works a division out says so at least this often; after so many seconds without a word it was interrupted. */
const SILENCE = 60;
/** The newest that are kept. */
const KEPT = 20;

const SUMMARY = `id::text, owner_name as "ownerName", plan, plan_version as "planVersion", judged_on::text as "on", settings,
  case when state = 'running' and seen_at < now() - interval '${SILENCE} seconds' then 'interrupted' else state end as state,
  headway, optimal, made_at as "madeAt", ended_at as "endedAt"`;

/** Keeps divisions, in their own short transactions: who works one out, and who asks how far it is, may be apart. */
@Injectable()
export class Divisions {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** Begins one, unless another is being worked out. */
  async begin(
    id: string,
    by: User,
    base: { readonly plan: string; readonly version: number; readonly on: Day },
    settings: AskedSettings,
  ): Promise<void> {
    const at = this.clock.now();
    await this.em.fork().transactional(async (tx) => {
      await tx.execute(
        `update division set state = 'interrupted', ended_at = ?
          where state = 'running' and seen_at < now() - interval '${SILENCE} seconds'`,
        [at],
      );
      const begun = await tx.execute<{ id: string }[]>(
        `insert into division (id, owner_id, owner_name, plan, plan_version, judged_on, settings, state, headway, made_at, seen_at)
         values (?, ?, ?, ?, ?, ?, ?::jsonb, 'running', '{"seconds": 0, "gap": null}', ?, now())
         on conflict (state) where state = 'running' do nothing returning id`,
        [id, by.id, by.name, base.plan, base.version, base.on, JSON.stringify(settings), at],
      );
      if (begun.length === 0) {
        throw new Refusal(
          'division.running',
          'A division is being worked out already; wait until it is done, or cancel it first',
        );
      }
      await tx.execute(
        `delete from division where state <> 'running' and id not in
           (select id from division order by made_at desc, id limit ${KEPT})`,
      );
    });
  }

  /** Notes how far one is; false when it is not to go on. */
  async goesOn(id: string, headway: Headway): Promise<boolean> {
    const rows = await this.em
      .fork()
      .execute<{ id: string }[]>(
        `update division set headway = ?::jsonb, seen_at = now() where id = ? and state = 'running' returning id`,
        [JSON.stringify(headway), id],
      );
    return rows.length > 0;
  }

  /** Ends one that is being worked out; one that has ended stays as it is. */
  async end(
    id: string,
    state: Exclude<DivisionState, 'running'>,
    found: Partial<Pick<KeptDivision, 'proposal' | 'optimal' | 'headway'>> = {},
  ): Promise<void> {
    const { proposal = null, optimal = null, headway = null } = found;
    await this.em.fork().execute(
      `update division set state = ?, proposal = ?::jsonb, optimal = ?, headway = coalesce(?::jsonb, headway), ended_at = ?
        where id = ? and state = 'running'`,
      [
        state,
        proposal === null ? null : JSON.stringify(proposal),
        optimal,
        headway === null ? null : JSON.stringify(headway),
        this.clock.now(),
        id,
      ],
    );
  }

  async one(em: EntityManager, id: string): Promise<KeptDivision> {
    const [row] = await em.execute<KeptDivision[]>(`select ${SUMMARY}, proposal from division where id = ?`, [id]);
    if (row !== undefined) return row;
    throw new Refusal('division.unknown', `There is no division ${id}; GET /divisions lists those that are kept`);
  }

  async newest(em: EntityManager): Promise<Omit<KeptDivision, 'proposal'>[]> {
    return await em.execute(`select ${SUMMARY} from division order by made_at desc, id limit ${KEPT}`);
  }
}
