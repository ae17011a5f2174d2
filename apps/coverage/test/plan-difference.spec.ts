import { readFileSync } from 'node:fs';
import type { ClassificationRange } from '#libs/scopes';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { PlanContent, Profile, Target } from '../src/model/collection-plan.ts';
import type { Action, NetworkAgreement } from '../src/model/network-agreement.ts';
import { replacing, ruleOf } from '../src/model/crosswalk-text.ts';
import { totalsOf, valuesOf } from '../src/model/difference-numbers.ts';
import { sentenceOf } from '../src/model/difference-words.ts';
import { actionText, planDifference, type PlanDifference, rangeText } from '../src/model/plan-difference.ts';
import { readPlan } from '../src/model/plan-text.ts';
import { listedTitle, type ListedTitle, type ReferenceList } from '../src/model/reference-list.ts';
import { anyPlan } from './plans.ts';

const EXAMPLE = readFileSync(new URL('../examples/muziek.yaml', import.meta.url), 'utf8');

/** The earlier version with the differences in it: nothing is taken from the later version but what they say. */
function applied(
  before: PlanContent,
  differences: readonly PlanDifference[],
  ranges: Ranges,
  actions: Actions,
): PlanContent {
  let plan = before;
  let profiles = [...before.profiles];
  let networkAgreements = [...before.networkAgreements];
  let { crosswalks, referenceLists } = before;
  for (const it of differences) {
    const change = (code: string, to: (profile: Profile) => Profile): void => {
      profiles = profiles.map((profile) => (profile.code === code ? to(profile) : profile));
    };
    if (it.kind === 'plan-changed') plan = withValue(plan, it);
    if (it.kind === 'profile-removed') profiles = profiles.filter(({ code }) => code !== it.profile);
    if (it.kind === 'order-changed') {
      const known = new Set(profiles.map(({ code }) => code));
      const order = [
        ...it.after.filter((code) => known.has(code)),
        ...it.before.filter((code) => !it.after.includes(code)),
      ];
      profiles.sort((one, other) => order.indexOf(one.code) - order.indexOf(other.code));
    }
    if (it.kind === 'profile-added') profiles.splice(it.place, 0, it.after);
    if (it.kind === 'profile-changed') change(it.profile, (profile) => changed(profile, it, ranges));
    if (it.kind === 'target-removed') change(it.profile, (profile) => withTargets(profile, it.activity, []));
    if (it.kind === 'target-added') change(it.profile, (profile) => withTargets(profile, it.activity, [it.after]));
    if (it.kind === 'target-changed') {
      change(it.profile, (profile) => {
        const target = profile.targets.find(({ activity }) => activity === it.activity)!;
        return withTargets(profile, it.activity, [{ ...target, [it.field]: it.after }]);
      });
    }
    if (it.kind === 'crosswalk-added' || it.kind === 'crosswalk-removed' || it.kind === 'crosswalk-changed') {
      const rules = it.after.map((rule) => rule.split(';')).map(([from = '', to = '']) => ruleOf(from, to));
      crosswalks = replacing(crosswalks, { from: it.from, to: it.to, rules });
    }
    if (it.kind === 'list-removed') referenceLists = referenceLists.filter(({ code }) => code !== it.list);
    if (it.kind === 'list-added') referenceLists = [...referenceLists, it.after];
    if (it.kind === 'list-changed') {
      referenceLists = referenceLists.map((list) => (list.code === it.list ? changedList(list, it) : list));
    }
    if (it.kind === 'agreement-removed')
      networkAgreements = networkAgreements.filter(({ code }) => code !== it.agreement);
    if (it.kind === 'agreement-added') networkAgreements.push(it.after);
    if (it.kind === 'agreement-changed') {
      networkAgreements = networkAgreements.map((agreement) =>
        agreement.code === it.agreement ? changedAgreement(agreement, it, actions) : agreement,
      );
    }
  }
  return { ...plan, profiles, networkAgreements: networkAgreements.map(measured), crosswalks, referenceLists };
}

function changedList(
  list: ReferenceList,
  { field, after }: Extract<PlanDifference, { kind: 'list-changed' }>,
): ReferenceList {
  const { nl, en } = list.name;
  if (field === 'name.nl') return { ...list, name: named(after as string, en) };
  if (field === 'name.en') return { ...list, name: named(nl, after as string | null) };
  const titles = (after as string[]).map((line) => {
    const [identifier = '', ...title] = line.split(';');
    return listedTitle(identifier, title.join(';')) as ListedTitle;
  });
  return { ...list, titles };
}

