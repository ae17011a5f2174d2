import { type Activity, compareLevels, type Level } from '#libs/kernel';
import type { Scope } from '#libs/scopes';
import type { Target } from './collection-plan.ts';
import type { AgreementKind } from './network-agreement.ts';
import { wayOf } from './crosswalk-text.ts';
import {
  type AgreementField,
  type CrosswalkDifference,
  type DifferenceValue,
  type ListDifference,
  type ListField,
  type PlanDifference,
  type PlanField,
  type ProfileField,
  rangeText,
  TARGET_FIELDS,
  type TargetField,
} from './plan-difference.ts';

/** A sentence in both languages of the users. */
export interface Sentence {
  readonly nl: string;
  readonly en: string;
}

type Words<Key extends string> = Readonly<Record<Key, Sentence>>;
type Language = keyof Sentence;

const PLAN_FIELDS: Words<PlanField> = {
  plan: { nl: 'De code van het plan', en: 'The code of the plan' },
  title: { nl: 'De titel', en: 'The title' },
  from: { nl: 'De eerste dag', en: 'The first day' },
  to: { nl: 'De laatste dag', en: 'The last day' },
  levelBands: { nl: 'De ondergrenzen van de gemeten niveaus (%)', en: 'The lower bounds of the measured levels (%)' },
};
const PROFILE_FIELDS: Words<ProfileField> = {
  'name.nl': { nl: 'de naam', en: 'the Dutch name' },
  'name.en': { nl: 'de Engelse naam', en: 'the English name' },
  classification: { nl: 'de indeling', en: 'the classification' },
  material: { nl: 'het materiaal', en: 'the material' },
  language: { nl: 'de taal', en: 'the language' },
  audience: { nl: 'de doelgroep', en: 'the audience' },
  measuredAgainst: { nl: 'waaraan niveaus worden gemeten', en: 'what levels are measured against' },
};
const TARGETS: Words<TargetField> = {
  level: { nl: 'het niveau', en: 'the level' },
  minimumParticipants: { nl: 'het minimum aantal deelnemers', en: 'the least number of participants' },
  maximumParticipants: { nl: 'het maximum aantal deelnemers', en: 'the greatest number of participants' },
  minimumTitles: { nl: 'het minimum aantal titels', en: 'the least number of titles' },
  minimumRetained: {
    nl: 'het minimum aantal bewaarde exemplaren per titel',
    en: 'the least number of retained copies of a title',
  },
  overlapThreshold: { nl: 'de grens voor overlap in bezit', en: 'the limit of overlap in holdings' },
  enoughHolders: { nl: 'hoeveel bezitters genoeg zijn', en: 'how many holders are enough' },
};
const AGREEMENT_FIELDS: Words<AgreementField> = {
  cluster: { nl: 'de cluster', en: 'the cluster' },
  kind: { nl: 'de soort', en: 'the kind' },
  text: { nl: 'de tekst', en: 'the text' },
  opgaven: { nl: 'de opgaven', en: 'the societal goals' },
  'measuredBy.flags': { nl: 'de signaleringen die haar meten', en: 'the flags that measure it' },
  'measuredBy.profiles': { nl: 'de profielen waarvan signaleringen tellen', en: 'the profiles whose flags count' },
  'measuredBy.activity': { nl: 'de activiteit waarvan signaleringen tellen', en: 'the activity whose flags count' },
  actions: { nl: 'de acties', en: 'the actions' },
};
const LIST_FIELDS: Words<Exclude<ListField, 'titles'>> = {
  'name.nl': { nl: 'de naam', en: 'the Dutch name' },
  'name.en': { nl: 'de Engelse naam', en: 'the English name' },
};
const AGREEMENT_KINDS: Words<AgreementKind> = {
  legal: { nl: 'wettelijk', en: 'legal' },
  normative: { nl: 'normatief', en: 'normative' },
  running: { nl: 'lopend', en: 'running' },
  'action-needed': { nl: 'actie nodig', en: 'action needed' },
};
const ACTIVITIES: Words<Activity> = {
  collect: { nl: 'verzamelen', en: 'collect' },
  manage: { nl: 'beheren', en: 'manage' },
  provide: { nl: 'beschikbaar stellen', en: 'provide' },
  preserve: { nl: 'bewaren', en: 'preserve' },
};
const ANY = { nl: 'alles', en: 'anything' };

/** A difference between two versions of a plan, as a sentence for people. */
export function sentenceOf(it: PlanDifference): Sentence {
  return { nl: said(it, 'nl'), en: said(it, 'en') };
}

/** Which titles a profile takes, facet by facet; what it leaves open is not told. */
export function scopeInWords({ classification, material, language, audience }: Scope): Sentence {
  const facets = { classification: classification.map(rangeText), material, language, audience };
  const told = (words: Language): string =>
    (['classification', 'material', 'language', 'audience'] as const)
      .filter((facet) => facets[facet].length > 0)
      .map((facet) => `${withoutArticle(PROFILE_FIELDS[facet][words])} ${facets[facet].join(', ')}`)
      .join('; ');
  return { nl: told('nl'), en: told('en') };
}

