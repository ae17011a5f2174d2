import type { LocalisedName } from '#libs/contracts';
import { ACTIVITIES, type Activity } from '#libs/kernel';
import type { Scheme } from '#libs/contracts';
import type { ClassificationRange, Crosswalk } from '#libs/scopes';
import type { PlanContent, Profile, Target } from './collection-plan.ts';
import { ruleText, wayOf } from './crosswalk-text.ts';
import type { Action, NetworkAgreement } from './network-agreement.ts';
import type { ReferenceList } from './reference-list.ts';
import { titleText } from './reference-list-text.ts';

export type DifferenceValue = string | number | null | readonly string[] | readonly number[];

/** The values of a plan that are compared one by one, each by its name. A list is compared whatever its order. */
const PLAN_VALUES = {
  plan: ({ plan }: PlanContent) => plan,
  title: ({ title }: PlanContent) => title,
  from: ({ period }: PlanContent) => period.from,
  to: ({ period }: PlanContent) => period.to,
  levelBands: ({ settings }: PlanContent) => settings.levelBands,
} satisfies Record<string, (plan: PlanContent) => DifferenceValue>;

const PROFILE_VALUES = {
  'name.nl': ({ name }: Profile) => name.nl,
  'name.en': ({ name }: Profile) => name.en ?? null,
  classification: ({ scope }: Profile) => scope.classification.map(rangeText),
  material: ({ scope }: Profile) => scope.material,
  language: ({ scope }: Profile) => scope.language,
  audience: ({ scope }: Profile) => scope.audience,
  measuredAgainst: ({ measuredAgainst }: Profile) => measuredAgainst,
} satisfies Record<string, (profile: Profile) => DifferenceValue>;

const AGREEMENT_VALUES = {
  cluster: ({ cluster }: NetworkAgreement) => cluster,
  kind: ({ kind }: NetworkAgreement) => kind,
  text: ({ text }: NetworkAgreement) => text,
  opgaven: ({ opgaven }: NetworkAgreement) => opgaven,
  'measuredBy.flags': ({ measuredBy }: NetworkAgreement) => measuredBy?.flags ?? [],
  'measuredBy.profiles': ({ measuredBy }: NetworkAgreement) => measuredBy?.profiles ?? [],
  'measuredBy.activity': ({ measuredBy }: NetworkAgreement) => measuredBy?.activity ?? null,
  actions: ({ actions }: NetworkAgreement) => actions.map(actionText),
} satisfies Record<string, (agreement: NetworkAgreement) => DifferenceValue>;

const LIST_VALUES = {
  'name.nl': ({ name }: ReferenceList) => name.nl,
  'name.en': ({ name }: ReferenceList) => name.en ?? null,
  titles: ({ titles }: ReferenceList) => titles.map(titleText),
} satisfies Record<string, (list: ReferenceList) => DifferenceValue>;

export const TARGET_FIELDS = [
  'level',
  'minimumParticipants',
  'maximumParticipants',
  'minimumTitles',
  'minimumRetained',
  'overlapThreshold',
  'enoughHolders',
] as const;

export type PlanField = keyof typeof PLAN_VALUES;
export type ListField = keyof typeof LIST_VALUES;
export type AgreementField = keyof typeof AGREEMENT_VALUES;
export type ProfileField = keyof typeof PROFILE_VALUES;
export type TargetField = (typeof TARGET_FIELDS)[number];

interface Changed<Field> {
  readonly field: Field;
  readonly before: DifferenceValue;
  readonly after: DifferenceValue;
}

interface OfProfile {
  readonly profile: string;
  /** As the later of both versions that have the profile calls it. */
  readonly name: LocalisedName;
}

interface OfAgreement {
  /** The code of a network agreement. */
  readonly agreement: string;
}

interface OfTarget extends OfProfile {
  readonly activity: Activity;
}

