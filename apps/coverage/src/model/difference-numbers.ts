import type { LocalisedName } from '#libs/contracts';
import { ACTIVITIES, type Activity } from '#libs/kernel';
import type { PlanContent, Target } from './collection-plan.ts';
import { wayOf } from './crosswalk-text.ts';
import {
  type CrosswalkDifference,
  type DifferenceValue,
  type ListDifference,
  type PlanDifference,
  TARGET_FIELDS,
} from './plan-difference.ts';

/** A value before and after, and for numbers how much more (below zero: less) it is. */
export interface ChangedValue {
  /** `null`: of the plan itself. */
  readonly profile: string | null;
  readonly name: LocalisedName | null;
  readonly activity: Activity | null;
  /** The code of a network agreement that it is of. */
  readonly agreement: string | null;
  readonly field: string;
  readonly before: string | number | null;
  readonly after: string | number | null;
  readonly by: number | null;
}

/** A figure of the plan as a whole. */
export interface PlanTotal {
  readonly what:
    | 'profiles'
    | 'targets'
    | 'minimum-participants'
    | 'minimum-titles'
    | 'agreements'
    | 'actions'
    | 'crosswalk-rules'
    | 'listed-titles';
  /** `null`: of all activities together. */
  readonly activity: Activity | null;
  readonly before: number;
  readonly after: number;
  readonly by: number;
}

/** The values of a difference, one each; what came or went whole is told by all that it asks. */
export function valuesOf(difference: PlanDifference): ChangedValue[] {
  const { profile, name, activity, agreement } = {
    profile: null,
    name: null,
    activity: null,
    agreement: null,
    ...('agreement' in difference ? { agreement: difference.agreement } : {}),
    ...('profile' in difference ? { profile: difference.profile, name: difference.name } : {}),
    ...('activity' in difference ? { activity: difference.activity } : {}),
  };
  const about = { profile, name, activity, agreement };
  switch (difference.kind) {
    case 'profile-added':
      return [value(about, 'profile', null, 1), ...ofTargets(about, [], difference.after.targets)];
    case 'profile-removed':
      return [value(about, 'profile', 1, null), ...ofTargets(about, difference.before.targets, [])];
    case 'target-added':
      return ofTargets(about, [], [difference.after]);
    case 'target-removed':
      return ofTargets(about, [difference.before], []);
    case 'agreement-added':
      return [value(about, 'agreement', null, difference.after.text)];
    case 'agreement-removed':
      return [value(about, 'agreement', difference.before.text, null)];
    case 'crosswalk-changed':
      return rulesThatDiffer(about, difference);
    case 'crosswalk-added':
    case 'crosswalk-removed':
      return [value(about, `crosswalk ${wayOf(difference)}`, rulesIn(difference.before), rulesIn(difference.after))];
    case 'list-added':
      return [value(about, `list ${difference.list}`, null, difference.after.titles.length)];
    case 'list-removed':
      return [value(about, `list ${difference.list}`, difference.before.titles.length, null)];
    case 'list-changed':
      return listValues(about, difference);
    case 'order-changed':
      return [value(about, 'order', difference.before, difference.after)];
    default:
      return [value(about, difference.field, difference.before, difference.after)];
  }
}

/** What both versions come to: of everything, then by activity. */
export function totalsOf(before: PlanContent, after: PlanContent): PlanTotal[] {
  const total = (
    what: PlanTotal['what'],
    activity: Activity | null,
    count: (plan: PlanContent) => number,
  ): PlanTotal => {
    const [was, is] = [count(before), count(after)];
    return { what, activity, before: was, after: is, by: is - was };
  };
  return [
    total('profiles', null, ({ profiles }) => profiles.length),
    ...[null, ...ACTIVITIES].flatMap((activity) => [
      total('targets', activity, (plan) => sum(plan, activity, () => 1)),
      total('minimum-participants', activity, (plan) =>
        sum(plan, activity, ({ minimumParticipants }) => minimumParticipants ?? 0),
      ),
      total('minimum-titles', activity, (plan) => sum(plan, activity, ({ minimumTitles }) => minimumTitles ?? 0)),
    ]),
    total('agreements', null, ({ networkAgreements }) => networkAgreements.length),
    total('actions', null, ({ networkAgreements }) => networkAgreements.flatMap(({ actions }) => actions).length),
    total('crosswalk-rules', null, ({ crosswalks }) => crosswalks.flatMap(({ rules }) => rules).length),
    total('listed-titles', null, ({ referenceLists }) => referenceLists.flatMap(({ titles }) => titles).length),
  ];
}

