import { AgreementChangedV1, type Fact, ParticipantChangedV1 } from '#libs/contracts';
import { eventually } from '#libs/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Capacities } from '../src/model/capacity.ts';
import { planAsYaml } from '../src/model/plan-writing.ts';
import { type Answer, type Person, request } from './calling.ts';
import { agreed, anyCapacities, held, isil, ON, planOf, profile, taking, target } from './capacities.ts';
import { RunningCoverage } from './running.ts';
import { owner } from './scenario-routes.ts';

let coverage: RunningCoverage;
beforeAll(async () => {
  coverage = await RunningCoverage.start();
}, 120_000);
afterAll(() => coverage.stop());
beforeEach(() => coverage.forget());

/** Every agreement has another plan that it follows from; which one makes no difference here. */
const PLAN = '33333333-0000-4000-8000-000000000001';

/** Makes what is known so: by facts, and by the counters that holdings would come to. */
async function tell(it: Capacities): Promise<void> {
  await coverage.forget();
  await coverage.adopt(planAsYaml(it.plan));
  await coverage.hear(
    ...it.participants.map(({ isil: id, name, from, to, successor }): Fact => {
      const ends = { ...(to === null ? {} : { to }), ...(successor === null ? {} : { successor }) };
      return ParticipantChangedV1.of({
        isil: id,
        version: 1,
        name,
        kind: 'library',
        from: from ?? '2030-01-01',
        ...ends,
      });
    }),
    ...it.agreements.map(({ currentLevel, languageCoverage, ...agreement }): Fact =>
      AgreementChangedV1.of({
        ...agreement,
        ...(currentLevel === null ? {} : { currentLevel }),
        ...(languageCoverage === null ? {} : { languageCoverage }),
        version: 1,
        plan: PLAN,
        named: [],
      }),
    ),
  );
  for (const [at, { code }] of it.plan.profiles.entries()) {
    const { titles, by } = it.held.get(code) ?? { titles: 0, by: new Map<string, number>() };
    await coverage.em.execute('insert into holders_histogram (profile, holders, titles) values (?, 1, ?)', [
      at + 1,
      titles,
    ]);
    for (const [id, some] of by) {
      await coverage.em.execute(
        `insert into participant_statistics (profile, participant, titles, copies, extant, on_order)
         select ?, number, ?, ?, ?, 0 from participant where isil = ?`,
        [at + 1, some, some, some, id],
      );
    }
  }
}

const call = (method: 'GET' | 'POST', url: string, body?: object, as: Person = owner): Promise<Answer> =>
  request(coverage, method, url, { as, body });

interface About {
  readonly profile: string;
  readonly activity: string;
}

interface Proposal {
  readonly lines: readonly (About & { kind: string; participant: { isil: string }; reason: { nl: string } })[];
  readonly closed: readonly (About & { gap: string })[];
  readonly remaining: readonly (About & { gaps: readonly string[] })[];
}

async function divided(settings: object = {}): Promise<{ at: string; proposal: Proposal }> {
  const begun = await call('POST', '/divisions', settings);
  expect(begun).toMatchObject({ status: 201, body: { state: 'running', proposal: null } });
  const at = `/divisions/${String(begun.body['id'])}`;
  const { body } = await eventually(
    async () => {
      const answer = await call('GET', at);
      expect(answer.body['state']).toBe('done');
      return answer;
    },
    { timeout: 60_000 },
  );
  expect(body['optimal']).toBe(true);
  return { at, proposal: body['proposal'] as Proposal };
}

const network = (): Capacities => ({
  plan: planOf([
    profile('kunst', [target('collect', '3b', { minimumParticipants: 2 })]),
    profile('muziek', [target('preserve', '5')]),
  ]),
  on: ON,
  participants: [taking(1), taking(2)],
  agreements: [agreed(1, 'kunst', 'collect', '3b')],
  held: new Map([['kunst', held(100, { 1: 60, 2: 50 })]]),
  listed: new Map(),
});

