import {
  AcquisitionPlanDecidedV1,
  AcquisitionPlanSubmittedV1,
  AgreementChangedV1,
  ParticipantChangedV1,
  type SnapshotAgreement,
  type SnapshotCommitment,
  type SnapshotParticipant,
  type SnapshotPlan,
  type SnapshotWithdrawalItem,
} from '#libs/contracts';
import type { EntityManager } from '@mikro-orm/postgresql';
import { nameTitlesOfPlans, takeDecided, takeSubmitted } from './acquisition-plans.ts';
import { takeAgreements } from './agreements.ts';
import { takeParticipants } from './participants.ts';
import { keepCommitments } from './retention-commitments.ts';
import { takeWithdrawals } from './withdrawals.ts';

export interface AgreementsSnapshot {
  readonly participants: readonly SnapshotParticipant[];
  readonly plans: readonly SnapshotPlan[];
  readonly agreements: readonly SnapshotAgreement[];
  readonly commitments: readonly SnapshotCommitment[];
  readonly withdrawals: readonly SnapshotWithdrawalItem[];
}

/** Rows that one statement takes; a plan may be long. */
const CHUNK = 200;

/**
 * Makes the state what the snapshot says, whatever the versions. Of agreements the events that told of them last stay
 * known, as far as they are the same.
 */
export async function replaceAgreements(
  em: EntityManager,
  { participants, plans, agreements, commitments, withdrawals }: AgreementsSnapshot,
): Promise<void> {
  const events = await em.execute<{ id: string; version: number; event: string | null }[]>(
    `select agreement::text as id, version, event::text from agreement
     union all select plan::text, version, event::text from acquisition_plan`,
  );
  const told = new Map(events.map(({ id, version, event }) => [`${id} ${version}`, event]));
  const heard = <Data extends { version: number }>(id: string, data: Data) => ({
    event: told.get(`${id} ${data.version}`) ?? null,
    data,
  });
  await em.execute(
    'update participant set version = 0, name = null, kind = null, valid_from = null, valid_to = null, successor = null',
  );
  await em.execute('delete from planned_title');
  await em.execute('delete from agreement');
  await em.execute('delete from acquisition_plan');
  await em.execute('delete from withdrawal_item');
  await em.execute('delete from retention_commitment');
  for (const some of chunks(participants))
    await takeParticipants(
      em,
      some.map((it) => ParticipantChangedV1.of(it)),
    );
  for (const some of chunks(agreements)) {
    await takeAgreements(
      em,
      some.map((it) => heard(it.agreement, AgreementChangedV1.of(it))),
    );
  }
  for (const some of chunks(plans)) {
    // As if submitted a version before it was decided, so that an accepted plan keeps its lines.
    await takeSubmitted(
      em,
      some.map(({ state, ...it }) => {
        const version = state === 'submitted' ? it.version : it.version - 1;
        return heard(it.plan, AcquisitionPlanSubmittedV1.of({ ...it, version }));
      }),
    );
    const decided = some.flatMap(({ plan, version, participant, state }) =>
      state === 'submitted'
        ? []
        : [heard(plan, AcquisitionPlanDecidedV1.of({ plan, version, participant, decision: state }))],
    );
    if (decided.length > 0) await takeDecided(em, decided);
  }
  for (const some of chunks(commitments)) await keepCommitments(em, some);
  for (const some of chunks(withdrawals)) await takeWithdrawals(em, some);
  await nameTitlesOfPlans(
    em,
    plans.map(({ plan }) => plan),
  );
}

function chunks<Item>(items: readonly Item[]): Item[][] {
  const parts: Item[][] = [];
  for (let from = 0; from < items.length; from += CHUNK) parts.push(items.slice(from, from + CHUNK));
  return parts;
}