type Actions = ReadonlyMap<string, Action>;
type AgreementChange = Extract<PlanDifference, { kind: 'agreement-changed' }>;

function changedAgreement(
  agreement: NetworkAgreement,
  { field, after }: AgreementChange,
  actions: Actions,
): NetworkAgreement {
  if (field === 'actions') {
    return { ...agreement, actions: (after as string[]).map((text) => actions.get(text)!) };
  }
  const [, part] = field.split('.');
  if (part === undefined) return { ...agreement, [field]: after };
  const was = agreement.measuredBy ?? { flags: [], profiles: [], activity: null };
  return { ...agreement, measuredBy: { ...was, [part]: after } };
}

/** A measure that asks nothing is none. */
function measured(agreement: NetworkAgreement): NetworkAgreement {
  const { flags, profiles, activity } = agreement.measuredBy ?? { flags: [], profiles: [], activity: null };
  const none = flags.length + profiles.length === 0 && activity === null;
  return none ? { ...agreement, measuredBy: null } : agreement;
}

type Ranges = ReadonlyMap<string, ClassificationRange>;

function withValue(
  plan: PlanContent,
  { field, after }: Extract<PlanDifference, { kind: 'plan-changed' }>,
): PlanContent {
  if (field === 'from' || field === 'to') return { ...plan, period: { ...plan.period, [field]: after } };
  return field === 'levelBands'
    ? { ...plan, settings: { levelBands: after as number[] } }
    : { ...plan, [field]: after };
}

function changed(
  profile: Profile,
  { field, after }: Extract<PlanDifference, { kind: 'profile-changed' }>,
  ranges: Ranges,
): Profile {
  const { nl, en } = profile.name;
  if (field === 'name.nl') return { ...profile, name: named(after as string, en) };
  if (field === 'name.en') return { ...profile, name: named(nl, after as string | null) };
  if (field === 'measuredAgainst') return { ...profile, measuredAgainst: after as string | null };
  const value = field === 'classification' ? (after as string[]).map((text) => ranges.get(text)!) : after;
  return { ...profile, scope: { ...profile.scope, [field]: value } };
}

function named(nl: string, en: string | null | undefined): Profile['name'] {
  return en === null || en === undefined ? { nl } : { nl, en };
}

function withTargets(profile: Profile, of: Target['activity'], targets: Target[]): Profile {
  return { ...profile, targets: [...profile.targets.filter(({ activity }) => activity !== of), ...targets] };
}

/** The same plan, with what has no order in one order. */
function ordered(plan: PlanContent): PlanContent {
  return {
    ...plan,
    networkAgreements: plan.networkAgreements
      .map(({ measuredBy, opgaven, ...rest }) => ({
        ...rest,
        opgaven: opgaven.toSorted(),
        measuredBy: measuredBy && {
          ...measuredBy,
          flags: measuredBy.flags.toSorted(),
          profiles: measuredBy.profiles.toSorted(),
        },
      }))
      .toSorted((one, other) => (one.code < other.code ? -1 : 1)),
    referenceLists: plan.referenceLists
      .map((list) => ({ ...list, titles: list.titles.toSorted((one, other) => (one.key < other.key ? -1 : 1)) }))
      .toSorted((one, other) => (one.code < other.code ? -1 : 1)),
    profiles: plan.profiles.map((profile) => ({
      ...profile,
      scope: {
        ...profile.scope,
        classification: profile.scope.classification.toSorted((one, other) =>
          rangeText(one) < rangeText(other) ? -1 : 1,
        ),
      },
      targets: profile.targets.toSorted((one, other) => (one.activity < other.activity ? -1 : 1)),
    })),
  };
}

function actionsOf({ networkAgreements }: PlanContent): Actions {
  return new Map(networkAgreements.flatMap(({ actions }) => actions.map((it) => [actionText(it), it])));
}

function rangesOf({ profiles }: PlanContent): Ranges {
  return new Map(profiles.flatMap(({ scope }) => scope.classification.map((range) => [rangeText(range), range])));
}

