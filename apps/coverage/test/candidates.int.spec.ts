import { randomUUID } from 'node:crypto';
import { AgreementChangedV1, HoldingsChangedV1, ParticipantChangedV1, TitlesChangedV1 } from '#libs/contracts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answer, type Person, request } from './calling.ts';
import { EXAMPLE_PLAN, RunningCoverage } from './running.ts';
import { owner } from './scenario-routes.ts';

const [A, B, C, GONE] = ['NL-0800000001', 'NL-0800000002', 'NL-0800000003', 'NL-0800000004'] as const;
const RUN = randomUUID();
const manager: Person = { sub: 'esra', roles: ['collection-manager'], participant: B };
const titleOf = (at: number): string => `1${String(at).padStart(18, '0')}`;

let coverage: RunningCoverage;
beforeAll(async () => {
  coverage = await RunningCoverage.start();
  await coverage.adopt(EXAMPLE_PLAN);
  await coverage.hear(
    ...[A, B, C, GONE].map((isil, at) =>
      ParticipantChangedV1.of({
        isil,
        version: 1,
        name: `Bibliotheek ${'ABCD'[at]}`,
        kind: 'library',
        from: '2020-01-01',
        ...(isil === GONE ? { to: '2026-05-31' } : {}),
      }),
    ),
    TitlesChangedV1.of({
      version: 2,
      run: RUN,
      titles: Array.from({ length: 10 }, (_, at) => ({
        id: titleOf(at),
        keys: [titleOf(at)],
        title: `Titel ${at}`,
        material: 'score' as const,
        language: 'dut',
        audience: 'adult' as const,
        classifications: [{ scheme: 'nbc' as const, notation: '24.10' }],
      })),
    }),
    ...[
      { participant: B, count: 3 },
      { participant: C, count: 9 },
      { participant: GONE, count: 10 },
    ].map(({ participant, count }) =>
      HoldingsChangedV1.of({
        version: 3,
        run: RUN,
        participant,
        holdings: Array.from({ length: count }, (_, at) => ({ title: titleOf(at), copies: 1, extant: 1, onOrder: 0 })),
      }),
    ),
    AgreementChangedV1.of({
      agreement: randomUUID(),
      version: 1,
      participant: A,
      profile: 'muziek',
      activity: 'collect',
      level: '3b',
      from: '2026-01-01',
      to: '2027-12-31',
      titles: 10,
      copies: 20,
      plan: randomUUID(),
      named: [],
    }),
  );
}, 120_000);
afterAll(() => coverage.stop());

const get = (url: string, as: Person | undefined = owner): Promise<Answer> => request(coverage, 'GET', url, { as });

interface Found {
  readonly participant: { readonly isil: string };
  readonly undertaking: object;
  readonly reason: { readonly nl: string };
}

const found = (body: Answer['body']): Found[] => body['candidates'] as Found[];
const named = (body: Answer['body']): string[] => found(body).map(({ participant }) => participant.isil);

async function flag(kind: string): Promise<string> {
  const { body } = await get(`/flags?kind=${kind}&profile=muziek`);
  const [first] = body['items'] as { id: string }[];
  return `/flags/${first!.id}`;
}

describe('candidates for a profile and an activity', () => {
  it('are ranked from the counters, with who cannot apart', async () => {
    const { body } = await get('/coverage/profiles/muziek/candidates?activity=collect');
    expect(body).toMatchObject({ profile: 'muziek', activity: 'collect', level: '3b', on: '2026-06-01', nobody: null });
    expect(named(body)).toEqual([C, B]);
    expect(found(body)[0]).toMatchObject({
      titles: 9,
      share: 1,
      measured: 5,
      short: 0,
      points: { level: 50, titles: 25, reach: 15, room: 10 },
      total: 100,
    });
    expect(body['barred']).toMatchObject([
      { participant: { isil: A }, code: 'responsible', level: '3b' },
      { participant: { isil: GONE }, code: 'closed' },
    ]);
  });

  it('are there for an activity that the plan asks nothing of', async () => {
    const { body } = await get('/coverage/profiles/muziek/candidates?activity=provide');
    expect(body).toMatchObject({ level: null });
    expect(named(body)[0]).toBe(C);
  });

  it('are refused for what is no profile or no activity', async () => {
    expect(await get('/coverage/profiles/x/candidates?activity=collect')).toMatchObject({ status: 404 });
    expect(await get('/coverage/profiles/muziek/candidates?activity=x')).toMatchObject({ status: 422 });
    expect(await get('/coverage/profiles/muziek/candidates')).toMatchObject({ status: 422 });
  });

  it('come as CSV, with the reason', async () => {
    const { text } = await get('/coverage/profiles/muziek/candidates.csv?activity=collect');
    const [head, first] = text.split('\r\n');
    expect(head).toMatch(/^\uFEFFrank;participant;name;/);
    expect(first).toContain(`1;${C};Bibliotheek C;muziek;collect;3b;2026-06-01;100;`);
    expect(first).toContain('Heeft 9 van de 9 titels in dit profiel (100 %).');
  });
});

describe('candidates for a gap', () => {
  it('are those for its profile and activity, for whoever reads flags', async () => {
    const at = `${await flag('gap.redundancy')}/candidates`;
    const { body } = await get(at, manager);
    expect(body).toMatchObject({ profile: 'muziek', activity: 'collect' });
    expect(named(body)).toEqual([C, B]);
    expect((await get(`${at}.csv`, manager)).text).toContain(`1;${C};`);
    expect(await request(coverage, 'GET', at)).toMatchObject({ status: 401 });
  });

  it('of one still to come are those on its first day, who does it now among them', async () => {
    const { body } = await get(`${await flag('gap.upcoming')}/candidates`);
    expect(body).toMatchObject({ activity: 'collect', on: '2028-01-01' });
    expect(named(body)).toContain(A);
  });

  it('become a change of a scenario as they are, which closes the gap', async () => {
    const { body } = await get(`${await flag('gap.redundancy')}/candidates`);
    const [first] = found(body);
    const changes = [{ ...first!.undertaking, because: first!.reason.nl }];
    const made = await request(coverage, 'POST', '/scenarios', {
      as: owner,
      body: { name: 'C erbij', shared: false, changes },
    });
    expect(made).toMatchObject({ status: 201 });
    const outcome = await get(`/scenarios/${String(made.body['id'])}/flags?what=cleared&kind=gap.redundancy`);
    expect(outcome.body['items']).toMatchObject([{ profile: 'muziek', activity: 'collect' }]);
  });

  it('are refused for a flag that nobody can take on, and for none', async () => {
    expect(await get(`/flags/${randomUUID()}/candidates`)).toMatchObject({ status: 404 });
    expect(await get(`${await flag('risk.single-holder')}/candidates`)).toMatchObject({
      status: 409,
      body: { code: 'flag.nothing-to-take-on' },
    });
  });
});