function withoutArticle(words: string): string {
  return words.replace(/^(het|de|the) /, '');
}

function said(it: PlanDifference, language: Language): string {
  const nl = language === 'nl';
  const subject = subjectOf(it, language);
  switch (it.kind) {
    case 'plan-changed':
      return wasAndIs(PLAN_FIELDS[it.field][language], it.before, it.after, language);
    case 'order-changed':
      return `${nl ? 'De volgorde van de profielen is nu' : 'The order of the profiles is now'}: ${it.after.join(', ')}.`;
    case 'profile-removed':
      return nl ? `${subject} is vervallen.` : `${subject} was removed.`;
    case 'profile-added':
      return `${subject} ${nl ? 'is nieuw' : 'is new'}${wanted(it.after.targets, language)}.`;
    case 'profile-changed':
      return Array.isArray(it.before) && Array.isArray(it.after)
        ? `${subject}: ${cameAndWent(PROFILE_FIELDS[it.field][language], it.before, it.after, language)}.`
        : wasAndIs(`${subject}: ${PROFILE_FIELDS[it.field][language]}`, it.before, it.after, language);
    case 'target-removed':
      return `${subject}: ${nl ? 'het streefniveau is vervallen' : 'the target was removed'} (${asked(it.before, language)}).`;
    case 'target-added':
      return `${subject}: ${nl ? 'er is nu een streefniveau' : 'there is a target now'} (${asked(it.after, language)}).`;
    case 'target-changed':
      return `${subject}: ${targetChange(it, language)}.`;
    case 'agreement-removed':
      return nl ? `${subject} is vervallen: ‘${it.before.text}’.` : `${subject} was removed: ‘${it.before.text}’.`;
    case 'agreement-added':
      return `${subject} ${nl ? 'is nieuw' : 'is new'}: ‘${it.after.text}’.`;
    case 'agreement-changed':
      return agreementChange(subject, it, language);
    case 'list-removed':
    case 'list-added':
    case 'list-changed':
      return listChange(it, language);
    default:
      return crosswalkChange(it, language);
  }
}

/** What came or went of many is named as far as a sentence carries it. */
const NAMED = 5;

function listChange(it: ListDifference, language: Language): string {
  const nl = language === 'nl';
  const list = `${nl ? 'Referentielijst' : 'Reference list'} ${it.list}`;
  const count = (titles: number): string =>
    `${NUMBERS[language].format(titles)} ${nl ? (titles === 1 ? 'titel' : 'titels') : titles === 1 ? 'title' : 'titles'}`;
  if (it.kind === 'list-added') {
    const { name, titles } = it.after;
    return nl
      ? `${list} (${name.nl}) is nieuw: ${count(titles.length)}.`
      : `${list} (${name.en ?? name.nl}) is new: ${count(titles.length)}.`;
  }
  if (it.kind === 'list-removed') {
    const { length } = it.before.titles;
    return nl ? `${list} is vervallen: het waren ${count(length)}.` : `${list} was removed: it had ${count(length)}.`;
  }
  if (it.field !== 'titles')
    return wasAndIs(`${list}: ${LIST_FIELDS[it.field][language]}`, it.before, it.after, language);
  const [was, is] = [it.before, it.after] as [readonly string[], readonly string[]];
  return `${list}: ${cameAndWentOf(was, is, count, (line) => line.replace(';', ' '), language)}.`;
}

/** So many came and went of many, some of them by name. */
function cameAndWentOf(
  before: readonly string[],
  after: readonly string[],
  count: (some: number) => string,
  named: (one: string) => string,
  language: Language,
): string {
  const nl = language === 'nl';
  const [was, is] = [new Set(before), new Set(after)];
  const part = (some: readonly string[], what: string): string[] => {
    if (some.length === 0) return [];
    const more = some.length > NAMED ? ', …' : '';
    return [`${count(some.length)} ${what} (${some.slice(0, NAMED).map(named).join(', ')}${more})`];
  };
  return [
    ...part([...is.difference(was)], nl ? 'erbij' : 'added'),
    ...part([...was.difference(is)], nl ? 'eraf' : 'removed'),
  ].join('; ');
}

function crosswalkChange(it: CrosswalkDifference, language: Language): string {
  const nl = language === 'nl';
  const crosswalk = `${nl ? 'De concordantie' : 'The crosswalk'} ${wayOf(it)}`;
  const count = (rules: number): string =>
    `${NUMBERS[language].format(rules)} ${nl ? (rules === 1 ? 'regel' : 'regels') : rules === 1 ? 'rule' : 'rules'}`;
  if (it.kind === 'crosswalk-added')
    return nl ? `${crosswalk} is nieuw: ${count(it.after.length)}.` : `${crosswalk} is new: ${count(it.after.length)}.`;
  if (it.kind === 'crosswalk-removed')
    return nl
      ? `${crosswalk} is vervallen: het waren ${count(it.before.length)}.`
      : `${crosswalk} was removed: it had ${count(it.before.length)}.`;
  return `${crosswalk}: ${cameAndWentOf(it.before, it.after, count, ruleNamed, language)}.`;
}

