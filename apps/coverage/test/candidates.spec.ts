import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fitInWords, nobodyInReach } from '../src/model/candidate-words.ts';
import { candidatesFor } from '../src/model/candidates.ts';
import type { Asked, Capacities } from '../src/model/capacity.ts';
import { agreed, anyCapacities, held, isil, ON, planOf, profile, shuffled, taking, target } from './capacities.ts';

const MUSIC = profile('muziek', [target('collect', '3b')], { language: ['dut', 'eng'], audience: ['adult'] });
const YOUTH = profile('jeugd', [], { audience: ['youth'] });
const ENGLISH = profile('engels', [], { language: ['eng'], audience: ['adult'] });
const ASKED: Asked = { profile: MUSIC, activity: 'collect', level: '3b' };

function known(more: Partial<Capacities> = {}): Capacities {
  return {
    plan: planOf([MUSIC, YOUTH, ENGLISH]),
    on: ON,
    participants: [taking(1), taking(2), taking(3)],
    agreements: [],
    held: new Map(),
    listed: new Map(),
    ...more,
  };
}

const order = (it: Capacities, asked: Asked = ASKED): string[] =>
  candidatesFor(asked, it).candidates.map(({ participant }) => participant.isil);

const fitOf = (it: Capacities, number: number) =>
  candidatesFor(ASKED, it).candidates.find(({ participant }) => participant.isil === isil(number))!.fit;