describe('the difference between two versions of a plan', () => {
  it('is none of a plan with itself', () => {
    fc.assert(fc.property(anyPlan, (plan) => expect(planDifference(plan, structuredClone(plan))).toEqual([])));
  });

  it('is all there is: put into the one it gives the other', () => {
    fc.assert(
      fc.property(anyPlan, anyPlan, (before, after) => {
        const found = planDifference(before, after);
        expect(ordered(applied(before, found, rangesOf(after), actionsOf(after)))).toEqual(ordered(after));
      }),
      { numRuns: 400 },
    );
  });

  it('has a sentence in both languages and values that differ for everything', () => {
    fc.assert(
      fc.property(anyPlan, anyPlan, (before, after) => {
        for (const it of planDifference(before, after)) {
          const { nl, en } = sentenceOf(it);
          expect(`${nl} ${en}`).not.toMatch(/undefined|null|NaN|\[object/);
          expect([nl.at(-1), en.at(-1), nl === en]).toEqual(['.', '.', false]);
          expect(valuesOf(it).every((value) => value.before !== value.after)).toBe(true);
          expect(valuesOf(it)).not.toEqual([]);
        }
      }),
    );
  });

  it('comes in figures to what both versions ask', () => {
    fc.assert(
      fc.property(anyPlan, anyPlan, (before, after) => {
        for (const { before: was, after: is, by } of totalsOf(before, after)) expect(was + by).toBe(is);
        const titles = planDifference(before, after)
          .flatMap(valuesOf)
          .filter(({ field }) => field === 'minimumTitles')
          .reduce((sum, { by }) => sum + (by ?? 0), 0);
        const total = totalsOf(before, after).find(
          ({ what, activity }) => what === 'minimum-titles' && activity === null,
        );
        expect(total?.by).toBe(titles);
      }),
    );
  });
});

function says(find: string | RegExp, replace: string): string[] {
  return planDifference(readPlan(EXAMPLE), readPlan(EXAMPLE.replace(find, replace))).map((it) => sentenceOf(it).nl);
}

describe('a difference in words', () => {
  it.each<[string | RegExp, string, string]>([
    ['level: 3b', 'level: 4', 'Profiel muziek (Muziekwetenschap), verzamelen: het niveau gaat omhoog van 3b naar 4.'],
    [
      'max: 4',
      'max: 3',
      'Profiel muziek (Muziekwetenschap), verzamelen: het maximum aantal deelnemers gaat omlaag van 4 naar 3.',
    ],
    [', max: 4', '', 'Profiel muziek (Muziekwetenschap), verzamelen: het maximum aantal deelnemers (4) vervalt.'],
    [
      'titles: { min: 1000 }',
      'titles: { min: 1500 }',
      'Profiel muziek (Muziekwetenschap), verzamelen: het minimum aantal titels gaat omhoog van 1.000 naar 1.500.',
    ],
    [
      '[book, score]',
      '[book, map]',
      'Profiel muziek (Muziekwetenschap): het materiaal: erbij komt map; eraf gaat score.',
    ],
    ['material: [book, score]', '', 'Profiel muziek (Muziekwetenschap): het materiaal was book, score en is nu alles.'],
    [
      'prefix: 24 }',
      'prefix: 24.5 }',
      'Profiel muziek (Muziekwetenschap): de indeling: erbij komt nbc 24.5; eraf gaat nbc 24.',
    ],
    ['to: 2029-12-31', 'to: 2030-12-31', 'De laatste dag was 31 december 2029 en is nu 31 december 2030.'],
    [
      '{ nl: Jeugdliteratuur }',
      '{ nl: Jeugd }',
      'Profiel jeugd (Jeugd): de naam was ‘Jeugdliteratuur’ en is nu ‘Jeugd’.',
    ],
    [/ {2}- code: jeugd[^]*/, '', 'Profiel jeugd (Jeugdliteratuur) is vervallen.'],
    [
      / {6}preserve:[^]*?(?= {2}- code)/,
      '',
      'Profiel muziek (Muziekwetenschap), bewaren: het streefniveau is vervallen (niveau 3a, minimum aantal deelnemers 1, minimum aantal bewaarde exemplaren per titel 2).',
    ],
    [
      'retained: { min: 2 }',
      'retained: { min: 3 }',
      'Profiel muziek (Muziekwetenschap), bewaren: het minimum aantal bewaarde exemplaren per titel gaat omhoog van 2 naar 3.',
    ],
  ])('of %s: %s', (find, replace, sentence) => {
    expect(says(find, replace)).toEqual([sentence]);
  });

  it('tells of a new profile all that it asks', () => {
    const more = `${EXAMPLE}  - code: film\n    name: { nl: Film, en: Cinema }\n    scope: { material: [video] }\n    targets: { provide: { level: 2a, titles: { min: 50 } } }\n`;
    const [it] = planDifference(readPlan(EXAMPLE), readPlan(more));
    expect(sentenceOf(it!)).toEqual({
      nl: 'Profiel film (Film) is nieuw: beschikbaar stellen: niveau 2a, minimum aantal titels 50.',
      en: 'Profile film (Cinema) is new: provide: level 2a, least number of titles 50.',
    });
  });
});
