import {
  AcquisitionPlanAssessedV1,
  PlanAdoptedV1,
  type SnapshotPage,
  type SnapshotPart,
  type SnapshotQuestion,
} from '#libs/contracts';
import { Answers, askOf, JetStreamStrategy } from '#libs/messaging';
import { eventually, Neighbour } from '#libs/testing';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ADOPTED, draft, registerBoth } from './given.ts';
import { planOwner, rivierdal, RIVIERDAL, RunningAgreements, START } from './running.ts';

const FLAG = {
  flag: '5f0c7d3e-1c0b-5b7e-9c58-0a2f6d0e4b11',
  kind: 'gap.redundancy' as const,
  profile: 'muziek',
  activity: 'collect' as const,
  subject: '',
  participants: [RIVIERDAL],
  evidence: { agreements: [] },
};
const NEWER = { ...ADOPTED, version: 2, profiles: [...ADOPTED.profiles, { code: 'kaarten', name: { nl: 'Kaarten' } }] };
const state: Record<string, object[]> = { 'collection-plans': [ADOPTED, NEWER], flags: [], assessments: [] };
const asked: SnapshotPart[] = [];

/** Coverage's state, a row at a time. */
@Controller()
class Snapshot {
  @Answers(askOf('coverage', 'snapshot'))
  page(@Payload() { part, after = '-1' }: SnapshotQuestion): SnapshotPage<object> {
    asked.push(part);
    const at = Number(after) + 1;
    const rows = state[part] ?? [];
    return { rows: rows.slice(at, at + 1), next: at + 1 < rows.length ? String(at) : null };
  }
}

let service: RunningAgreements;
let coverage: Neighbour;
let plan: string;

beforeAll(async () => {
  service = await RunningAgreements.start();
  coverage = await Neighbour.start('coverage', { natsUrl: service.surroundings.nats.urlOf('coverage') }, [Snapshot]);
  await registerBoth(service);
  await coverage.say(PlanAdoptedV1.of(ADOPTED));
  await eventually(
    async () => {
      if ((await profiles()).length < ADOPTED.profiles.length) throw new Error('The plan was not heard of yet');
    },
    { timeout: START / 2 },
  );
  plan = await draft(service);
  await service.done('POST', `/acquisition-plans/${plan}/submit`, { as: rivierdal, body: {} });
}, START);

afterAll(async () => {
  await coverage.stop();
  await service.stop();
});

async function profiles(): Promise<string[]> {
  const { items } = await service.done('GET', '/profiles', { as: planOwner });
  return (items as { code: string }[]).map(({ code }) => code).toSorted();
}

async function assessed(): Promise<unknown> {
  const { assessment } = await service.done('GET', `/acquisition-plans/${plan}`, { as: planOwner });
  return assessment;
}

describe('what agreements knows from coverage', () => {
  it(
    'is taken over from its state after it was lost',
    async () => {
      const [version] = await service.em.execute<{ version: number }[]>(
        'select version from acquisition_plan where id = ?',
        [plan],
      );
      state['assessments'] = [
        { acquisitionPlan: plan, version: version!.version, participant: RIVIERDAL, flags: [FLAG] },
      ];
      await service.em.execute('delete from collection_plan');
      await service.em.execute('delete from assessment');
      await service.app.get(JetStreamStrategy).rebuild('coverage');
      await eventually(
        async () => {
          expect(await profiles()).toEqual(['kaarten', 'muziek', 'talen']);
          expect(await assessed()).toMatchObject({ state: 'assessed', flags: [{ kind: 'gap.redundancy' }] });
        },
        { timeout: START / 2 },
      );
      expect(asked.filter((part) => part === 'collection-plans')).toHaveLength(2);
    },
    START,
  );

  it(
    'goes on with what coverage says after that',
    async () => {
      const [{ version } = { version: 0 }] = await service.em.execute<{ version: number }[]>(
        'select version from assessment where plan = ?',
        [plan],
      );
      await coverage.say(
        AcquisitionPlanAssessedV1.of({ acquisitionPlan: plan, version, participant: RIVIERDAL, flags: [] }),
      );
      await eventually(async () => expect(await assessed()).toMatchObject({ state: 'assessed', flags: [] }), {
        timeout: START / 2,
      });
    },
    START,
  );

  it(
    'takes the place of what a coverage said that began anew and counts from below',
    async () => {
      await service.em.execute('update assessment set sequence = 1000000');
      await service.app.get(JetStreamStrategy).rebuild('coverage');
      await eventually(async () => expect(await assessed()).toMatchObject({ flags: [{ kind: 'gap.redundancy' }] }), {
        timeout: START / 2,
      });
    },
    START,
  );
});
