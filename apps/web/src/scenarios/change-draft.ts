import type { Activity } from '#libs/kernel';
import type { ClassificationRange, Localised, PlanProfile, Scope, Target } from '../api/coverage.ts';
import type { Change, ChangeKind } from '../api/scenarios.ts';
import { CODE } from '../collection-plan/code.ts';
import { isDay } from '../ui/day-text.ts';

export type Field =
  | 'profile'
  | 'activity'
  | 'participant'
  | 'level'
  | 'currentLevel'
  | 'minimumParticipants'
  | 'maximumParticipants'
  | 'minimumTitles'
  | 'minimumRetained'
  | 'overlapThreshold'
  | 'enoughHolders'
  | 'from'
  | 'to'
  | 'on'
  | 'titles'
  | 'copies'
  | 'agreement'
  | 'acquisitionPlan'
  | 'percent'
  | 'classification'
  | 'material'
  | 'language'
  | 'audience'
  | 'measuredAgainst'
  | 'code'
  | 'nameNl'
  | 'nameEn';

/** What is asked of a change, in order; `?` may be left empty. */
export const FIELDS: Readonly<Record<ChangeKind, readonly (Field | `${Field}?`)[]>> = {
  'target-set': [
    'profile',
    'activity',
    'level',
    'minimumParticipants?',
    'maximumParticipants?',
    'minimumTitles?',
    'minimumRetained?',
    'overlapThreshold?',
    'enoughHolders?',
  ],
  'target-removed': ['profile', 'activity'],
  'scope-set': ['profile', 'classification?', 'material?', 'language?', 'audience?'],
  'reference-set': ['profile', 'measuredAgainst?'],
  'profile-added': ['code', 'nameNl', 'nameEn?', 'classification?', 'material?', 'language?', 'audience?'],
  'profile-removed': ['profile'],
  'agreement-added': [
    'participant',
    'profile',
    'activity',
    'level',
    'currentLevel?',
    'from',
    'to',
    'titles?',
    'copies?',
  ],
  'agreement-ended': ['agreement', 'on'],
  'plan-accepted': ['acquisitionPlan'],
  'participant-closed': ['participant', 'on'],
  'quantities-cut': ['percent', 'participant?', 'profile?'],
};

export const DAYS: ReadonlySet<Field> = new Set(['from', 'to', 'on']);
const NUMBERS: ReadonlySet<Field> = new Set([
  'minimumParticipants',
  'maximumParticipants',
  'minimumTitles',
  'minimumRetained',
  'enoughHolders',
  'titles',
  'copies',
]);
const PERCENTAGES: ReadonlySet<Field> = new Set(['percent', 'overlapThreshold']);
const SCOPE = ['classification', 'material', 'language', 'audience'] as const;

/** A change as it is typed: lists with bars or commas between. */
export type Draft = Readonly<Partial<Record<Field | 'because', string>>>;

export function fieldsOf(kind: ChangeKind): { readonly field: Field; readonly optional: boolean }[] {
  return FIELDS[kind].map((it) => ({ field: it.replace('?', '') as Field, optional: it.endsWith('?') }));
}

export type Wrong =
  | 'missing'
  | 'notANumber'
  | 'notAPercentage'
  | 'endsFirst'
  | 'day'
  | 'onlyPreserved'
  | 'notACode'
  | 'codeTaken'
  | 'notALanguage'
  | 'emptyScope'
  | { readonly range: string };

/** What is wrong with what was typed, by field. No profile comes under a code that is taken. */
export function mistakesIn(
  kind: ChangeKind,
  draft: Draft,
  taken: ReadonlySet<string> = new Set(),
): Partial<Record<Field, Wrong>> {
  const found = fieldsOf(kind).flatMap(({ field, optional }): [Field, Wrong][] => {
    const typed = (draft[field] ?? '').trim();
    if (typed === '') return optional ? [] : [[field, 'missing']];
    if (DAYS.has(field) && !isDay(typed)) return [[field, 'day']];
    if (field === 'to' && typed < (draft.from ?? '')) return [[field, 'endsFirst']];
    if (NUMBERS.has(field) && !/^\d{1,9}$/.test(typed)) return [[field, 'notANumber']];
    if (field === 'code' && !CODE.test(typed)) return [[field, 'notACode']];
    if (field === 'code' && taken.has(typed)) return [[field, 'codeTaken']];
    if (field === 'language' && !pieces(typed, ',').every((part) => /^[a-z]{3}$/.test(part))) {
      return [[field, 'notALanguage']];
    }
    if (field === 'minimumRetained' && draft.activity !== 'preserve') return [[field, 'onlyPreserved']];
    if (PERCENTAGES.has(field) && !(Number(typed.replace(',', '.')) >= 1 && Number(typed.replace(',', '.')) <= 100)) {
      return [[field, 'notAPercentage']];
    }
    const range = field === 'classification' ? pieces(typed, '|').find((part) => rangeOf(part) === null) : undefined;
    return range === undefined ? [] : [[field, { range }]];
  });
  const unread = found.some(([field]) => field === 'classification');
  if (hasScope(kind) && !unread && Object.values(scopeIn(draft)).every((values) => values.length === 0)) {
    found.push(['classification', 'emptyScope']);
  }
  return Object.fromEntries(found);
}