/** Something that one version of a plan says otherwise than another. */
export type PlanDifference =
  | ({ readonly kind: 'plan-changed' } & Changed<PlanField>)
  | { readonly kind: 'order-changed'; readonly before: readonly string[]; readonly after: readonly string[] }
  | ({ readonly kind: 'profile-removed'; readonly before: Profile } & OfProfile)
  /** `place` is where it comes among the profiles, from 0. */
  | ({ readonly kind: 'profile-added'; readonly after: Profile; readonly place: number } & OfProfile)
  | ({ readonly kind: 'profile-changed' } & OfProfile & Changed<ProfileField>)
  | ({ readonly kind: 'target-removed'; readonly before: Target } & OfTarget)
  | ({ readonly kind: 'target-added'; readonly after: Target } & OfTarget)
  | ({ readonly kind: 'target-changed' } & OfTarget & Changed<TargetField>)
  | AgreementDifference
  | CrosswalkDifference
  | ListDifference;

/** A network agreement that went, came, or says something otherwise. */
export type AgreementDifference =
  | ({ readonly kind: 'agreement-removed'; readonly before: NetworkAgreement } & OfAgreement)
  | ({ readonly kind: 'agreement-added'; readonly after: NetworkAgreement } & OfAgreement)
  | ({ readonly kind: 'agreement-changed' } & OfAgreement & Changed<AgreementField>);

/** A crosswalk that came, went, or has other rules. What is not there has none. */
export interface CrosswalkDifference {
  readonly kind: 'crosswalk-added' | 'crosswalk-removed' | 'crosswalk-changed';
  readonly from: Scheme;
  readonly to: Scheme;
  /** Its rules, as they are written. */
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** A reference list that went, came, or has another name or other titles, as they are written. */
export type ListDifference =
  | { readonly kind: 'list-removed'; readonly list: string; readonly before: ReferenceList }
  | { readonly kind: 'list-added'; readonly list: string; readonly after: ReferenceList }
  | ({ readonly kind: 'list-changed'; readonly list: string } & Changed<ListField>);

/** What `after` says otherwise than `before`: of the plan itself, of profiles that went, then in the order of `after`; then of its list, its crosswalks and its reference lists. */
export function planDifference(before: PlanContent, after: PlanContent): PlanDifference[] {
  const earlier = new Map(before.profiles.map((profile) => [profile.code, profile]));
  const later = new Set(after.profiles.map(({ code }) => code));
  return [
    ...changes(PLAN_VALUES, before, after).map((change) => Object.assign({ kind: 'plan-changed' as const }, change)),
    ...order(before, after),
    ...before.profiles
      .filter(({ code }) => !later.has(code))
      .map((profile) => ({
        kind: 'profile-removed' as const,
        profile: profile.code,
        name: profile.name,
        before: profile,
      })),
    ...after.profiles.flatMap((profile, place): PlanDifference[] => {
      const was = earlier.get(profile.code);
      if (was === undefined) return [{ kind: 'profile-added', ...called(profile), after: profile, place }];
      return [...inProfile(was, profile), ...ACTIVITIES.flatMap((activity) => inTarget(was, profile, activity))];
    }),
    ...listDifference(before.networkAgreements, after.networkAgreements),
    ...inCrosswalks(before.crosswalks, after.crosswalks),
    ...inLists(before.referenceLists, after.referenceLists),
  ];
}

function inCrosswalks(before: readonly Crosswalk[], after: readonly Crosswalk[]): CrosswalkDifference[] {
  const ways = new Map([...before, ...after].map((it) => [wayOf(it), it]));
  return [...ways]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([way, { from, to }]): CrosswalkDifference[] => {
      const [was, is] = [before, after].map((some) => some.find((it) => wayOf(it) === way)?.rules.map(ruleText) ?? []);
      if (was === undefined || is === undefined || compared(was) === compared(is)) return [];
      const kind = was.length === 0 ? 'crosswalk-added' : is.length === 0 ? 'crosswalk-removed' : 'crosswalk-changed';
      return [{ kind, from, to, before: was, after: is }];
    });
}

