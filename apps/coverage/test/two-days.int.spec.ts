import { AgreementChangedV1, HoldingsChangedV1, ParticipantChangedV1, TitlesChangedV1 } from '#libs/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { migrations } from '../src/migrations/index.ts';
import { type Person, request } from './calling.ts';
import { RunningCoverage } from './running.ts';

const [A, B] = ['NL-0800000001', 'NL-0800000002'] as const;
const [FIRST, SECOND, THIRD] = ['1000000000000000001', '1000000000000000002', '1000000000000000003'] as const;
const RUN = '11111111-0000-4000-8000-000000000001';
const reader: Person = { roles: ['collection-manager'], participant: A };
const PLAN = `plan: dagen
title: Dagen
period: { from: 2026-01-01, to: 2029-12-31 }
profiles:
  - code: muziek
    name: { nl: Muziek }
    scope: { material: [score] }
    targets: { collect: { level: 1a } }
`;

let coverage: RunningCoverage;
let version = 0;
beforeAll(async () => {
  coverage = await RunningCoverage.start();
}, 120_000);
afterAll(() => coverage.stop());

async function hold(participant: string, copies: Record<string, number>): Promise<void> {
  const holdings = Object.entries(copies).map(([title, some]) => ({ title, copies: some, extant: some, onOrder: 0 }));
  await coverage.hear(HoldingsChangedV1.of({ version: ++version, run: RUN, participant, holdings }));
}

function agreed(from: string, titles: number): AgreementChangedV1 {
  return AgreementChangedV1.of({
    agreement: '22222222-0000-4000-8000-000000000001',
    version: ++version,
    participant: A,
    profile: 'muziek',
    activity: 'collect',
    level: '1a',
    from,
    to: '2026-12-31',
    titles,
    copies: titles,
    plan: '33333333-0000-4000-8000-000000000001',
    named: [],
  });
}

/** From 2 June on A has two titles; on 4 June it gets a third and loses one, and B delivers for the first time. */
beforeEach(async () => {
  await coverage.forget();
  version = 0;
  await coverage.adopt(PLAN);
  coverage.clock.moveTo('2026-06-02');
  await coverage.hear(
    ParticipantChangedV1.of({ isil: A, version: 1, name: 'Rivierdal', kind: 'library', from: '2020-01-01' }),
    TitlesChangedV1.of({
      version: ++version,
      run: RUN,
      titles: [FIRST, SECOND, THIRD].map((id) => ({
        id,
        keys: [id],
        title: `=Titel ${id.slice(-1)}`,
        material: 'score' as const,
        language: 'dut',
        audience: 'adult' as const,
        classifications: [],
      })),
    }),
  );
  await hold(A, { [FIRST]: 1, [SECOND]: 3 });
  await coverage.newDay('2026-06-04');
  await hold(A, { [THIRD]: 2, [FIRST]: 0 });
  await hold(B, { [SECOND]: 1 });
  await coverage.hear(agreed('2026-06-04', 3));
  await coverage.newDay('2026-06-08');
});

const compared = (query: string) => request(coverage, 'GET', `/coverage/days?${query}`, { as: reader });