function sum(plan: PlanContent, activity: Activity | null, of: (target: Target) => number): number {
  return plan.profiles
    .flatMap(({ targets }) => targets)
    .filter((target) => activity === null || target.activity === activity)
    .reduce((all, target) => all + of(target), 0);
}

/** A crosswalk that is not there has no number of rules. */
function rulesIn({ length }: readonly string[]): number | null {
  return length === 0 ? null : length;
}

function led(rules: readonly string[][] | undefined): string | null {
  if (rules === undefined) return null;
  const classes = rules.map(([, to = '']) => to);
  return classes.toSorted().join(', ');
}

/** What each notation leads to, where that is not the same. */
function rulesThatDiffer(about: About, { before, after, ...way }: CrosswalkDifference): ChangedValue[] {
  const [was, is] = [before, after].map((rules) =>
    Map.groupBy(
      rules.map((rule) => rule.split(';')),
      ([from = '']) => from,
    ),
  ) as [Map<string, string[][]>, Map<string, string[][]>];
  return [...new Set([...was.keys(), ...is.keys()])]
    .toSorted()
    .map((from) => value(about, `crosswalk ${wayOf(way)} ${from}`, led(was.get(from)), led(is.get(from))))
    .filter((it) => it.before !== it.after);
}

/** What is on a list that was not, or not so, by identifier: with its title, if it has one there. */
function listValues(
  about: About,
  { list, field, before, after }: Extract<ListDifference, { readonly kind: 'list-changed' }>,
): ChangedValue[] {
  if (field !== 'titles') return [value(about, `list ${list} ${field}`, before, after)];
  const [was, is] = [before, after].map((lines) => new Map((lines as readonly string[]).map(identifierAndTitle))) as [
    Map<string, string>,
    Map<string, string>,
  ];
  return [...new Set([...was.keys(), ...is.keys()])]
    .toSorted()
    .map((identifier) => value(about, `list ${list} ${identifier}`, was.get(identifier), is.get(identifier)))
    .filter((it) => it.before !== it.after);
}

function identifierAndTitle(line: string): [identifier: string, title: string] {
  const [identifier = '', ...title] = line.split(';');
  return [identifier, title.join(';') || identifier];
}

type About = Pick<ChangedValue, 'profile' | 'name' | 'activity' | 'agreement'>;

function ofTargets(about: About, before: readonly Target[], after: readonly Target[]): ChangedValue[] {
  return ACTIVITIES.flatMap((activity) => {
    const [was, is] = [before, after].map((some) => some.find((target) => target.activity === activity));
    return TARGET_FIELDS.map((field) => value({ ...about, activity }, field, was?.[field], is?.[field])).filter(
      (it) => it.before !== null || it.after !== null,
    );
  });
}

function value(
  about: About,
  field: string,
  before: DifferenceValue | undefined,
  after: DifferenceValue | undefined,
): ChangedValue {
  const [was, is] = [plain(before), plain(after)];
  const by = typeof was === 'number' || typeof is === 'number' ? rounded(Number(is) - Number(was)) : null;
  return { ...about, field, before: was, after: is, by };
}

function plain(it: DifferenceValue | undefined): string | number | null {
  if (typeof it === 'string' || typeof it === 'number') return it;
  return it === null || it === undefined || it.length === 0 ? null : it.join(', ');
}

/** Shares are written to a few decimals; what is left of binary fractions is not a difference. */
function rounded(by: number): number {
  return Number(by.toPrecision(12));
}
