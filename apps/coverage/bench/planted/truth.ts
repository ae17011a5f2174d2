import {
  FLAG_KINDS,
  type Fact,
  type FlagKind,
  HoldingsChangedV1,
  ParticipantChangedV1,
  RunFinishedV1,
  RunStartedV1,
  TitlesChangedV1,
} from '#libs/contracts';
import { addDays, type Day } from '#libs/kernel';
import { Random } from '#libs/records';
import { MERGED, type Planted, Plot } from './plot.ts';
import { SITUATIONS } from './situations.ts';

const HELD_BY = 3.7;
const TITLES_AT_MOST = 1000;
const RUNS = { whole: '10000000-0000-4000-8000-000000000001', open: '10000000-0000-4000-8000-000000000002' };
const ABOUT = { participant: 'NL-0100000000', source: 'proef' };
const FINISH = { asOf: '2026-01-01', records: 1, rejected: 0, added: 1, changed: 0, removed: 0 };

export interface Truth {
  /** The plan, as YAML. */
  readonly plan: string;
  /** What participants promised, plan and dispose of. */
  readonly promises: readonly Fact[];
  /** Titles and holdings in the order in which they are told, a little at a time. */
  readonly told: () => Generator<Fact[]>;
  readonly planted: readonly Planted[];
}

/** Plants every kind of flag among about so many holdings, and as often what is nearly one. The same seed, the same truth. */
export function plantTruth({ holdings, seed, today }: { holdings: number; seed: number; today: Day }): Truth {
  const situations = FLAG_KINDS.flatMap((kind) => [...SITUATIONS[kind].raised, ...SITUATIONS[kind].spared]);
  const rounds = Math.max(1, Math.min(12, Math.round(holdings / HELD_BY / situations.length / 60)));
  const count = situations.length * rounds;
  const size = Math.max(20, Math.round(holdings / HELD_BY / count));
  const plot = (number: number): Plot => plotOf(number, { size, seed, today }, situations[number % situations.length]!);
  const plots = Array.from({ length: count }, (_, number) => {
    const { code, notation, wants, list, facts, planted } = plot(number);
    return { code, notation, wants, list, facts, planted };
  });
  return {
    plan: planOf(plots),
    promises: [...participants(today), ...plots.flatMap(({ facts }) => facts)],
    told: () => toldOf(count, plot),
    planted: plots.flatMap(({ planted }) => planted),
  };
}

/** The plot of a number is the same each time that it is made, so that no more than one has to be there. */
function plotOf(
  number: number,
  { size, seed, today }: { size: number; seed: number; today: Day },
  act: (plot: Plot) => void,
): Plot {
  const random = new Random(seed, number);
  let titles = number * 100_000;
  const its = Math.max(20, Math.round((size * (50 + random.below(100))) / 100));
  const plot = new Plot(number, its, today, random, () => titles++);
  act(plot);
  return plot;
}

function planOf(plots: readonly Pick<Plot, 'code' | 'notation' | 'wants' | 'list'>[]): string {
  const profiles = plots.map(
    ({ code, notation, wants }) => `
  - code: ${code}
    name: { nl: Proef ${notation} }
    scope: { classification: [{ scheme: nbc, prefix: '${notation}' }] }
    ${wants}`,
  );
  const lists = plots
    .filter(({ list }) => list.length > 0)
    .map(
      ({ code, list }) => `
  - code: ${code}
    name: { nl: Lijst ${code} }
    titles: |
${list.map((identifier) => `      ${identifier}\n`).join('')}`,
    );
  return `plan: proef
title: Proef
period: { from: 2026-01-01, to: 2099-12-31 }
profiles:${profiles.join('')}
referenceLists:${lists.join('')}
`;
}

function participants(today: Day): Fact[] {
  const known = { version: 1, kind: 'library', from: '2020-01-01' } as const;
  return [...MERGED].flatMap(([isil, former]) => [
    ParticipantChangedV1.of({ isil, name: isil, ...known }),
    ParticipantChangedV1.of({ isil: former, name: former, to: addDays(today, -1), successor: isil, ...known }),
  ]);
}

