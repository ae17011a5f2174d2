import { atLeast } from '#libs/kernel';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Capacities } from '../src/model/capacity.ts';
import { chosenIn, programmeOf, WEIGHTS } from '../src/model/division-programme.ts';
import { type DivisionProposal, loadsAfter, proposalOf } from '../src/model/division-proposal.ts';
import { type Chosen, DEFAULT_FACTOR, divisionProblem, type DivisionProblem } from '../src/model/division.ts';
import { solve } from '../src/store/solving.ts';
import { agreed, anyCapacities, held, ON, planOf, profile, shuffled, taking, target } from './capacities.ts';

const SECONDS = 60;
const usual = { factor: DEFAULT_FACTOR, moves: false };

async function divided(it: Capacities, settings = usual): Promise<DivisionProposal> {
  const problem = divisionProblem(it, settings);
  return proposalOf(it, problem, (await solved(problem)).chosen);
}

async function solved(problem: DivisionProblem): Promise<{ chosen: Chosen; cost: number }> {
  const found = await solve(programmeOf(problem), SECONDS);
  expect(found?.optimal).toBe(true);
  return { chosen: chosenIn(problem, found!.chosen), cost: found!.cost };
}

function known(more: Partial<Capacities> = {}): Capacities {
  return {
    plan: planOf([
      profile('kunst', [target('collect', '3b', { minimumParticipants: 2 })]),
      profile('muziek', [target('collect', '3b', { minimumParticipants: 1, maximumParticipants: 2 })]),
    ]),
    on: ON,
    participants: [taking(1), taking(2), taking(3)],
    agreements: [],
    held: new Map([
      ['kunst', held(100, { 1: 60, 2: 50, 3: 41 })],
      ['muziek', held(100, { 1: 70, 2: 5, 3: 50 })],
    ]),
    listed: new Map(),
    ...more,
  };
}

const said = ({ lines }: DivisionProposal): string[] =>
  lines.map((it) => `${it.participant.isil.at(-1)} ${it.kind} ${it.profile}`);

