import type { LocalisedName } from '#libs/contracts';
import type { Isil } from '#libs/kernel';
import type { PlanVersion, Profile, Target } from './collection-plan.ts';
import { scopeInWords, sentenceOf, type Sentence } from './difference-words.ts';
import { planDifference } from './plan-difference.ts';
import { NETWORK } from './reference-list.ts';
import type { AgreedQuantity, StandingPlan, WithoutEffect } from './scenario-branch.ts';
import type { ScenarioChange } from './scenario-change.ts';

/** What changes are about, so that they can be told by name. */
export interface Named {
  readonly plan: PlanVersion;
  readonly agreements: ReadonlyMap<string, AgreedQuantity>;
  readonly standing: ReadonlyMap<string, StandingPlan>;
  readonly participants: ReadonlyMap<Isil, string>;
}

const DAYS = {
  nl: new Intl.DateTimeFormat('nl-NL', { dateStyle: 'long', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }),
};
const ACTIVITIES = {
  nl: { collect: 'verzamelen', manage: 'beheren', provide: 'beschikbaar stellen', preserve: 'bewaren' },
  en: { collect: 'collect', manage: 'manage', provide: 'provide', preserve: 'preserve' },
} as const;
type Language = keyof Sentence;

/** A change as sentences for people: what would be, not what is. */
export function changeInWords(change: ScenarioChange, named: Named): Sentence {
  return { nl: said(change, named, 'nl'), en: said(change, named, 'en') };
}

function said(change: ScenarioChange, named: Named, language: Language): string {
  const nl = language === 'nl';
  const coded = (code: string, name: LocalisedName | undefined): string => {
    const its = name === undefined ? undefined : ((language === 'en' ? name.en : undefined) ?? name.nl);
    return `${code}${its === undefined ? '' : ` (${its})`}`;
  };
  const profile = (code: string, name = named.plan.profiles.find((it) => it.code === code)?.name): string =>
    `${nl ? 'profiel' : 'profile'} ${coded(code, name)}`;
  const who = (isil: Isil): string => named.participants.get(isil) ?? isil;
  const day = (on: string): string => DAYS[language].format(new Date(on));
  switch (change.kind) {
    case 'target-set':
    case 'scope-set':
      return (
        planned(change, named.plan, language) ??
        `${capital(profile(change.profile))}: ${nl ? 'blijft zoals het is' : 'stays as it is'}.`
      );
    case 'target-removed':
      return nl
        ? `${capital(profile(change.profile))}: het streefniveau voor ${ACTIVITIES.nl[change.activity]} vervalt.`
        : `${capital(profile(change.profile))}: the target for ${ACTIVITIES.en[change.activity]} is removed.`;
    case 'reference-set': {
      const { measuredAgainst: code } = change;
      const about = capital(profile(change.profile));
      if (code === null)
        return nl ? `${about}: niveaus worden nergens aan gemeten.` : `${about}: levels are measured against nothing.`;
      const list = coded(code, named.plan.referenceLists.find((it) => it.code === code)?.name);
      const [aan, against] =
        code === NETWORK
          ? ['de titels in het netwerk', 'the titles in the network']
          : [`referentielijst ${list}`, `reference list ${list}`];
      return nl ? `${about}: niveaus worden gemeten aan ${aan}.` : `${about}: levels are measured against ${against}.`;
    }
    case 'profile-added': {
      const scope = scopeInWords(change.scope)[language];
      return `${capital(profile(change.profile, change.name))} ${nl ? 'komt erbij' : 'is added'}: ${scope}.`;
    }
    case 'profile-removed':
      return nl ? `${capital(profile(change.profile))} vervalt.` : `${capital(profile(change.profile))} is removed.`;
    case 'plan-accepted': {
      const plan = named.standing.get(change.acquisitionPlan);
      const name = plan === undefined ? change.acquisitionPlan : `‘${plan.name ?? plan.acquisitionPlan}’`;
      const of = plan === undefined ? '' : `${nl ? ' van ' : ' of '}${who(plan.participant)}`;
      return nl ? `Acquisitieplan ${name}${of} wordt goedgekeurd.` : `Acquisition plan ${name}${of} is accepted.`;
    }
    case 'agreement-ended': {
      const it = named.agreements.get(change.agreement);
      const of =
        it === undefined
          ? ` ${change.agreement}`
          : nl
            ? ` van ${who(it.participant)} over ${profile(it.profile)}, ${ACTIVITIES.nl[it.activity]}`
            : ` of ${who(it.participant)} on ${profile(it.profile)}, ${ACTIVITIES.en[it.activity]}`;
      return nl ? `De afspraak${of} eindigt op ${day(change.on)}.` : `The agreement${of} ends on ${day(change.on)}.`;
    }
    case 'agreement-added':
      return nl
        ? `${who(change.participant)} neemt ${profile(change.profile)}, ${ACTIVITIES.nl[change.activity]}, op zich op niveau ${change.level}, van ${day(change.from)} tot en met ${day(change.to)}.`
        : `${who(change.participant)} takes on ${profile(change.profile)}, ${ACTIVITIES.en[change.activity]}, at level ${change.level}, from ${day(change.from)} up to and including ${day(change.to)}.`;
    case 'participant-closed':
      return nl
        ? `${who(change.participant)} sluit; de laatste dag is ${day(change.on)}.`
        : `${who(change.participant)} closes; its last day is ${day(change.on)}.`;
    default: {
      const whose = change.participant === null ? '' : `${nl ? ' van ' : ' of '}${who(change.participant)}`;
      const where = change.profile === null ? '' : `${nl ? ' voor ' : ' for '}${profile(change.profile)}`;
      return nl
        ? `De toegezegde aantallen${whose}${where} gaan ${change.percent} % omlaag.`
        : `The quantities agreed${whose}${where} go down by ${change.percent} %.`;
    }
  }
}