/**
 * Most is told in one run, which is so large that everything is counted again; the rest a plot at a time, which counts
 * what it moves. In between comes what must not count: a run that never finishes, and what is older than what is known.
 */
function* toldOf(count: number, plot: (number: number) => Plot): Generator<Fact[]> {
  let version = 10;
  const bulk = Math.ceil(count * 0.8);
  yield [
    RunStartedV1.of({ run: RUNS.open, ...ABOUT, expected: 1 }),
    RunStartedV1.of({ run: RUNS.whole, ...ABOUT, expected: 1 }),
  ];
  for (let number = 0; number < count; number++) {
    version++;
    const own = `20000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
    const run = number < bulk ? RUNS.whole : own;
    const { titles, held } = contentOf(plot(number));
    const facts: Fact[] = number < bulk ? [] : [RunStartedV1.of({ run, ...ABOUT, expected: 1 })];
    for (let at = 0; at < titles.length; at += TITLES_AT_MOST)
      facts.push(TitlesChangedV1.of({ version, run, titles: titles.slice(at, at + TITLES_AT_MOST) }));
    for (const [participant, rows] of held)
      facts.push(HoldingsChangedV1.of({ version, run, participant, holdings: rows }));
    if (number >= bulk || number === bulk - 1) facts.push(RunFinishedV1.of({ run, ...ABOUT, ...FINISH }));
    for (const [participant, rows] of [...held].slice(0, 3)) {
      const none = rows.map(({ title }) => ({ title, copies: 0, extant: 0, onOrder: 0 }));
      facts.push(HoldingsChangedV1.of({ version: version + 1_000_000, run: RUNS.open, participant, holdings: none }));
      facts.push(HoldingsChangedV1.of({ version: 1, run, participant, holdings: none }));
    }
    yield facts;
  }
}

function contentOf(plot: Plot) {
  return { titles: plot.titles, held: plot.holdings() };
}

/** How flags of a kind compare with what was planted. */
export interface Score {
  readonly kind: FlagKind;
  readonly planted: number;
  readonly raised: number;
  /** Each as a line that says which flag it is. */
  readonly missing: readonly string[];
  readonly wrong: readonly string[];
}

/** Holds the flags that are raised against what was planted: each that is missing, and each that is not as planted. */
export function scored(planted: readonly Planted[], raised: readonly Planted[]): Score[] {
  const found = new Map(raised.map((flag) => [nameOf(flag), flag]));
  const wanted = new Map(planted.map((flag) => [nameOf(flag), flag]));
  return FLAG_KINDS.map((kind) => {
    const [ours, theirs] = [planted, raised].map((flags) => flags.filter((flag) => flag.kind === kind));
    return {
      kind,
      planted: ours!.length,
      raised: theirs!.length,
      missing: ours!.flatMap((flag) => (isAs(flag, found.get(nameOf(flag))) ? [] : [lineOf(flag)])),
      wrong: theirs!.flatMap((flag) => {
        const ground = wanted.get(nameOf(flag));
        return ground !== undefined && isAs(ground, flag) ? [] : [lineOf(flag)];
      }),
    };
  });
}

function isAs(planted: Planted, raised: Planted | undefined): boolean {
  if (raised === undefined || planted.participants.join() !== raised.participants.join()) return false;
  return Object.entries(planted.evidence).every(
    ([name, value]) => JSON.stringify(value) === JSON.stringify(raised.evidence[name]),
  );
}

function nameOf({ kind, profile, activity, subject }: Planted): string {
  return [kind, profile, activity ?? '', subject].join(' ');
}

function lineOf(flag: Planted): string {
  return `${nameOf(flag)} | ${flag.participants.join()} | ${JSON.stringify(flag.evidence)}`;
}
