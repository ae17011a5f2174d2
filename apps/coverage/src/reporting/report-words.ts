import type { FlagKind } from '#libs/contracts';
import type { Activity } from '#libs/kernel';

export const REPORT_LANGUAGES = ['nl', 'en'] as const;
export type ReportLanguage = (typeof REPORT_LANGUAGES)[number];

/** What any report says around its tables. */
export interface FileWords {
  /** As PDF and HTML name it (BCP 47). */
  readonly locale: string;
  readonly none: string;
  readonly page: (number: number, of: number) => string;
  readonly about: string;
}

/** What a coverage report says around its figures. */
export interface ReportWords extends FileWords {
  readonly title: (plan: string) => string;
  readonly period: (from: string, to: string) => string;
  readonly made: (madeOn: string, on: string) => string;
  readonly known: (since: string) => string;
  readonly met: (profiles: number, of: number) => string;
  readonly uncertain: (unclassified: string) => string;
  readonly crosswalks: (ways: readonly string[], version: number, adoptedOn: string | null) => string;
  readonly way: (from: string, to: string, rules: number) => string;
  readonly translated: (titles: string) => string;
  readonly noCrosswalk: string;
  readonly method: string;
  readonly listed: (count: number) => string;
  readonly aboutColumns: readonly [string];
  readonly profiles: string;
  readonly profileColumns: readonly string[];
  readonly kinds: string;
  readonly kindColumns: readonly string[];
  readonly participants: string;
  readonly participantColumns: readonly string[];
  readonly open: string;
  readonly openColumns: readonly string[];
  readonly activity: Readonly<Record<Activity, string>>;
  readonly severity: Readonly<Record<'high' | 'medium' | 'low', string>>;
  readonly kind: Readonly<Record<FlagKind, string>>;
  readonly nobody: string;
  readonly never: string;
}