/** The change that was typed, when nothing is wrong with it. */
export function changeOf(kind: ChangeKind, draft: Draft, id: string | undefined): Change {
  const values = fieldsOf(kind)
    .filter(({ field }) => !isApart(field))
    .map(({ field }) => [field, valueOf(field, (draft[field] ?? '').trim())] as const)
    .filter(([, value]) => value !== null);
  return {
    ...(id !== undefined && { id }),
    kind,
    because: draft.because?.trim() || null,
    ...Object.fromEntries(values),
    ...(kind === 'reference-set' && { measuredAgainst: draft.measuredAgainst || null }),
    ...(kind === 'profile-added' && { profile: (draft.code ?? '').trim(), name: nameIn(draft) }),
    ...(hasScope(kind) && { scope: scopeIn(draft) }),
  };
}

function nameIn(draft: Draft): Localised {
  const [nl, en] = [draft.nameNl, draft.nameEn].map((name) => (name ?? '').trim()) as [string, string];
  return en === '' ? { nl } : { nl, en };
}

/** A change as it would have been typed. */
export function draftOf(change: Change): Draft {
  const draft: Partial<Record<Field | 'because', string>> = { because: change.because ?? '' };
  for (const { field } of fieldsOf(change.kind)) {
    const value = change[field];
    if (typeof value === 'string') draft[field] = value;
    if (typeof value === 'number') draft[field] = String(field === 'overlapThreshold' ? value * 100 : value);
  }
  const { profile, name, scope } = change;
  return {
    ...draft,
    ...(change.kind === 'profile-added' && { code: profile ?? '', nameNl: name?.nl ?? '', nameEn: name?.en ?? '' }),
    ...(scope !== undefined && scopeAsTyped(scope)),
  };
}

/** The profiles that a change can be about after these, as they say it: those of the plan, and those that come. */
export function profilesAfter(plan: readonly PlanProfile[], changes: readonly Change[]): PlanProfile[] {
  const known = new Set(plan.map(({ code }) => code));
  const added = changes.flatMap(({ kind, profile, name, scope }): PlanProfile[] => {
    if (kind !== 'profile-added' || !profile || name === undefined || known.has(profile)) return [];
    known.add(profile);
    return [{ code: profile, name, targets: [], measuredAgainst: null, ...(scope !== undefined && { scope }) }];
  });
  return [...plan, ...added];
}

/** The codes that profiles have after these changes. */
export function codesAfter(plan: readonly PlanProfile[], changes: readonly Change[]): Set<string> {
  const codes = new Set(plan.map(({ code }) => code));
  for (const { kind, profile } of changes) {
    if (kind === 'profile-added' && profile) codes.add(profile);
    if (kind === 'profile-removed' && profile) codes.delete(profile);
  }
  return codes;
}

/** What a profile asks for an activity now, as it would be typed: one changes some of it. */
export function targetAsTyped(targets: readonly Target[], activity: Activity): Draft {
  const target = targets.find((it) => it.activity === activity);
  return {
    level: target?.level ?? '',
    minimumParticipants: text(target?.minimum),
    maximumParticipants: text(target?.maximum),
    minimumTitles: text(target?.titles),
    minimumRetained: text(target?.retained),
    overlapThreshold: target?.overlapThreshold == null ? '' : text(Math.round(target.overlapThreshold * 1000) / 10),
    enoughHolders: text(target?.enoughHolders),
  };
}

function text(value: number | null | undefined): string {
  return value === null || value === undefined ? '' : String(value);
}

export function scopeAsTyped({ classification, material, language, audience }: Scope): Draft {
  return {
    classification: classification.map(rangeAsTyped).join(' | '),
    material: material.join(','),
    language: language.join(', '),
    audience: audience.join(','),
  };
}

function scopeIn(draft: Draft): Scope {
  return {
    classification: pieces(draft.classification ?? '', '|').flatMap((part) => rangeOf(part) ?? []),
    material: pieces(draft.material ?? '', ',') as Scope['material'][number][],
    language: pieces(draft.language ?? '', ','),
    audience: pieces(draft.audience ?? '', ',') as Scope['audience'][number][],
  };
}

function hasScope(kind: ChangeKind): boolean {
  return kind === 'scope-set' || kind === 'profile-added';
}

/** Whether a field is sent as a part of something else, or also when it is empty. */
function isApart(field: Field): boolean {
  return [...SCOPE, 'measuredAgainst', 'code', 'nameNl', 'nameEn'].includes(field);
}

function valueOf(field: Field, typed: string): string | number | null {
  if (typed === '') return null;
  if (field === 'overlapThreshold') return Number(typed.replace(',', '.')) / 100;
  return NUMBERS.has(field) || PERCENTAGES.has(field) ? Number(typed.replace(',', '.')) : typed;
}

export function pieces(list: string, between: string): string[] {
  return list
    .split(between)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function rangeOf(part: string): ClassificationRange | null {
  const [, scheme, rest] = /^([a-z]+):\s*(\S.*)$/i.exec(part) ?? [];
  if (scheme === undefined || rest === undefined) return null;
  const of = scheme.toLowerCase();
  if (rest.endsWith('*')) return { scheme: of, prefix: rest.slice(0, -1) };
  const [from, to] = rest.split('..');
  if (from !== undefined && to !== undefined) return { scheme: of, from: from.trim(), to: to.trim() };
  return { scheme: of, notation: rest };
}

function rangeAsTyped({ scheme, prefix, notation, from, to }: ClassificationRange): string {
  if (prefix !== undefined) return `${scheme}:${prefix}*`;
  return `${scheme}:${notation ?? `${from}..${to}`}`;
}
