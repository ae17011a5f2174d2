import type { Fact } from '#libs/contracts';
import { parse } from 'yaml';
import type { PlanContent } from '../src/model/collection-plan.ts';
import { readPlan } from '../src/model/plan-text.ts';
import { PLANS } from './histories.ts';

/** Participants, titles, profiles, what events are about, and languages, as the histories write them. */
const NAMES =
  /NL-080000000(?<participant>\d)|30{17}(?<title>\d)|(?<about>\d{8})-0000-4000|"(?<profile>muziek|natuur|jeugd|elders)"|"language":"(?<language>dut|eng)"/g;

interface PlanText {
  readonly profiles: readonly {
    readonly code: string;
    readonly scope: { readonly language?: string };
    readonly measuredAgainst?: string;
  }[];
  readonly referenceLists: readonly { readonly code: string; readonly titles: string }[];
}

function planIn(plan: number): PlanText {
  return parse(PLANS[plan]!) as PlanText;
}

/**
 * Where a history happens that has nothing in common with those beside it but the service and the day: its participants,
 * titles and profiles are its own, and so are its languages, by which its profiles cover no title of another.
 */
export class World {
  constructor(private readonly number: number) {}

  /** What a history tells, as it is told here. */
  fact<F extends Fact>(fact: F): F {
    const text = JSON.stringify(fact).replaceAll(NAMES, (...found) => this.named(found.at(-1) as Groups));
    return (fact.constructor as unknown as { of(data: unknown): F }).of(JSON.parse(text));
  }

  private named({ participant, title, about, profile, language }: Groups): string {
    if (participant !== undefined) return `NL-08${String(this.number).padStart(7, '0')}${participant}`;
    if (title !== undefined) return `3${String(this.number).padStart(17, '0')}${title}`;
    if (about !== undefined) return `${about}-${String(this.number).padStart(4, '0')}-4000`;
    return profile === undefined ? `"language":"${this.language(language!)}"` : `"${this.code(profile)}"`;
  }

  /** The profiles of a plan, as they are here. */
  profiles(plan: number): object[] {
    return planIn(plan).profiles.map((profile) => {
      const { language } = profile.scope;
      const { measuredAgainst: against } = profile;
      const languages = language === undefined ? ['dut', 'eng'] : [language];
      const scope = Object.assign({}, profile.scope, { language: languages.map((it) => this.language(it)) });
      return Object.assign(
        {},
        profile,
        { code: this.code(profile.code), scope },
        against !== undefined && {
          measuredAgainst: against === 'network' ? against : this.code(against),
        },
      );
    });
  }

  /** The reference lists of a plan, of the titles here. */
  lists(plan: number): object[] {
    return planIn(plan).referenceLists.map((list) =>
      Object.assign({}, list, {
        code: this.code(list.code),
        titles: list.titles.replaceAll('ocn:', `ocn:${this.number}`),
      }),
    );
  }

  private code(profile: string): string {
    return `${profile}-${this.number}`;
  }

  /** Any three letters are a language, as far as scopes go. */
  private language(name: string): string {
    const letters = [Math.floor(this.number / 26) % 26, this.number % 26].map((at) => String.fromCodePoint(97 + at));
    return name[0]! + letters.join('');
  }
}

type Groups = Readonly<Record<'participant' | 'title' | 'about' | 'profile' | 'language', string | undefined>>;

/** One of the two plans, with the profiles and lists of these worlds; `version` tells it from the same plan before. */
export function planText(plan: number, worlds: readonly World[], version: number): string {
  const text = parse(PLANS[plan]!) as object;
  const profiles = worlds.flatMap((world) => world.profiles(plan));
  const referenceLists = worlds.flatMap((world) => world.lists(plan));
  return `${JSON.stringify({ ...text, profiles, referenceLists })}\n# ${version}\n`;
}

/** What a world knows of that plan: what all have, and its own profiles. */
export function planHere(plan: number, world: World): PlanContent {
  return readPlan(planText(plan, [world], 0));
}
