import { ACTIVITIES, type Day, type Isil, type Level } from '#libs/kernel';
import type { Attendance, Capacities } from '../src/model/capacity.ts';
import type { Profile } from '../src/model/collection-plan.ts';
import { say } from './collection.ts';
import type { AgreedQuantity } from '../src/model/scenario-branch.ts';
import { DividingApart } from '../src/store/dividing-apart.ts';

/**
 * A division over as many participants and profiles as are designed for, on a thread of its own: how long it takes until
 * the best is proved, and how long the thread that asks for it is kept from anything else meanwhile. `PARTICIPANTS`, `PROFILES`.
 */
const PARTICIPANTS = Number(process.env['PARTICIPANTS'] ?? 150);
const PROFILES = Number(process.env['PROFILES'] ?? 400);
const SECONDS = 120;
const ON: Day = '2026-06-01';
const LEVELS: readonly Level[] = ['2a', '2b', '3a', '3b', '3c', '4'];

let seed = 7;
function random(below: number): number {
  seed = (seed * 48_271) % 2_147_483_647;
  return seed % below;
}

const isil = (at: number): Isil => `NL-08${String(at).padStart(8, '0')}`;

function profileOf(at: number): Profile {
  return {
    code: `p${String(at).padStart(3, '0')}`,
    name: { nl: `Profiel ${at}` },
    scope: { classification: [], material: [], language: random(3) === 0 ? ['dut', 'eng'] : [], audience: [] },
    measuredAgainst: null,
    targets: ACTIVITIES.filter((activity) => activity === 'collect' || random(4) === 0).map((activity) => ({
      activity,
      level: LEVELS[random(LEVELS.length)]!,
      minimumParticipants: 1 + random(3),
      maximumParticipants: 4,
      minimumTitles: null,
      minimumRetained: null,
      overlapThreshold: null,
      enoughHolders: null,
    })),
  };
}

function network(): Capacities {
  const profiles = Array.from({ length: PROFILES }, (_, at) => profileOf(at));
  const participants = Array.from({ length: PARTICIPANTS }, (_, at): Attendance => ({
    isil: isil(at),
    name: `Bibliotheek ${at}`,
    from: '2020-01-01',
    to: null,
    successor: null,
  }));
  const agreements = profiles.flatMap((profile) =>
    profile.targets
      .filter(() => random(2) === 0)
      .map(({ activity }, at): AgreedQuantity => ({
        agreement: `${profile.code} ${activity} ${at}`,
        participant: isil(random(Math.ceil(PARTICIPANTS / 3))),
        profile: profile.code,
        activity,
        level: LEVELS[random(LEVELS.length)]!,
        currentLevel: random(2) === 0 ? LEVELS[random(LEVELS.length)]! : null,
        languageCoverage: null,
        from: '2026-01-01',
        to: '2029-12-31',
        titles: 10,
        copies: 10,
      })),
  );
  const held = profiles.map(({ code }) => {
    const by = participants.map((it, at): [Isil, number] => [it.isil, Math.floor(random(8000) / (1 + (at % 7)))]);
    return [code, { titles: 10_000, by: new Map(by) }] as const;
  });
  const settings = { levelBands: [1, 21, 41, 61, 81] };
  const plan = {
    plan: 'bench',
    version: 1,
    title: 'Bench',
    period: { from: '2026-01-01', to: '2029-12-31' },
    settings,
    profiles,
    networkAgreements: [],
    crosswalks: [],
    referenceLists: [],
  };
  return { plan, on: ON, participants, agreements, held: new Map(held), listed: new Map() };
}

for (const moves of [false, true]) {
  const known = network();
  const began = performance.now();
  let longest = 0;
  let before = performance.now();
  const pulse = setInterval(() => {
    longest = Math.max(longest, performance.now() - before);
    before = performance.now();
  }, 5);
  const divided = await new DividingApart(
    { known, settings: { factor: 1.5, moves }, seconds: SECONDS },
    () => undefined,
  ).ended;
  clearInterval(pulse);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  if (divided === 'stopped' || 'nothing' in divided) throw new Error('Nothing was found');
  const { tasks, lines, remaining } = divided.proposal;
  say(
    `${PARTICIPANTS} participants, ${PROFILES} profiles, ${tasks.asked} tasks, ${moves ? 'agreements may end' : 'agreements stay'}: ` +
      `${seconds} s, ${divided.optimal ? 'proved the best' : `within ${String(divided.headway.gap)}`}, ${lines.length} lines, ` +
      `${tasks.metBefore} → ${tasks.metAfter} tasks met, ${remaining.length} remain; the asking thread waited ${longest.toFixed(0)} ms at most`,
  );
}
