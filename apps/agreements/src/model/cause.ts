/** What makes the system change an agreement by itself. */
export const CAUSES = [
  'plan-accepted',
  'plan-amended',
  'participant-leaves',
  'participant-closed',
  'participant-merged',
  'survivor-leaves',
] as const;
export type CauseCode = (typeof CAUSES)[number];

/** Why the system changed an agreement by itself, to be told in any language. People give reasons in their own words. */
export interface Cause {
  readonly code: CauseCode;
  /** What the words need: names, ISILs and days. */
  readonly parameters: Readonly<Record<string, string>>;
}

const WORDS: Record<CauseCode, string> = {
  'plan-accepted': "Accepted: '{plan}'",
  'plan-amended': "Amended by '{plan}'",
  'participant-leaves': '{participant} leaves',
  'participant-closed': '{participant} closed on {on}',
  'participant-merged': '{participant} merged into {survivor} on {on}',
  'survivor-leaves': '{survivor} takes part until {on}',
};

/** The cause in English, for who reads without the words of the screens. */
export function wordsOf({ code, parameters }: Cause): string {
  return WORDS[code].replaceAll(/\{(\w+)\}/g, (_, name: string) => parameters[name] ?? '');
}