/** The order of lists tells nothing, nor does that of the titles on them. */
function inLists(before: readonly ReferenceList[], after: readonly ReferenceList[]): ListDifference[] {
  const [earlier, later] = [before, after].map((lists) => new Map(lists.map((it) => [it.code, it])));
  return [...before.filter(({ code }) => !later!.has(code)), ...after].flatMap((it): ListDifference[] => {
    const [was, is] = [earlier!.get(it.code), later!.get(it.code)];
    const { code: list } = it;
    if (is === undefined) return [{ kind: 'list-removed', list, before: it }];
    if (was === undefined) return [{ kind: 'list-added', list, after: is }];
    return changes(LIST_VALUES, was, is).map((change) =>
      Object.assign({ kind: 'list-changed' as const, list }, change),
    );
  });
}

/** An action as one text: its words, and who does it by when. */
export function actionText({ code, text, owner, due }: Action): string {
  return `${code}: ${text} (${owner}, ${due})`;
}

/** What one list of a plan says otherwise than another. The order of agreements tells nothing. */
export function listDifference(
  before: readonly NetworkAgreement[],
  after: readonly NetworkAgreement[],
): AgreementDifference[] {
  const earlier = new Map(before.map((agreement) => [agreement.code, agreement]));
  const later = new Set(after.map(({ code }) => code));
  return [
    ...before
      .filter(({ code }) => !later.has(code))
      .map((was) => ({ kind: 'agreement-removed' as const, agreement: was.code, before: was })),
    ...after.flatMap((is): AgreementDifference[] => {
      const was = earlier.get(is.code);
      if (was === undefined) return [{ kind: 'agreement-added', agreement: is.code, after: is }];
      return changes(AGREEMENT_VALUES, was, is).map((change) =>
        Object.assign({ kind: 'agreement-changed' as const, agreement: is.code }, change),
      );
    }),
  ];
}

/** A range as people write it: `nbc 24` with all under it, `nur 660–669`, `ddc =780` alone. */
export function rangeText(range: ClassificationRange): string {
  if ('prefix' in range) return `${range.scheme} ${range.prefix}`;
  if ('notation' in range) return `${range.scheme} =${range.notation}`;
  return `${range.scheme} ${range.from}–${range.to}`;
}

/** The order tells which profile comes first where several cover a title. */
function order(before: PlanContent, after: PlanContent): PlanDifference[] {
  const [was, is] = [before, after].map(({ profiles }) => profiles.map(({ code }) => code)) as [string[], string[]];
  if (both(was, is).join(' ') === both(is, was).join(' ')) return [];
  return [{ kind: 'order-changed', before: was, after: is }];
}

function both(codes: readonly string[], others: readonly string[]): string[] {
  return codes.filter((code) => others.includes(code));
}

function inProfile(before: Profile, after: Profile): PlanDifference[] {
  const about = { kind: 'profile-changed' as const, ...called(after) };
  return changes(PROFILE_VALUES, before, after).map((change) => Object.assign(change, about));
}

function inTarget(before: Profile, after: Profile, activity: Activity): PlanDifference[] {
  const of = { ...called(after), activity };
  const [was, is] = [before, after].map(({ targets }) => targets.find((target) => target.activity === activity));
  if (was === undefined) return is === undefined ? [] : [{ kind: 'target-added', ...of, after: is }];
  if (is === undefined) return [{ kind: 'target-removed', ...of, before: was }];
  return TARGET_FIELDS.filter((field) => was[field] !== is[field]).map((field) =>
    Object.assign({ kind: 'target-changed' as const, field, before: was[field], after: is[field] }, of),
  );
}

function changes<Of, Field extends string>(
  values: Record<Field, (of: Of) => DifferenceValue>,
  before: Of,
  after: Of,
): Changed<Field>[] {
  return (Object.keys(values) as Field[])
    .map((field) => ({ field, before: values[field](before), after: values[field](after) }))
    .filter((change) => compared(change.before) !== compared(change.after));
}

function compared(value: DifferenceValue): string {
  return JSON.stringify(Array.isArray(value) ? value.map(String).toSorted() : value);
}

function called({ code, name }: Profile): OfProfile {
  return { profile: code, name };
}
