import type { Activity } from '#libs/kernel';

export const CONVENANT_LANGUAGES = ['nl', 'en'] as const;
export type ConvenantLanguage = (typeof CONVENANT_LANGUAGES)[number];

/** What the joint agreement says around its lines. */
export interface ConvenantWords {
  /** As PDF and HTML name it (BCP 47). */
  readonly locale: string;
  readonly title: (plan: string) => string;
  readonly about: (from: string, to: string) => string;
  readonly made: (day: string) => string;
  readonly sums: (lines: number, participants: number) => string;
  readonly none: string;
  readonly page: (number: number, of: number) => string;
  readonly columns: readonly [string, string, string, string, string, string, string];
  readonly activity: Record<Activity, string>;
  readonly until: (from: string, to: string) => string;
  readonly indefinite: string;
}

export const CONVENANT_WORDS: Record<ConvenantLanguage, ConvenantWords> = {
  nl: {
    locale: 'nl-NL',
    title: (plan) => `Convenant bij ${plan}`,
    about: (from, to) => `De afspraken tussen de deelnemers over de periode van ${from} tot en met ${to}.`,
    made: (day) => `Opgemaakt op ${day}. AC is het niveau dat is toegezegd, GL het niveau dat wordt nagestreefd.`,
    sums: (lines, participants) => `Afspraken: ${lines}. Deelnemers: ${participants}.`,
    none: 'Voor deze periode zijn nog geen afspraken gemaakt.',
    page: (number, of) => `Pagina ${number} van ${of}`,
    columns: ['Profiel', 'Activiteit', 'AC', 'GL', 'Titels / exemplaren', 'Bewaren tot en met', 'Periode'],
    activity: { collect: 'verzamelen', manage: 'beheren', provide: 'beschikbaar stellen', preserve: 'bewaren' },
    until: (from, to) => `${from} t/m ${to}`,
    indefinite: 'onbeperkt',
  },
  en: {
    locale: 'en-GB',
    title: (plan) => `Joint agreement under ${plan}`,
    about: (from, to) => `What the participants agreed for the period from ${from} to ${to}.`,
    made: (day) => `Made on ${day}. AC is the level that is committed to, GL the level that is aimed for.`,
    sums: (lines, participants) => `Agreements: ${lines}. Participants: ${participants}.`,
    none: 'Nothing has been agreed for this period yet.',
    page: (number, of) => `Page ${number} of ${of}`,
    columns: ['Profile', 'Activity', 'AC', 'GL', 'Titles / copies', 'Kept until', 'Period'],
    activity: { collect: 'collect', manage: 'manage', provide: 'provide', preserve: 'preserve' },
    until: (from, to) => `${from} to ${to}`,
    indefinite: 'indefinitely',
  },
};