describe('a division', () => {
  it('is worked out apart, told with its reasons, and listed', async () => {
    await tell(network());
    const { at, proposal } = await divided();
    expect(proposal.lines).toMatchObject([
      { kind: 'takes-on', profile: 'kunst', participant: { isil: isil(2) }, closes: ['gap.redundancy'], place: 1 },
    ]);
    expect(proposal.remaining).toMatchObject([{ profile: 'muziek', gaps: ['gap.unowned'], because: 'nobody-near' }]);
    expect(proposal).toMatchObject({ tasks: { asked: 2, metBefore: 0, metAfter: 1 } });
    const { text } = await call('GET', `${at}/lines.csv`);
    expect(text).toContain(`takes-on;kunst;Profiel kunst;collect;3b;${isil(2)};Bibliotheek 2;`);
    expect(text).toContain('stays open;muziek;Profiel muziek;preserve;5;');
    const listed = await call('GET', '/divisions');
    expect(JSON.parse(listed.text)).toMatchObject([{ state: 'done', owner: expect.any(String), plan: 'proef/1' }]);
  });

  it('becomes a scenario of whoever asks, with the reasons of its lines', async () => {
    await tell(network());
    const { at, proposal } = await divided();
    const made = await call('POST', `${at}/scenario`, { name: ' Verdeling ' });
    expect(made).toMatchObject({ status: 201, body: { name: 'Verdeling', mine: true, shared: false, changeCount: 1 } });
    const { body } = await call('GET', `/scenarios/${String(made.body['id'])}`);
    expect(body['changes']).toMatchObject([
      { kind: 'agreement-added', withoutEffect: null, change: { because: proposal.lines[0]!.reason.nl } },
    ]);
  });

  it('is for plan owners', async () => {
    const manager: Person = { sub: 'esra', roles: ['collection-manager'], participant: isil(1) };
    expect(await call('GET', '/divisions', undefined, manager)).toMatchObject({ status: 403 });
    expect(await call('POST', '/divisions', {}, manager)).toMatchObject({ status: 403 });
    expect(await call('POST', '/divisions', { factor: 0 })).toMatchObject({ status: 422 });
  });

  it('is refused while another is worked out, which can be cancelled at once', async () => {
    await tell(network());
    const [first, second] = [await call('POST', '/divisions', {}), await call('POST', '/divisions', {})];
    expect(second).toMatchObject({ status: 409, body: { code: 'division.running' } });
    const at = `/divisions/${String(first.body['id'])}`;
    const stopped = await call('POST', `${at}/cancel`);
    expect(['cancelled', 'done']).toContain(stopped.body['state']);
    expect(await call('POST', `${at}/cancel`)).toMatchObject({ status: 200, body: { state: stopped.body['state'] } });
    await divided();
  });

  it('that nobody works on any more is told as interrupted, and holds up no other', async () => {
    await tell(network());
    await coverage.em.execute(
      `insert into division (id, owner_id, owner_name, plan, plan_version, judged_on, settings, state, headway, made_at, seen_at)
       values (gen_random_uuid(), 'x', 'X', 'proef', 1, '2026-06-01', '{}', 'running', '{"seconds": 3, "gap": null}', now() - interval '1 hour', now() - interval '1 hour')`,
    );
    const { text } = await call('GET', '/divisions');
    expect(JSON.parse(text)).toMatchObject([{ state: 'interrupted' }]);
    const [{ id }] = JSON.parse(text) as [{ id: string }];
    expect(await call('POST', `/divisions/${id}/scenario`, { name: 'x' })).toMatchObject({
      status: 409,
      body: { code: 'division.nothing-proposed' },
    });
    await divided();
  });

  it('promises what its scenario comes to, whatever there is to divide', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyCapacities(6, 4),
        fc.record({ factor: fc.constantFrom(0.5, 1, 2), moves: fc.boolean() }),
        async (it, settings) => {
          await tell(it);
          const { at, proposal } = await divided(settings);
          const made = await call('POST', `${at}/scenario`, { name: 'Verdeling' });
          const scenario = `/scenarios/${String(made.body['id'])}`;
          const { body } = await call('GET', scenario);
          expect((body['changes'] as { withoutEffect: unknown }[]).every((one) => one.withoutEffect === null)).toBe(
            true,
          );
          const flags = async (what: string): Promise<string[]> => {
            const answer = await call('GET', `${scenario}/flags?what=${what}&limit=500`);
            return (answer.body['items'] as (About & { kind: string })[])
              .filter(({ kind }) => ['gap.unowned', 'gap.level', 'gap.redundancy'].includes(kind))
              .map(({ kind, profile: code, activity }) => `${kind} ${code} ${activity}`)
              .toSorted();
          };
          const promised = proposal.closed.map(({ gap, profile: code, activity }) => `${gap} ${code} ${activity}`);
          expect(await flags('cleared')).toEqual(promised.toSorted());
          const open = await coverage.em.execute<{ flag: string }[]>(
            `select kind || ' ' || profile || ' ' || activity as flag from flag
              where cleared_at is null and kind in ('gap.unowned', 'gap.level', 'gap.redundancy')`,
          );
          const left = proposal.remaining.flatMap(({ gaps, profile: code, activity }) =>
            gaps.map((gap) => `${gap} ${code} ${activity}`),
          );
          const raised = await flags('raised');
          const after = [...open.map(({ flag }) => flag).filter((flag) => !promised.includes(flag)), ...raised];
          expect(after.toSorted()).toEqual(left.toSorted());
        },
      ),
      { numRuns: Number(process.env['DIVISIONS'] ?? 8) },
    );
  }, 300_000);
});