describe('who could take on an activity of a profile', () => {
  it('begins with who has the level, by its own word or measured', () => {
    const it = known({
      agreements: [agreed(2, 'muziek', 'preserve', '3a', { currentLevel: '3b' })],
      held: new Map([['muziek', held(100, { 1: 30, 2: 5, 3: 50 })]]),
    });
    expect(order(it)).toEqual([isil(3), isil(2), isil(1)]);
    expect(fitOf(it, 1)).toMatchObject({ declared: null, measured: 2, short: 1, titles: 30, ofTitles: 100 });
    expect(fitOf(it, 2)).toMatchObject({ declared: '3b', measured: 1, short: 0 });
  });

  it('goes on with who has more of the titles, at the same level', () => {
    const it = known({ held: new Map([['muziek', held(100, { 1: 42, 2: 58 })]]) });
    expect(order(it)).toEqual([isil(2), isil(1), isil(3)]);
  });

  it('then with who is used to the languages and audiences that are asked', () => {
    const it = known({
      held: new Map([
        ['engels', held(100, { 3: 40 })],
        ['jeugd', held(100, { 2: 40 })],
      ]),
    });
    expect(order(it)[0]).toBe(isil(3));
    expect(fitOf(it, 3)).toMatchObject({
      language: { asked: ['dut', 'eng'], known: ['eng'] },
      audience: { asked: ['adult'], known: ['adult'] },
    });
    expect(fitOf(it, 2)).toMatchObject({ language: { known: [] }, audience: { known: [] } });
  });

  it('counts an agreement with wide languages as used to all, and a Dutch one as used to Dutch', () => {
    const it = known({
      agreements: [
        agreed(1, 'jeugd', 'collect', '2a', { languageCoverage: 'W' }),
        agreed(2, 'engels', 'collect', '2a', { languageCoverage: 'P' }),
      ],
    });
    expect(fitOf(it, 1).language.known).toEqual(['dut', 'eng']);
    expect(fitOf(it, 2).language.known).toEqual(['dut']);
  });

  it('prefers who carries less, and breaks what is equal by ISIL', () => {
    const it = known({
      agreements: [agreed(1, 'jeugd', 'collect', '2a', { titles: 40, copies: 50 }), agreed(1, 'jeugd', 'manage', '2a')],
    });
    expect(order(it)).toEqual([isil(2), isil(3), isil(1)]);
    expect(fitOf(it, 1).load).toEqual({ responsibilities: 2, titles: 40, copies: 50 });
  });

  it('proposes nobody who has left, has not come yet, or has it already, and says why', () => {
    const it = known({
      participants: [
        taking(1, { to: '2026-05-31' }),
        taking(2, { to: '2026-05-31', successor: isil(3) }),
        taking(3),
        taking(4, { from: '2026-07-01' }),
        taking(5),
        taking(6),
        taking(7),
      ],
      agreements: [
        agreed(3, 'muziek', 'collect', '3b'),
        agreed(5, 'muziek', 'collect', '2a'),
        agreed(6, 'muziek', 'collect', '4', { from: '2026-09-01' }),
      ],
    });
    expect(order(it)).toEqual([isil(7)]);
    expect(candidatesFor(ASKED, it).barred.map(({ because, level }) => [because, level])).toEqual([
      ['closed', null],
      ['merged', null],
      ['responsible', '3b'],
      ['not-yet', null],
      ['below', '2a'],
      ['promised', '4'],
    ]);
  });

  it('proposes whose agreement ends before the day that is looked at', () => {
    const agreements = [agreed(1, 'muziek', 'collect', '3b', { to: '2026-12-31' })];
    expect(order(known({ agreements }))).not.toContain(isil(1));
    expect(order(known({ agreements, on: '2027-01-01' }))).toContain(isil(1));
  });

  it('says what would be agreed: at the level asked, until the plan or the participant ends', () => {
    const it = known({
      participants: [taking(1, { to: '2027-06-30' })],
      agreements: [agreed(1, 'muziek', 'preserve', '2a', { currentLevel: '2' })],
    });
    expect(candidatesFor(ASKED, it).candidates[0]!.undertaking).toEqual({
      kind: 'agreement-added',
      participant: isil(1),
      profile: 'muziek',
      activity: 'collect',
      level: '3b',
      currentLevel: '2a',
      languageCoverage: null,
      from: ON,
      to: '2027-06-30',
      titles: 0,
      copies: 0,
    });
  });

  it('tells who is too far away last, and when nobody comes near', () => {
    const far = { ...ASKED, level: '4' as const };
    const it = known({ held: new Map([['muziek', held(100, { 1: 10, 2: 30 })]]) });
    const { candidates } = candidatesFor(far, it);
    expect(candidates.map(({ withinReach }) => withinReach)).toEqual([true, false, false]);
    expect(nobodyInReach(far).nl).toBe('Geen deelnemer komt binnen 2 hele niveaus van 4 (dus niveau 2 of hoger).');
  });

  it('ranks by what is there where the plan asks nothing', () => {
    const it = known({ held: new Map([['jeugd', held(10, { 2: 9 })]]) });
    const asked: Asked = { profile: YOUTH, activity: 'manage', level: null };
    expect(order(it, asked)[0]).toBe(isil(2));
    expect(candidatesFor(asked, it).candidates[0]!.undertaking.level).toBe('5');
  });

  it('gives its reason in words, with the numbers', () => {
    const it = known({
      participants: [taking(1), taking(2)],
      agreements: [
        agreed(1, 'engels', 'collect', '2a', { titles: 1200 }),
        agreed(1, 'muziek', 'preserve', '2a', { currentLevel: '2b' }),
      ],
      held: new Map([['muziek', held(2000, { 1: 620 })]]),
    });
    expect(fitInWords(ASKED, it.participants[0]!, fitOf(it, 1), 1).nl).toBe(
      'Heeft naar eigen zeggen niveau 2b en is gemeten op niveau 2; gevraagd is 3b, dat is een heel niveau hoger. Heeft 620 van de 2.000 titels in dit profiel (31 %). Is bekend met de talen en doelgroepen die het profiel noemt. Draagt nu 2 taken (gemiddeld 1) en heeft 1.200 titels toegezegd.',
    );
    expect(fitInWords(ASKED, taking(2, { to: '2027-06-30' }), fitOf(it, 2), 1).en).toBe(
      'Is measured at level 0; 3b is asked, 3 whole levels higher. Has no titles in this profile yet. No experience yet with: Dutch, English and adults (too few titles, no agreements). Carries no responsibilities yet (1 on average). Takes part until 30 June 2027.',
    );
  });
});

describe('whatever is known', () => {
  it('everybody is a candidate or told why not, once, and the order of the facts makes no difference', () => {
    fc.assert(
      fc.property(anyCapacities(6, 4), (it) => {
        for (const one of it.plan.profiles) {
          for (const activity of ['collect', 'preserve'] as const) {
            const level = one.targets.find((asked) => asked.activity === activity)?.level ?? null;
            const asked = { profile: one, activity, level };
            const found = candidatesFor(asked, it);
            expect(candidatesFor(asked, shuffled(it))).toEqual(found);
            const named = [...found.candidates, ...found.barred].map(({ participant }) => participant.isil);
            expect(named.toSorted()).toEqual(it.participants.map(({ isil: id }) => id).toSorted());
            for (const { fit, participant, undertaking } of found.candidates) {
              expect(fit.total).toBeGreaterThanOrEqual(0);
              expect(fit.total).toBeLessThanOrEqual(100);
              expect(participant.to === null || participant.to >= it.on).toBe(true);
              expect(undertaking.to >= undertaking.from).toBe(true);
            }
          }
        }
      }),
    );
  });
});
