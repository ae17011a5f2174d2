import type { FlagKind } from '#libs/contracts';
import { addDays } from '#libs/kernel';
import { copies, MISSING, ORDERED, type Plot } from './plot.ts';

type Situation = (plot: Plot) => void;

interface Situations {
  /** Each raises what it plants, and nothing else. */
  readonly raised: readonly Situation[];
  /** Each comes as near as can be, and raises nothing. */
  readonly spared: readonly Situation[];
}

/**
 * What raises a flag, by its kind, and what only nearly does. They say what must come of them in their own words and
 * share nothing with the rules. A kind without situations does not compile.
 */
export const SITUATIONS: Readonly<Record<FlagKind, Situations>> = {
  'gap.unowned': {
    raised: [
      (plot) => {
        plot.wants = 'targets: { collect: { level: 2a } }';
        plot.plant('gap.unowned', 'collect', {});
      },
      // Over since yesterday, not begun before tomorrow, and for something else.
      (plot) => {
        const [past, next, other] = plot.some(3);
        plot.wants = 'targets: { collect: { level: 2a } }';
        plot.agrees(past!, 'collect', '3a', { to: plot.yesterday });
        plot.agrees(next!, 'collect', '3a', { from: addDays(plot.today, 1) });
        plot.agrees(other!, 'provide', '3a');
        plot.plant('gap.unowned', 'collect', {});
      },
    ],
    spared: [
      // Today is the last day of two, tomorrow the first of two others.
      (plot) => {
        plot.wants = 'targets: { collect: { level: 2a } }';
        for (const isil of plot.some(2)) plot.agrees(isil, 'collect', '2a', { to: plot.today });
        for (const isil of plot.some(2)) plot.agrees(isil, 'collect', '2a', { from: addDays(plot.today, 1) });
      },
    ],
  },
  'gap.level': {
    raised: [
      (plot) => {
        plot.wants = 'targets: { collect: { level: 3a } }';
        const participants = plot.isOwned('collect', '2b');
        plot.plant('gap.level', 'collect', { participants, evidence: { below: ['AC'] } });
      },
      (plot) => {
        const participants = plot.some(2);
        plot.wants = 'targets: { manage: { level: 3a } }';
        for (const isil of participants) plot.agrees(isil, 'manage', '3a', { current: '2b' });
        plot.plant('gap.level', 'manage', { participants, evidence: { below: ['CL'] } });
      },
    ],
    spared: [
      (plot) => {
        const [one, other] = plot.some(2);
        plot.wants = 'targets: { collect: { level: 3a } }';
        plot.agrees(one!, 'collect', '3a', { current: '3a' });
        plot.agrees(other!, 'collect', '3a');
      },
    ],
  },
  'gap.redundancy': {
    raised: [
      (plot) => {
        const participants = plot.some(3);
        plot.wants = 'targets: { provide: { level: 2b, participants: { min: 3 } } }';
        for (const [at, isil] of participants.entries()) plot.agrees(isil, 'provide', at === 2 ? '2a' : '2b');
        plot.plant('gap.redundancy', 'provide', { participants, evidence: { atLevel: 2 } });
      },
    ],
    spared: [
      (plot) => {
        plot.wants = 'targets: { provide: { level: 2b, participants: { min: 3 } } }';
        for (const isil of plot.some(3)) plot.agrees(isil, 'provide', '2b');
      },
    ],
  },
  'gap.volume': {
    raised: [
      // One short; titles that nobody has, or that are only on order, do not count.
      (plot) => {
        plot.isOwned('collect', '2a');
        plot.takesAll(plot.grow());
        const ordered = plot.grow();
        plot.takesAll(ordered);
        plot.gives(ordered, plot.some(1)[0]!, ORDERED);
        plot.wants = `targets: { collect: { level: 2a, titles: { min: ${plot.size + 1} } } }`;
        plot.plant('gap.volume', 'collect', { evidence: { minimum: plot.size + 1, titles: plot.size } });
      },
    ],
    spared: [
      (plot) => {
        plot.isOwned('collect', '2a');
        plot.wants = `targets: { collect: { level: 2a, titles: { min: ${plot.size} } } }`;
      },
    ],
  },
  'gap.undelivered': {
    raised: [
      (plot) => {
        const { isil, ...evidence } = promises(plot, (held) => held + 1);
        plot.plant('gap.undelivered', 'collect', { subject: isil, participants: [isil], evidence });
      },
    ],
    spared: [(plot) => void promises(plot, (held) => held)],
  },
  'gap.preservation': {
    raised: [
      // What is missing is kept by nobody, whoever promised it.
      (plot) => {
        const participants = keptByTwo(plot);
        const short = 1 + plot.random.below(Math.ceil(plot.size / 4));
        for (let title = 0; title < short; title++) plot.gives(title, participants[1], MISSING);
        plot.plant('gap.preservation', 'preserve', { participants, evidence: { short, titles: plot.size } });
      },
      // A promise that ended yesterday.
      (plot) => {
        const [one, other] = plot.isOwned('preserve', '1a');
        plot.wants = 'targets: { preserve: { level: 1a, retained: { min: 2 } } }';
        for (const isil of [one!, other!]) everything(plot, isil);
        plot.keeps(one!, { profile: plot.code });
        plot.keeps(other!, { profile: plot.code }, plot.yesterday);
        plot.plant('gap.preservation', 'preserve', {
          participants: [one!, other!],
          evidence: { short: plot.size, titles: plot.size },
        });
      },
    ],
    spared: [
      // Where one has lost a copy, a third keeps the title, by another key of it.
      (plot) => {
        const [, other] = keptByTwo(plot);
        const [third] = plot.some(1);
        plot.gives(0, other, MISSING);
        plot.gives(0, third!);
        plot.keeps(third!, { key: plot.alias(0) });
      },
    ],
  },
  'gap.upcoming': {
    raised: [
      (plot) => {
        const participants = plot.some(2);
        plot.wants = 'targets: { collect: { level: 2a } }';
        for (const isil of participants) plot.agrees(isil, 'collect', '2a', { to: addDays(plot.today, 30) });
        const evidence = { on: addDays(plot.today, 31), gaps: ['gap.unowned'] };
        plot.plant('gap.upcoming', 'collect', { participants, evidence });
      },
      (plot) => {
        const people = plot.some(3);
        plot.wants = 'targets: { manage: { level: 2a, participants: { min: 3 } } }';
        for (const [at, isil] of people.entries())
          plot.agrees(isil, 'manage', '2a', at === 0 ? { to: addDays(plot.today, 400) } : {});
        const evidence = { on: addDays(plot.today, 401), gaps: ['gap.redundancy'] };
        plot.plant('gap.upcoming', 'manage', { participants: [people[0]!], evidence });
      },
    ],
    spared: [
      (plot) => {
        const last = addDays(plot.today, 30);
        plot.wants = 'targets: { collect: { level: 2a, participants: { min: 2 } } }';
        for (const isil of plot.some(2)) plot.agrees(isil, 'collect', '2a', { to: last });
        for (const isil of plot.some(2)) plot.agrees(isil, 'collect', '2a', { from: addDays(last, 1) });
      },
    ],
  },
  'risk.single-holder': {
    raised: [
      (plot) => {
        const participants = plot.some(1);
        plot.wants = 'targets: { collect: { level: 2a } }';
        plot.agrees(participants[0]!, 'collect', '2a');
        plot.plant('risk.single-holder', 'collect', { participants });
      },
      // Two have what is wanted, and one of them lets it run down.
      (plot) => {
        const participants = plot.some(2);
        plot.wants = 'targets: { preserve: { level: 2a } }';
        plot.agrees(participants[0]!, 'preserve', '2a');
        plot.agrees(participants[1]!, 'preserve', '1a', { current: '3a' });
        plot.plant('risk.single-holder', 'preserve', {
          participants,
          evidence: { commitmentBelowCurrent: [participants[1]] },
        });
      },
    ],
    spared: [
      (plot) => {
        const [one, other] = plot.some(2);
        plot.wants = 'targets: { preserve: { level: 2a } }';
        plot.agrees(one!, 'preserve', '2a');
        plot.agrees(other!, 'preserve', '2a', { current: '2a' });
      },
    ],
  },
  'risk.last-copy': {
    raised: [
      // One lets go all that is there; what the other has is missing.
      (plot) =>
        onSome(plot, (title) => {
          const [one, other] = plot.heldBy(title, 2);
          plot.gives(title, one!, copies(2));
          plot.gives(title, other!, MISSING);
          plot.disposes(one!, [{ key: plot.id(title), copies: 3 }]);
          const about = { subject: plot.id(title), participants: [one!], evidence: { extant: 2 } };
          plot.plant('risk.last-copy', 'preserve', about);
        }),
      // Each of two lets go its own, in parts, by other keys.
      (plot) =>
        onSome(plot, (title) => {
          const participants = plot.heldBy(title, 2);
          for (const isil of participants) {
            plot.gives(title, isil, copies(2));
            plot.disposes(isil, [
              { key: plot.id(title), copies: 1 },
              { key: plot.alias(title), copies: 1 },
            ]);
          }
          plot.plant('risk.last-copy', 'preserve', { subject: plot.id(title), participants, evidence: { extant: 4 } });
        }),
    ],
    spared: [
      (plot) =>
        onSome(plot, (title) => {
          const [one, other] = plot.heldBy(title, 2);
          plot.gives(title, one!, copies(2));
          plot.gives(title, other!, copies(1));
          plot.disposes(one!, [
            { key: plot.id(title), copies: 1 },
            { key: plot.id(title), copies: 1, state: 'offered' },
          ]);
          plot.disposes(other!, [{ key: plot.alias(title), copies: 5 }]);
        }),
    ],
  },
  'risk.level-mismatch': {
    raised: [
      // One title below 41 % is level 2, whatever one says.
      (plot) => {
        const held = Math.ceil(plot.size * 0.41) - 1;
        const [isil] = declares(plot, held);
        plot.plant('risk.level-mismatch', null, {
          subject: isil!,
          participants: [isil!],
          evidence: { current: '3b', measured: '2', held, titles: plot.size, reference: 'network' },
        });
      },
      // The same by a reference list, of which one has less than a level more than of the titles of the network.
      (plot) => {
        const titles = listsHalf(plot);
        const held = Math.ceil(titles * 0.41) - 1;
        const [isil] = declares(plot, held, plot.code);
        plot.plant('risk.level-mismatch', null, {
          subject: isil!,
          participants: [isil!],
          evidence: { current: '3b', measured: '2', held, titles, reference: plot.code },
        });
      },
    ],
    spared: [
      (plot) => void declares(plot, Math.ceil(plot.size * 0.41)),
      (plot) => void declares(plot, Math.ceil(listsHalf(plot) * 0.41), plot.code),
    ],
  },
  'overlap.responsibility': {
    raised: [
      (plot) => {
        const participants = plot.some(3);
        plot.wants = 'targets: { collect: { level: 2a, participants: { max: 2 } } }';
        for (const isil of participants) plot.agrees(isil, 'collect', '2a');
        plot.plant('overlap.responsibility', 'collect', { participants, evidence: { committed: 3 } });
      },
      // Who says for no language in particular counts with each.
      (plot) => {
        const participants = plot.some(3);
        plot.wants = 'targets: { collect: { level: 2a, participants: { max: 2 } } }';
        for (const [at, isil] of participants.entries())
          plot.agrees(isil, 'collect', '2a', at === 1 ? {} : { coverage: 'P' });
        plot.plant('overlap.responsibility', 'collect', { subject: 'P', participants, evidence: { committed: 3 } });
      },
    ],
    spared: [
      (plot) => {
        plot.wants = 'targets: { collect: { level: 2a, participants: { max: 2 } } }';
        for (const [at, isil] of plot.some(3).entries()) plot.agrees(isil, 'collect', at === 2 ? '1b' : '2a');
      },
      (plot) => {
        plot.wants = 'targets: { collect: { level: 2a, participants: { max: 2 } } }';
        const languages = ['P', 'P', 'W'] as const;
        for (const [at, isil] of plot.some(3).entries())
          plot.agrees(isil, 'collect', '2a', { coverage: languages[at]! });
      },
    ],
  },
  'overlap.planned-title': {
    raised: [
      // Two plan the same, by other keys of it.
      (plot) => {
        plot.wants = 'targets: { collect: { level: 2a } }';
        plot.isOwned('collect', '2a');
        const participants = plot.some(2);
        const titles = onSome(plot, (title) => {
          plot.plant('overlap.planned-title', 'collect', { subject: plot.id(title), participants });
        });
        plot.plans(
          participants[0]!,
          titles.map((title) => plot.id(title)),
        );
        plot.plans(
          participants[1]!,
          titles.map((title) => plot.alias(title)),
        );
      },
      // Three have it and a fourth ordered it: enough.
      (plot) => {
        plans(plot, (title, isil) => {
          const holders = plot.heldBy(title, 4);
          plot.gives(title, holders[3]!, ORDERED);
          plot.plant('overlap.planned-title', 'collect', { subject: plot.id(title), participants: [isil] });
        });
      },
    ],
    spared: [
      // Three others have it, and another's plan for it was withdrawn.
      (plot) => {
        const titles: string[] = [];
        plans(plot, (title, isil) => {
          plot.heldBy(title, 3);
          plot.gives(title, isil);
          titles.push(plot.id(title));
        });
        plot.plans(plot.some(1)[0]!, titles, 'withdrawn');
      },
    ],
  },
  'overlap.holdings': {
    raised: [
      (plot) => {
        const half = Math.floor(plot.size / 4);
        const [one, other] = share(plot, half, half + 1);
        plot.plant('overlap.holdings', 'collect', {
          subject: `${one}+${other}`,
          participants: [one, other],
          evidence: { shared: half + 1, titles: { [one]: 2 * half, [other]: 2 * half } },
        });
      },
    ],
    spared: [
      // Exactly half, and more only when what is on order arrives.
      (plot) => {
        const half = Math.floor(plot.size / 4);
        const [, other] = share(plot, half, half);
        plot.gives(0, other, ORDERED);
      },
    ],
  },
};