function ruleNamed(rule: string): string {
  return rule.replace('..', '–').replace(';', ' → ');
}

type AgreementChange = Extract<PlanDifference, { readonly kind: 'agreement-changed' }>;

function agreementChange(subject: string, { field, before, after }: AgreementChange, language: Language): string {
  const what = AGREEMENT_FIELDS[field][language];
  if (Array.isArray(before) && Array.isArray(after)) {
    const nothing = language === 'nl' ? 'geen' : 'none';
    return `${subject}: ${cameAndWent(what, before, after, language, nothing)}.`;
  }
  const [was, is] = [before, after].map((value) =>
    field === 'kind' ? AGREEMENT_KINDS[value as AgreementKind][language] : value,
  ) as [DifferenceValue, DifferenceValue];
  return wasAndIs(`${subject}: ${what}`, was, is, language);
}

function subjectOf(it: PlanDifference, language: Language): string {
  if ('agreement' in it) return `${language === 'nl' ? 'Netwerkafspraak' : 'Network agreement'} ${it.agreement}`;
  if (!('profile' in it)) return '';
  const name = (language === 'en' ? it.name.en : undefined) ?? it.name.nl;
  const profile = `${language === 'nl' ? 'Profiel' : 'Profile'} ${it.profile} (${name})`;
  return 'activity' in it ? `${profile}, ${ACTIVITIES[it.activity][language]}` : profile;
}

function wanted(targets: readonly Target[], language: Language): string {
  if (targets.length === 0) return language === 'nl' ? ', zonder streefniveaus' : ', without targets';
  const each = targets.map((target) => `${ACTIVITIES[target.activity][language]}: ${asked(target, language)}`);
  return `: ${each.join('; ')}`;
}

/** What a target asks, without what it leaves open. */
function asked(target: Target, language: Language): string {
  return TARGET_FIELDS.filter((field) => target[field] !== null)
    .map((field) => `${withoutArticle(TARGETS[field][language])} ${shown(target[field], language, field)}`)
    .join(', ');
}

type TargetChange = Extract<PlanDifference, { readonly kind: 'target-changed' }>;

function targetChange({ field, before, after }: TargetChange, language: Language): string {
  const nl = language === 'nl';
  const what = TARGETS[field][language];
  const [was, is] = [shown(before, language, field), shown(after, language, field)];
  if (after === null) return nl ? `${what} (${was}) vervalt` : `${what} (${was}) is not asked any more`;
  if (before === null) return nl ? `nieuw is ${what}: ${is}` : `new is ${what}: ${is}`;
  const up = field === 'level' ? compareLevels(after as Level, before as Level) > 0 : Number(after) > Number(before);
  return nl
    ? `${what} gaat ${up ? 'omhoog' : 'omlaag'} van ${was} naar ${is}`
    : `${what} goes ${up ? 'up' : 'down'} from ${was} to ${is}`;
}

/** A facet that names nothing takes anything. */
function cameAndWent(
  what: string,
  before: readonly unknown[],
  after: readonly unknown[],
  language: Language,
  nothing = ANY[language],
): string {
  const nl = language === 'nl';
  const [was, is] = [before.map(String), after.map(String)];
  if (was.length === 0 || is.length === 0) {
    const [first, then] = [was, is].map((some) => (some.length === 0 ? nothing : some.join(', ')));
    return nl ? `${what} was ${first} en is nu ${then}` : `${what} was ${first} and is now ${then}`;
  }
  const came = is.filter((value) => !was.includes(value));
  const went = was.filter((value) => !is.includes(value));
  const parts = [
    ...(came.length === 0 ? [] : [`${nl ? 'erbij komt' : 'added'} ${came.join(', ')}`]),
    ...(went.length === 0 ? [] : [`${nl ? 'eraf gaat' : 'removed'} ${went.join(', ')}`]),
  ];
  return `${what}: ${parts.join('; ')}`;
}

function wasAndIs(what: string, before: DifferenceValue, after: DifferenceValue, language: Language): string {
  const [was, is] = [quoted(before, language), quoted(after, language)];
  return language === 'nl' ? `${what} was ${was} en is nu ${is}.` : `${what} was ${was} and is now ${is}.`;
}

function quoted(value: DifferenceValue, language: Language): string {
  if (value === null) return language === 'nl' ? 'niet opgegeven' : 'not given';
  if (Array.isArray(value)) return value.join(', ');
  return typeof value === 'string' && !/^\d{4}-\d{2}-\d{2}$/.test(value) ? `‘${value}’` : shown(value, language);
}

const DAYS = {
  nl: new Intl.DateTimeFormat('nl-NL', { dateStyle: 'long', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }),
};
const NUMBERS = { nl: new Intl.NumberFormat('nl-NL'), en: new Intl.NumberFormat('en-GB') };

function shown(value: DifferenceValue, language: Language, field?: TargetField): string {
  if (field === 'overlapThreshold') return `${NUMBERS[language].format(Number(value) * 100)} %`;
  if (typeof value === 'number') return NUMBERS[language].format(value);
  const text = String(value);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? DAYS[language].format(new Date(text)) : text;
}
