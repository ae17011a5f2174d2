import {
  HoldingsChangedV1,
  ParticipantChangedV1,
  RunFinishedV1,
  RunStartedV1,
  TitlesChangedV1,
  TitlesMergedV1,
  TitlesSplitV1,
  type Fact,
} from '#libs/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { Crossover } from '../src/store/projection.ts';
import { RunningCoverage } from './running.ts';

const [A, B] = ['NL-0800000001', 'NL-0800000002'] as const;
const [FIRST, SECOND, THIRD] = ['1000000000000000001', '1000000000000000002', '1000000000000000003'] as const;

const plan = (material: string): string => `plan: dagen
title: Dagen
period: { from: 2026-01-01, to: 2029-12-31 }
profiles:
  - code: muziek
    name: { nl: Muziek }
    scope: { material: [score] }
    targets: { collect: { level: 1a } }
  - code: boeken
    name: { nl: Boeken }
    scope: { material: [${material}] }
    targets: { collect: { level: 1a } }
`;

let coverage: RunningCoverage;
let version = 0;
beforeAll(async () => {
  coverage = await RunningCoverage.start();
}, 120_000);
afterAll(() => coverage.stop());

type Material = 'score' | 'book' | 'map';
const titles = (run: string, some: Record<string, Material | 'gone'>): Fact =>
  TitlesChangedV1.of({
    version,
    run,
    titles: Object.entries(some).map(([id, material]) => ({
      id,
      keys: [id],
      title: `Titel ${id}`,
      material: material === 'gone' ? 'score' : material,
      language: 'dut',
      audience: 'adult' as const,
      classifications: [],
      gone: material === 'gone',
    })),
  });
const holdings = (run: string, participant: string, copies: Record<string, number>): Fact =>
  HoldingsChangedV1.of({
    version,
    run,
    participant,
    holdings: Object.entries(copies).map(([title, some]) => ({ title, copies: some, extant: some, onOrder: 0 })),
  });

interface Load {
  readonly by?: string;
  readonly titles?: Record<string, Material | 'gone'>;
  readonly holdings?: Record<string, number>;
  readonly facts?: (run: string) => Fact[];
}

/** A delivery, told as holdings tells it: all of it counts when its run is finished. */
async function deliver({ by = A, titles: some = {}, holdings: copies = {}, facts = () => [] }: Load): Promise<Fact[]> {
  version++;
  const run = randomUUID();
  const about = { run, participant: by, source: 's' };
  const told = [
    RunStartedV1.of({ ...about, expected: 9 }),
    ...facts(run),
    titles(run, some),
    holdings(run, by, copies),
    RunFinishedV1.of({ ...about, asOf: '2026-06-01', records: 1, rejected: 0, added: 1, changed: 0, removed: 0 }),
  ];
  await coverage.hear(...told);
  return told;
}

interface Day {
  readonly day: string;
  readonly titles: number;
  readonly copies: number;
  readonly added: string;
  readonly withdrawn: string;
  readonly otherwise: string;
}

/** Days of one participant in one profile, titles/copies; what is neither is how much it was counted otherwise. */
async function days(profile = 'muziek', participant: string | null = A): Promise<Day[]> {
  const rows = await coverage.em.execute<Day[]>(
    `select day::text, titles::int, copies::int, added_titles || '/' || added_copies as added,
            withdrawn_titles || '/' || withdrawn_copies as withdrawn,
            (titles - lag(titles, 1, 0::bigint) over past - added_titles + withdrawn_titles) || '/' ||
            (copies - lag(copies, 1, 0::bigint) over past - added_copies + withdrawn_copies) as otherwise
       from statistics_by_day where profile = ?
        and participant = coalesce((select number from participant where isil = ?), 0)
     window past as (order by day) order by day`,
    [profile, participant],
  );
  return rows;
}

const last = async (profile?: string, participant?: string | null) => (await days(profile, participant)).at(-1);

const none = '0/0';