/** A change of one profile, told as the difference that it makes. */
function planned(
  change: Extract<ScenarioChange, { kind: 'target-set' | 'scope-set' }>,
  plan: PlanVersion,
  language: Language,
): string | undefined {
  const before = plan.profiles.find(({ code }) => code === change.profile);
  if (before === undefined) return `${language === 'nl' ? 'Profiel' : 'Profile'} ${change.profile}.`;
  const only = (profile: Profile): PlanVersion => ({ ...plan, profiles: [profile] });
  const differences = planDifference(only(before), only(after(before, change)));
  return differences.length === 0 ? undefined : together(differences.map((it) => sentenceOf(it)[language]));
}

function after(profile: Profile, change: Extract<ScenarioChange, { kind: 'target-set' | 'scope-set' }>): Profile {
  if (change.kind === 'scope-set') return { ...profile, scope: change.scope };
  const { id: _id, kind: _kind, because: _because, profile: _profile, ...target } = change;
  const others: Target[] = profile.targets.filter(({ activity }) => activity !== target.activity);
  return { ...profile, targets: [...others, target] };
}

/** Sentences about the same in one: what they are about is said once. */
function together([first = '', ...others]: readonly string[]): string {
  const second = others[0] ?? '';
  const differs = Array.from(first).findIndex((_, place) => first[place] !== second[place]);
  const about = first.slice(0, differs).lastIndexOf(': ') + 2;
  const isAbout = (sentence: string): boolean => about > 1 && sentence.startsWith(first.slice(0, about));
  if (others.length === 0 || !others.every(isAbout)) return [first, ...others].join(' ');
  const rest = [first, ...others.map((sentence) => sentence.slice(about))];
  return `${rest.map((sentence) => sentence.replace(/\.$/, '')).join('; ')}.`;
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const LACKS: Readonly<Record<WithoutEffect, Sentence>> = {
  profile: {
    nl: 'Na de veranderingen hiervoor is er geen profiel met deze code.',
    en: 'After the changes before this one there is no profile of this code.',
  },
  'profile-there': {
    nl: 'Er is al een profiel met deze code.',
    en: 'There is a profile of this code already.',
  },
  'reference-list': {
    nl: 'De referentielijst staat niet in het geldende plan.',
    en: 'The plan in force does not have the reference list.',
  },
  target: {
    nl: 'Het profiel heeft voor deze activiteit geen streefniveau.',
    en: 'The profile has no target for this activity.',
  },
  agreement: { nl: 'De afspraak is er niet.', en: 'There is no such agreement.' },
  'acquisition-plan': {
    nl: 'Het acquisitieplan staat niet meer als ingediend.',
    en: 'The acquisition plan does not stand as submitted any more.',
  },
  participant: { nl: 'De deelnemer is niet bekend.', en: 'The participant is not known.' },
};

/** Why a change has no effect. */
export function withoutEffectInWords(lacks: WithoutEffect): Sentence {
  return LACKS[lacks];
}