describe('two days', () => {
  it('are compared by profile: what was there, what came and went, who was responsible and which flags stood', async () => {
    const { status, body } = await compared('from=2026-06-02&to=2026-06-07');
    expect(status).toBe(200);
    expect(body).toMatchObject({ from: '2026-06-02', to: '2026-06-07', plan: 'dagen/1', flags: [] });
    expect(body['profiles']).toMatchObject([
      {
        code: 'muziek',
        knownFrom: '2026-06-01',
        titles: { before: 2, after: 2 },
        holdings: { before: 2, after: 3 },
        titleFlow: { added: 1, withdrawn: 1, otherwise: 1 },
        copies: { before: 4, after: 6 },
        copyFlow: { added: 2, withdrawn: 1, otherwise: 1 },
        responsible: { before: 0, after: 1 },
        flags: { before: 1 },
        participants: [
          { isil: B, titles: { before: null, after: 1 }, titleFlow: { added: 0, withdrawn: 0, otherwise: 1 } },
          {
            isil: A,
            name: 'Rivierdal',
            titles: { before: 2, after: 2 },
            titleFlow: { added: 1, withdrawn: 1, otherwise: 0 },
          },
        ],
      },
      { code: '', name: null },
    ]);
  });

  it('say of one profile which flags came, went and stayed', async () => {
    const { body } = await compared('from=2026-06-02&profile=muziek');
    expect(body['profiles']).toHaveLength(1);
    expect(body['flags']).toMatchObject([
      { kind: 'gap.unowned', openThen: true, openNow: false },
      { kind: 'gap.upcoming', openThen: false, openNow: true },
      { kind: 'risk.single-holder', openThen: false, openNow: true },
    ]);
  });

  it('say that what was before anything was counted is not known', async () => {
    const { body } = await compared('from=2026-05-01&to=2026-06-08');
    expect(body['profiles']).toMatchObject([{ knownFrom: '2026-06-01', titles: { before: null, after: 2 } }, {}]);
  });

  it('are the same for a spreadsheet, a line for each participant', async () => {
    const { text } = await request(coverage, 'GET', '/coverage/days.csv?from=2026-06-02&profile=muziek', {
      as: reader,
    });
    const [head, ...lines] = text.trim().split('\r\n');
    expect(head).toContain('titles before;titles after;titles added;titles withdrawn;titles counted otherwise');
    expect(lines.map((line) => line.split(';').slice(4))).toEqual([
      [B, B, '2026-06-04', '', '1', '0', '0', '1', '', '1', '0', '0', '1'],
      [A, 'Rivierdal', '2026-06-02', '2', '2', '1', '1', '0', '4', '5', '2', '1', '0'],
    ]);
  });

  it.each([
    ['from=2026-06-08&to=2026-06-08', 409, 'days.order'],
    ['from=2026-06-01&to=2027-01-01', 409, 'days.to-come'],
    ['from=2026-06-01&profile=elders', 404, 'profile.unknown'],
    ['from=2026-02-30', 400, 'day.malformed'],
    ['to=2026-02-30', 422, 'request.invalid'],
  ])('are refused for %s', async (query, status, code) => {
    expect(await compared(query)).toMatchObject({ status, body: { code } });
  });

  it('are behind the line of a profile over time', async () => {
    const { body } = await request(coverage, 'GET', '/coverage/profiles/muziek/days', { as: reader });
    expect(body).toEqual([
      { day: '2026-06-02', titles: 2, copies: 4 },
      { day: '2026-06-04', titles: 2, copies: 6 },
    ]);
  });
});

async function lagging(): Promise<{ id: string; evidence: object }[]> {
  const { body } = await request(coverage, 'GET', '/flags?kind=gap.undelivered&state=open', { as: reader });
  return body['items'] as { id: string; evidence: object }[];
}

describe('an agreement that lags behind', () => {
  it('is flagged on the day on which its share for the days that are over has not arrived, and cleared by what arrives', async () => {
    await coverage.hear(agreed('2026-06-05', 210));
    await coverage.newDay('2026-06-09');
    const [flag] = await lagging();
    expect(flag?.evidence).toMatchObject({ promised: 210, due: 4, arrived: 0 });
    await coverage.hear(
      HoldingsChangedV1.of({
        version: ++version,
        run: RUN,
        participant: A,
        holdings: [{ title: FIRST, copies: 0, extant: 0, onOrder: 7 }],
      }),
    );
    const { body } = await request(coverage, 'GET', `/flags/${flag?.id}`, { as: reader });
    expect(body['numbers']).toMatchObject({ due: 4, arrived: 0, onOrder: 7 });
    await coverage.hear(agreed('2026-06-05', 21));
    expect(await lagging()).toEqual([]);
  });
});

describe('an installation that was there before', () => {
  it('begins with what it counts, known from the day on which it was updated', async () => {
    const { em } = coverage;
    // The statutory categories came later, by a migration with a test of its own.
    const rows = 'select profile, participant, titles, copies, extant, on_order from statistics_by_day';
    const newest = `select distinct on (profile, participant) * from (${rows} order by day desc) d
      where copies > 0 and profile not like 'statutory %' order by 1, 2`;
    const before = await em.execute(newest);
    await em.execute('drop table statistics_by_day, counted_profile, regrouping');
    await em.execute('alter table participant drop column counted_since');
    await em.execute('alter table projection drop column counted_on');
    const last = migrations.find(({ name }) => name.startsWith('StatisticsByDay'))!;
    await em.execute('delete from migration where name = ?', [last.name]);
    await coverage.database.orm.migrator.up();
    expect(await em.execute(newest)).toEqual(before);
    const known = `select distinct since = (now() at time zone 'UTC')::date as today from counted_profile`;
    expect(await em.execute(known)).toEqual([{ today: true }]);
  });
});