/** Does something with a few of the plot's titles; gives which. */
function onSome(plot: Plot, act: (title: number) => void): number[] {
  const count = Math.max(2, Math.floor(plot.size / 20));
  const titles = Array.from({ length: count }, (_, at) => Math.floor((at * plot.size) / count));
  for (const title of titles) act(title);
  return titles;
}

function everything(plot: Plot, isil: string): void {
  for (let title = 0; title < plot.size; title++) plot.gives(title, isil);
}

/** Two have all there is, and promised to keep what they have. */
function keptByTwo(plot: Plot): readonly [string, string] {
  const owners = plot.isOwned('preserve', '1a');
  plot.wants = 'targets: { preserve: { level: 1a, retained: { min: 2 } } }';
  for (const isil of owners) {
    everything(plot, isil);
    plot.keeps(isil, { profile: plot.code });
  }
  return [owners[0]!, owners[1]!];
}

/** One of three promised titles, of which so many are due half-way, which is today; what is on order has not arrived. */
function promises(plot: Plot, dueOf: (held: number) => number) {
  plot.wants = 'targets: { collect: { level: 2a } }';
  plot.isOwned('collect', '2a');
  const isil = plot.some(1)[0]!;
  const held = Math.floor(plot.size / 3);
  for (let title = 0; title < held; title++) plot.gives(title, isil);
  plot.gives(held, isil, ORDERED);
  const due = dueOf(held);
  // The half of an odd number: only whole titles are due.
  const promised = 2 * due + 1;
  plot.agrees(isil, 'collect', '2a', {
    from: addDays(plot.today, -100),
    to: addDays(plot.today, 99),
    titles: promised,
  });
  return { isil, promised, due, arrived: held };
}