describe.each([
  ['counting what moved', new Crossover()],
  ['counting again', { rows: -1, share: 0, step: 2 }],
])('what came and went by day, %s', (_, crossover) => {
  beforeEach(async () => {
    await coverage.forget();
    Object.assign(coverage.app.get(Crossover), crossover);
    version = 0;
    await coverage.adopt(plan('book'));
    coverage.clock.moveTo('2026-06-02');
    await deliver({ titles: { [FIRST]: 'score', [SECOND]: 'score' }, holdings: { [FIRST]: 2, [SECOND]: 1 } });
    coverage.clock.moveTo('2026-06-03');
  });

  it('is not told of a first delivery: what came cannot be told from what was there', async () => {
    expect(await days()).toEqual([
      { day: '2026-06-02', titles: 2, copies: 3, added: none, withdrawn: none, otherwise: '2/3' },
    ]);
    await deliver({ titles: { [THIRD]: 'score' }, holdings: { [THIRD]: 1 } });
    expect(await last()).toMatchObject({ day: '2026-06-03', titles: 3, added: '1/1', otherwise: none });
  });

  it('tells titles that come and go, and copies that rise and fall, of each day together', async () => {
    await deliver({ holdings: { [FIRST]: 5 } });
    await deliver({ titles: { [SECOND]: 'gone' }, holdings: { [SECOND]: 0, [FIRST]: 4 } });
    expect(await last()).toEqual({
      day: '2026-06-03',
      titles: 1,
      copies: 4,
      added: '0/3',
      withdrawn: '1/2',
      otherwise: none,
    });
    coverage.clock.moveTo('2026-06-05');
    await deliver({ holdings: { [FIRST]: 0 } });
    expect(await last()).toMatchObject({ day: '2026-06-05', titles: 0, withdrawn: '1/4', otherwise: none });
  });

  it('does not take titles that merge, or split again, for any that come or go', async () => {
    await deliver({
      titles: { [SECOND]: 'gone' },
      holdings: { [SECOND]: 0, [FIRST]: 3 },
      facts: (run) => [TitlesMergedV1.of({ version, run, merges: [{ from: SECOND, into: FIRST }] })],
    });
    expect(await last()).toMatchObject({ titles: 1, copies: 3, added: none, withdrawn: none, otherwise: '-1/0' });
    coverage.clock.moveTo('2026-06-04');
    await deliver({
      titles: { [SECOND]: 'score' },
      holdings: { [SECOND]: 2, [FIRST]: 2 },
      facts: (run) => [TitlesSplitV1.of({ version, run, splits: [{ from: FIRST, into: [FIRST, SECOND] }] })],
    });
    expect(await last()).toMatchObject({ titles: 2, copies: 4, added: '0/1', withdrawn: none, otherwise: '1/0' });
  });

  it('does not take what a person joined for any that came or went, though it counts at once', async () => {
    const run = randomUUID();
    version++;
    await coverage.hear(
      TitlesMergedV1.of({ version, run, merges: [{ from: SECOND, into: FIRST }] }),
      titles(run, { [SECOND]: 'gone' }),
      holdings(run, A, { [FIRST]: 3, [SECOND]: 0 }),
    );
    expect(await last()).toMatchObject({ titles: 1, copies: 3, added: none, withdrawn: none, otherwise: '-1/0' });
  });

  it('counts a title that is described otherwise elsewhere, and what goes where it was', async () => {
    await deliver({ titles: { [FIRST]: 'book' }, holdings: { [FIRST]: 1 } });
    expect(await last('muziek')).toMatchObject({ titles: 1, withdrawn: '0/1', added: none, otherwise: '-1/-1' });
    expect(await last('boeken')).toMatchObject({
      titles: 1,
      copies: 1,
      withdrawn: none,
      added: none,
      otherwise: '1/1',
    });
  });

  it('tells neither of a version of the plan that covers other titles, nor of a participant that merged', async () => {
    await coverage.adopt(plan('score'), 'dagen/1');
    expect(await last('boeken')).toMatchObject({ titles: 2, added: none, otherwise: '2/3' });
    await deliver({ by: B, titles: { [THIRD]: 'score' }, holdings: { [THIRD]: 1 } });
    coverage.clock.moveTo('2026-06-08');
    const leaving = { isil: B, version: 1, name: 'B', kind: 'library', from: '2020-01-01' } as const;
    await coverage.hear(ParticipantChangedV1.of({ ...leaving, to: '2026-06-07', successor: A }));
    expect(await last('muziek', B)).toMatchObject({
      day: '2026-06-08',
      titles: 0,
      withdrawn: none,
      otherwise: '-1/-1',
    });
    expect(await last('muziek', A)).toMatchObject({ day: '2026-06-08', titles: 3, added: none, otherwise: '1/1' });
  });

  it('stays as it is when all of it is told again', async () => {
    const told = await deliver({ titles: { [THIRD]: 'score' }, holdings: { [THIRD]: 1, [FIRST]: 0 } });
    const before = await days();
    coverage.clock.moveTo('2026-06-09');
    await coverage.hear(...told);
    expect(await days()).toEqual(before);
  });

  it('counts the titles of the network once', async () => {
    await deliver({ by: B, holdings: { [FIRST]: 1 } });
    expect(await last('muziek', null)).toMatchObject({ titles: 2, copies: 4 });
  });

  it('counts what comes late on the newest day that something counted on', async () => {
    await deliver({ titles: { [THIRD]: 'score' }, holdings: { [THIRD]: 1 } });
    coverage.clock.moveTo('2026-06-01');
    await deliver({ holdings: { [THIRD]: 0 } });
    expect(await last()).toMatchObject({ day: '2026-06-03', titles: 2, added: '1/1', withdrawn: '1/1' });
  });
});