describe('a division', () => {
  it('gives each task to enough of those who fit, evenly spread, and no more than that', async () => {
    const proposal = await divided(known(), { factor: 3, moves: false });
    expect(said(proposal)).toEqual(['2 takes-on kunst', '3 takes-on kunst', '1 takes-on muziek']);
    expect(proposal.tasks).toEqual({ asked: 2, metBefore: 0, metAfter: 2 });
    expect(proposal.closed.map(({ profile: code, gap }) => `${code} ${gap}`)).toEqual([
      'kunst gap.unowned',
      'kunst gap.redundancy',
      'muziek gap.unowned',
      'muziek gap.redundancy',
    ]);
    expect(proposal.remaining).toEqual([]);
  });

  it('lets nobody carry more than is set, and says so where that matters', async () => {
    const proposal = await divided(known(), { factor: 1, moves: false });
    expect(proposal.evenShare).toBe(1);
    expect(proposal.loads.map(({ before, after, most }) => [before, after, most])).toEqual([
      [0, 1, 1],
      [0, 1, 1],
      [0, 1, 1],
    ]);
    expect(said(proposal)).toEqual(['2 takes-on kunst', '3 takes-on kunst', '1 takes-on muziek']);
    expect(proposal.lines[0]!.reason.nl).toBe(
      'Nummer 2 van 3 die dit kunnen oppakken (88 van 100 punten). Heeft gemeten niveau 3. Wie geschikter is, draagt in dit voorstel al het hoogste aantal taken.',
    );
  });

  it('keeps what is agreed, and asks who commits itself to less to raise it where that is best', async () => {
    const proposal = await divided(
      known({ agreements: [agreed(1, 'kunst', 'collect', '3b'), agreed(2, 'kunst', 'collect', '2a')] }),
      { factor: 3, moves: false },
    );
    expect(said(proposal)).toEqual(['2 raises kunst', '3 takes-on muziek']);
    expect(proposal.loads.map(({ before, after }) => [before, after])).toEqual([
      [1, 1],
      [1, 1],
      [0, 1],
    ]);
    expect(proposal.lines[0]!.reason.nl).toContain('verhoogt haar toezegging naar het gevraagde niveau');
  });

  it('ends agreements only when that is allowed', async () => {
    const three = [1, 2, 3].map((number) => agreed(number, 'muziek', 'collect', '3b'));
    const stays = await divided(known({ agreements: three }), { factor: 3, moves: false });
    expect(said(stays).filter((it) => it.includes('muziek'))).toEqual([]);
    const ends = await divided(known({ agreements: three }), { factor: 3, moves: true });
    const line = ends.lines.find(({ kind }) => kind === 'ends')!;
    expect(line).toMatchObject({ profile: 'muziek', ends: { on: '2026-05-31' } });
    expect(line.reason.nl).toBe('Het plan vraagt hoogstens 2 deelnemers; er blijven er genoeg over.');
  });

  it('moves a task from who carries too much to who can take it over, when that is allowed', async () => {
    const profiles = ['a', 'b', 'c', 'd'].map((code) => profile(code, [target('collect', '2a')]));
    const all = {
      plan: planOf(profiles),
      participants: [taking(1), taking(2)],
      agreements: profiles.map(({ code }) => agreed(1, code, 'collect', '3b')),
      held: new Map(profiles.map(({ code }) => [code, held(10, { 1: 9, 2: 4 })])),
    };
    const proposal = await divided(known(all), { factor: 1, moves: true });
    expect(proposal.loads.map(({ after }) => after)).toEqual([2, 2]);
    expect(proposal.remaining).toEqual([]);
    const first = proposal.lines.find(({ kind }) => kind === 'ends');
    expect(first!.reason.nl).toBe('Draagt anders te veel; een ander neemt deze taak over.');
  });

  it('goes on where somebody carries far more than an even share already', async () => {
    const profiles = Array.from({ length: 12 }, (_, at) => profile(`p${at}`, [target('collect', '2a')]));
    const plan = planOf([...profiles, profile('nieuw', [target('collect', '2a')])]);
    const agreements = profiles.map(({ code }) => agreed(1, code, 'collect', '2a'));
    const proposal = await divided(known({ plan, agreements, held: new Map([['nieuw', held(10, { 1: 9, 2: 3 })]]) }));
    expect(said(proposal)).toEqual(['2 takes-on nieuw']);
    expect(proposal.loads[0]).toMatchObject({ before: 12, after: 12, most: 12 });
  });

  it('leaves nobody out where very many are equal', async () => {
    const profiles = Array.from({ length: 700 }, (_, at) => profile(`p${at}`, [target('collect', '2a')]));
    const participants = Array.from({ length: 150 }, (_, at) => taking(at + 1));
    const { tasks } = divisionProblem(known({ plan: planOf(profiles), participants, held: new Map() }), usual);
    expect(new Set(tasks.map(({ options }) => options.length))).toEqual(new Set([60]));
    const named = tasks.flatMap(({ options }) => options.map(({ participant }) => participant.isil));
    expect(new Set(named).size).toBe(150);
  });

  it('names what cannot be met instead of failing', async () => {
    const plan = planOf([
      profile('ver', [target('collect', '5')]),
      profile('weinig', [target('collect', '2a', { minimumParticipants: 9 })]),
      profile('zwijgt', [target('collect', '4', { minimumParticipants: 1 })]),
    ]);
    const proposal = await divided(
      known({
        plan,
        held: new Map([
          ['ver', held(100, { 1: 30 })],
          ['weinig', held(10, { 1: 5, 2: 5 })],
        ]),
        agreements: [agreed(1, 'zwijgt', 'collect', '4', { currentLevel: '2a' })],
      }),
      { factor: 5, moves: false },
    );
    expect(proposal.remaining.map(({ profile: code, because, reason }) => [code, because, reason.nl])).toEqual([
      ['ver', 'nobody-near', 'Geen deelnemer komt binnen 2 hele niveaus van 5.'],
      ['weinig', 'too-few', 'Het plan vraagt 9 deelnemers op niveau 2a; er zijn er te weinig die het kunnen oppakken.'],
      [
        'zwijgt',
        'undeclared',
        'Er is een toezegging op niveau 4, maar niemand die verantwoordelijk is zegt dat niveau nu te hebben (CL).',
      ],
    ]);
  });

  it('prefers the lowest ISIL of those who are equal', async () => {
    const plan = planOf([profile('gelijk', [target('collect', '2a')])]);
    const equal = known({ plan, held: new Map(), participants: [taking(3), taking(1), taking(2)] });
    expect(said(await divided(equal))).toEqual(['1 takes-on gelijk']);
  });

  it('of a plan that asks nothing, and of a network without participants, proposes nothing', async () => {
    expect((await divided(known({ plan: planOf([]) }))).lines).toEqual([]);
    const nobody = await divided(known({ participants: [] }));
    expect(nobody.lines).toEqual([]);
    expect(nobody.remaining.map(({ because }) => because)).toEqual(['too-few', 'too-few']);
  });
});

/** Whether a choice keeps to what is set: nobody carries too much, and who has ended a task does not raise it. */
function allowed(problem: DivisionProblem, chosen: Chosen): boolean {
  const ended = new Set(chosen.ends.map(({ task, participant }) => `${task} ${participant}`));
  return (
    loadsAfter(problem, chosen).every(({ after, most }) => after <= most) &&
    chosen.takes.every(({ task, participant }) => !ended.has(`${task} ${participant}`))
  );
}