/** Half of its titles are on its list, and as many that nobody knows. Gives how many are on it. */
function listsHalf(plot: Plot): number {
  const half = Math.floor(plot.size / 2);
  plot.list = Array.from({ length: half }, (_, at) => [
    plot.identifier(at),
    `ppn:8${String(plot.number * 100_000 + at).padStart(11, '0')}`,
  ]).flat();
  return 2 * half;
}

/** One says to have level 3, and has so many titles. */
function declares(plot: Plot, held: number, reference = 'network'): string[] {
  const [isil] = plot.some(1);
  plot.wants = `measuredAgainst: ${reference}`;
  plot.agrees(isil!, 'collect', '3b', { current: '3b' });
  for (let title = 0; title < held; title++) plot.gives(title, isil!);
  return [isil!];
}

/** One plans a few titles, of which four others are enough to have. */
function plans(plot: Plot, act: (title: number, isil: string) => void): void {
  plot.wants = 'targets: { collect: { level: 2a, enoughHolders: 4 } }';
  plot.isOwned('collect', '2a');
  const [one] = plot.some(1);
  const titles = onSome(plot, (title) => act(title, one!));
  plot.plans(
    one!,
    titles.map((title) => plot.id(title)),
  );
}

/** Two have twice so many titles each, of which they share some; half of them may be shared. */
function share(plot: Plot, half: number, shared: number): readonly [string, string] {
  plot.wants = 'targets: { collect: { level: 2a, overlapThreshold: 50 } }';
  const [one, other] = plot.isOwned('collect', '2a');
  for (let title = 0; title < 2 * half; title++) {
    plot.gives(title, one!);
    plot.gives(title + 2 * half - shared, other!);
  }
  return [one!, other!];
}