export const REPORT_WORDS: Readonly<Record<ReportLanguage, ReportWords>> = {
  nl: {
    locale: 'nl-NL',
    title: (plan) => `Dekkingsrapport bij ${plan}`,
    period: (from, to) => `Over de periode van ${from} tot en met ${to}.`,
    made: (madeOn, on) =>
      `Opgemaakt op ${madeOn}. Afspraken en titels zijn die van ${on}; de open signaleringen die van de dag van opmaken.`,
    known: (since) =>
      `Titels worden per dag bewaard; wat er in deze periode bij kwam en af ging, is volledig bekend vanaf de dag na ${since}. Van een deelnemer is het bekend vanaf de dag na de eerste levering.`,
    met: (profiles, of) => `In ${profiles} van de ${of} profielen is geen lacune open.`,
    uncertain: (unclassified) =>
      `Onzekerheid: ${unclassified} titels vallen in geen enkel profiel, omdat zij geen classificatie hebben of een andere. Van elke deelnemer staat erbij van wanneer de gegevens zijn.`,
    crosswalks: (ways, version, adoptedOn) =>
      `Concordanties die het plan gebruikt: ${ways.join('; ')}. Zij horen bij versie ${version} van het plan${adoptedOn === null ? '' : `, vastgesteld op ${adoptedOn}`}; waar hun regels vandaan komen, legt het plan niet vast.`,
    way: (from, to, rules) => `van ${from} naar ${to} (${rules} ${rules === 1 ? 'regel' : 'regels'})`,
    translated: (titles) =>
      `Onzekerheid: ${titles} titels vallen alleen via een concordantie in een profiel, omdat zij zelf geen code hebben in de indeling van dat profiel. Per profiel staat erbij hoeveel dat er op de dag van opmaken zijn.`,
    noCrosswalk:
      'Het plan gebruikt geen concordantie: titels tellen in een profiel alleen mee met de codes die zij zelf hebben.',
    method:
      'Een signalering wordt gemeld zodra de voorwaarde geldt, en opgelost zodra die niet meer geldt. Bij een nieuwe versie van het plan beginnen de signaleringen opnieuw.',
    listed: (count) => `De ${count} ernstigste open signaleringen.`,
    none: 'Er is niets te melden.',
    page: (number, of) => `Pagina ${number} van ${of}`,
    about: 'Over dit rapport',
    aboutColumns: ['Over dit rapport'],
    profiles: 'Profielen',
    profileColumns: [
      'Profiel',
      'Activiteit',
      'Streefniveau',
      'Deelnemers',
      'Verantwoordelijk',
      'Titels',
      'Via concordantie',
      'Toegevoegd',
      'Afgevoerd',
      'Lacunes',
    ],
    kinds: 'Signaleringen per soort',
    kindColumns: ['Soort', 'Aan het begin open', 'Gemeld', 'Opgelost', 'Aan het eind open'],
    participants: 'Deelnemers',
    participantColumns: [
      'Deelnemer',
      'ISIL',
      'Gegevens van',
      'Afspraken',
      'Profielen',
      'Toegevoegd',
      'Afgevoerd',
      'Open signaleringen',
    ],
    open: 'Open signaleringen',
    openColumns: ['Profiel', 'Soort', 'Ernst', 'Activiteit', 'Deelnemers', 'Sinds'],
    activity: { collect: 'verzamelen', manage: 'beheren', provide: 'beschikbaar stellen', preserve: 'bewaren' },
    severity: { high: 'ernstig', medium: 'matig', low: 'licht' },
    kind: {
      'gap.unowned': 'Niemand verantwoordelijk',
      'gap.level': 'Niveau te laag',
      'gap.redundancy': 'Te weinig deelnemers',
      'gap.volume': 'Te weinig titels',
      'gap.undelivered': 'Aanschaf blijft achter',
      'gap.preservation': 'Te weinig bewaard',
      'gap.upcoming': 'Lacune verwacht',
      'risk.single-holder': 'Hangt aan één deelnemer',
      'risk.last-copy': 'Laatste exemplaar gaat weg',
      'risk.level-mismatch': 'Niveau wijkt af van bezit',
      'overlap.responsibility': 'Te veel deelnemers',
      'overlap.planned-title': 'Titel dubbel gepland',
      'overlap.holdings': 'Bezit overlapt',
    },
    nobody: 'niemand',
    never: 'nog niets geleverd',
  },
  en: {
    locale: 'en-GB',
    title: (plan) => `Coverage report under ${plan}`,
    period: (from, to) => `For the period from ${from} to ${to}.`,
    made: (madeOn, on) =>
      `Made on ${madeOn}. Agreements and titles are those of ${on}; open flags those of the day of making.`,
    known: (since) =>
      `Titles are kept by day; what was added and withdrawn in this period is known in full from the day after ${since} on. Of a participant it is known from the day after its first delivery on.`,
    met: (profiles, of) => `In ${profiles} of the ${of} profiles no gap is open.`,
    uncertain: (unclassified) =>
      `Uncertainty: ${unclassified} titles fall in no profile, because they have no classification or another one. For each participant it is told of when its data is.`,
    crosswalks: (ways, version, adoptedOn) =>
      `Crosswalks that the plan uses: ${ways.join('; ')}. They belong to version ${version} of the plan${adoptedOn === null ? '' : `, adopted on ${adoptedOn}`}; where their rules come from the plan does not record.`,
    way: (from, to, rules) => `from ${from} to ${to} (${rules} ${rules === 1 ? 'rule' : 'rules'})`,
    translated: (titles) =>
      `Uncertainty: ${titles} titles fall in a profile by a crosswalk alone, because they have no code of their own in the classification of that profile. For each profile it is told how many that are on the day of making.`,
    noCrosswalk: 'The plan uses no crosswalk: titles count in a profile with the codes that they have themselves only.',
    method:
      'A flag is raised as soon as its condition holds, and cleared as soon as it no longer does. With a new version of the plan the flags begin anew.',
    listed: (count) => `The ${count} most severe open flags.`,
    none: 'There is nothing to report.',
    page: (number, of) => `Page ${number} of ${of}`,
    about: 'About this report',
    aboutColumns: ['About this report'],
    profiles: 'Profiles',
    profileColumns: [
      'Profile',
      'Activity',
      'Target level',
      'Participants',
      'Responsible',
      'Titles',
      'By crosswalk',
      'Added',
      'Withdrawn',
      'Gaps',
    ],
    kinds: 'Flags by kind',
    kindColumns: ['Kind', 'Open at the start', 'Raised', 'Cleared', 'Open at the end'],
    participants: 'Participants',
    participantColumns: [
      'Participant',
      'ISIL',
      'Data of',
      'Agreements',
      'Profiles',
      'Added',
      'Withdrawn',
      'Open flags',
    ],
    open: 'Open flags',
    openColumns: ['Profile', 'Kind', 'Severity', 'Activity', 'Participants', 'Since'],
    activity: { collect: 'collect', manage: 'manage', provide: 'provide', preserve: 'preserve' },
    severity: { high: 'severe', medium: 'moderate', low: 'slight' },
    kind: {
      'gap.unowned': 'Nobody responsible',
      'gap.level': 'Level too low',
      'gap.redundancy': 'Too few participants',
      'gap.volume': 'Too few titles',
      'gap.undelivered': 'Acquisition lags behind',
      'gap.preservation': 'Too few kept',
      'gap.upcoming': 'Gap expected',
      'risk.single-holder': 'Depends on one participant',
      'risk.last-copy': 'Last copy is going',
      'risk.level-mismatch': 'Level differs from holdings',
      'overlap.responsibility': 'Too many participants',
      'overlap.planned-title': 'Title planned twice',
      'overlap.holdings': 'Holdings overlap',
    },
    nobody: 'nobody',
    never: 'nothing delivered yet',
  },
};
