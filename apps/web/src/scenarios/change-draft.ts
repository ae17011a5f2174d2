import type { Activity } from '#libs/kernel';
import type { ClassificationRange, Scope, Target } from '../api/coverage.ts';
import type { Change, ChangeKind } from '../api/scenarios.ts';
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
  | 'audience';

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
  | { readonly range: string };

/** What is wrong with what was typed, by field. */
export function mistakesIn(kind: ChangeKind, draft: Draft): Partial<Record<Field, Wrong>> {
  const found = fieldsOf(kind).flatMap(({ field, optional }): [Field, Wrong][] => {
    const typed = (draft[field] ?? '').trim();
    if (typed === '') return optional ? [] : [[field, 'missing']];
    if (DAYS.has(field) && !isDay(typed)) return [[field, 'day']];
    if (field === 'to' && typed < (draft.from ?? '')) return [[field, 'endsFirst']];
    if (NUMBERS.has(field) && !/^\d{1,9}$/.test(typed)) return [[field, 'notANumber']];
    if (field === 'minimumRetained' && draft.activity !== 'preserve') return [[field, 'onlyPreserved']];
    if (PERCENTAGES.has(field) && !(Number(typed.replace(',', '.')) >= 1 && Number(typed.replace(',', '.')) <= 100)) {
      return [[field, 'notAPercentage']];
    }
    const range = field === 'classification' ? pieces(typed, '|').find((part) => rangeOf(part) === null) : undefined;
    return range === undefined ? [] : [[field, { range }]];
  });
  return Object.fromEntries(found);
}

/** The change that was typed, when nothing is wrong with it. */
export function changeOf(kind: ChangeKind, draft: Draft, id: string | undefined): Change {
  const values = fieldsOf(kind)
    .filter(({ field }) => !isOfScope(field))
    .map(({ field }) => [field, valueOf(field, (draft[field] ?? '').trim())] as const)
    .filter(([, value]) => value !== null);
  return {
    ...(id !== undefined && { id }),
    kind,
    because: draft.because?.trim() || null,
    ...Object.fromEntries(values),
    ...(kind === 'scope-set' && { scope: scopeIn(draft) }),
  };
}

/** A change as it would have been typed. */
export function draftOf(change: Change): Draft {
  const draft: Partial<Record<Field | 'because', string>> = { because: change.because ?? '' };
  for (const { field } of fieldsOf(change.kind)) {
    const value = change[field];
    if (typeof value === 'string') draft[field] = value;
    if (typeof value === 'number') draft[field] = String(field === 'overlapThreshold' ? value * 100 : value);
  }
  return change.scope === undefined ? draft : { ...draft, ...scopeAsTyped(change.scope) };
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

function isOfScope(field: Field): boolean {
  return SCOPE.some((it) => it === field);
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