/** What a choice costs, in whole points: the rules of the weighing as words say them, apart from the programme. */
function costOf(problem: DivisionProblem, chosen: Chosen): number {
  const { tasks, evenShare } = problem;
  const perTask = tasks.map(({ standing, options, minimum, maximum, asked }, at) => {
    const takes = new Set(chosen.takes.filter(({ task }) => task === at).map(({ participant }) => participant));
    const ends = new Set(chosen.ends.filter(({ task }) => task === at).map(({ participant }) => participant));
    const kept = standing.filter(({ participant }) => !ends.has(participant));
    const taken = options.filter(({ participant }) => takes.has(participant.isil));
    const atLevel = kept.filter((it) => it.atLevel).length + taken.length;
    const levels = [...kept, ...taken].flatMap(({ declared }) => declared ?? []);
    const undeclared = levels.length > 0 && !levels.some((level) => atLeast(level, asked.level));
    const cost = [
      WEIGHTS.lacking * Math.max(0, minimum - atLevel),
      kept.length + taken.length === 0 ? WEIGHTS.unowned : 0,
      maximum === null ? 0 : WEIGHTS.tooMany * Math.max(0, atLevel - maximum),
      undeclared ? WEIGHTS.undeclared : 0,
      WEIGHTS.ends * ends.size,
      ...taken.map(({ kind, fit }) => (kind === 'raises' ? WEIGHTS.raises : WEIGHTS.takesOn) + 100 - fit.total),
    ];
    return cost.reduce((sum, one) => sum + one, 0);
  });
  const above = loadsAfter(problem, chosen).reduce(
    (sum, { after }) => sum + Math.max(0, after - Math.ceil(evenShare - 1e-9)),
    0,
  );
  return perTask.reduce((sum, cost) => sum + cost, 0) + WEIGHTS.aboveShare * above;
}

/** Every choice that there is. */
function choices(problem: DivisionProblem): Chosen[] {
  const takes = problem.tasks.flatMap(({ options }, task) =>
    options.map(({ participant }) => ({ task, participant: participant.isil })),
  );
  const carriers = new Set(problem.carriers.map((it) => it.isil));
  const ends = problem.settings.moves
    ? problem.tasks.flatMap(({ standing }, task) =>
        standing.flatMap(({ participant }) => (carriers.has(participant) ? [{ task, participant }] : [])),
      )
    : [];
  return Array.from({ length: 2 ** (takes.length + ends.length) }, (_, bits) => ({
    takes: takes.filter((_it, at) => (bits >> at) & 1),
    ends: ends.filter((_it, at) => (bits >> (takes.length + at)) & 1),
  }));
}

const settingsOf = fc.record({ factor: fc.constantFrom(0.5, 1, 1.5, 3), moves: fc.boolean() });
const RUNS = Number(process.env['DIVISIONS'] ?? 60);

describe('whatever there is to divide', () => {
  it('no choice is better than the one that is proposed', async () => {
    await fc.assert(
      fc.asyncProperty(anyCapacities(4, 2), settingsOf, async (it, settings) => {
        const problem = divisionProblem(it, settings);
        const all = choices(problem);
        fc.pre(all.length <= 4096);
        const { chosen } = await solved(problem);
        expect(allowed(problem, chosen)).toBe(true);
        const best = Math.min(...all.filter((one) => allowed(problem, one)).map((one) => costOf(problem, one)));
        expect(costOf(problem, chosen)).toBe(best);
      }),
      { numRuns: RUNS },
    );
  }, 300_000);

  it('the order in which the facts are told makes no difference', async () => {
    await fc.assert(
      fc.asyncProperty(anyCapacities(6, 4), settingsOf, async (it, settings) => {
        const [problem, again] = [divisionProblem(it, settings), divisionProblem(shuffled(it), settings)];
        expect(programmeOf(again).text).toBe(programmeOf(problem).text);
        expect(await divided(shuffled(it), settings)).toEqual(await divided(it, settings));
      }),
      { numRuns: RUNS / 3 },
    );
  }, 300_000);

  it('what is set holds, nobody who cannot is named, and no gap is opened without being told', async () => {
    const networks = fc.oneof(
      { weight: 9, arbitrary: anyCapacities(12, 8) },
      { weight: 1, arbitrary: anyCapacities(80, 40) },
    );
    await fc.assert(
      fc.asyncProperty(networks, settingsOf, async (it, settings) => {
        const problem = divisionProblem(it, settings);
        const { chosen } = await solved(problem);
        expect(allowed(problem, chosen)).toBe(true);
        const { lines, remaining, closed, tasks } = proposalOf(it, problem, chosen);
        expect(settings.moves || lines.every(({ kind }) => kind !== 'ends')).toBe(true);
        const present = new Set(problem.carriers.map((one) => one.isil));
        expect(lines.every(({ participant }) => present.has(participant.isil))).toBe(true);
        expect(tasks.asked - tasks.metAfter).toBe(remaining.length);
        expect(tasks.metAfter).toBeGreaterThanOrEqual(tasks.metBefore);
        for (const { profile: code, activity, gap } of closed) {
          const left = remaining.find((one) => one.profile === code && one.activity === activity);
          expect(left?.gaps ?? []).not.toContain(gap);
        }
      }),
      { numRuns: RUNS / 2 },
    );
  }, 300_000);
});
