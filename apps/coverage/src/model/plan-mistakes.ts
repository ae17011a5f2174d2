import type { RefusalDetail } from '#libs/kernel';
import { PLAN_MISTAKES } from './plan-mistake-words.ts';

type Words = typeof PLAN_MISTAKES;
export type Rule = keyof Words;

type NamesIn<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;

/** What the words of a rule need: nothing, or parameters of these names. */
export type Needs<Of extends Rule> = [NamesIn<Words[Of]>] extends [never]
  ? []
  : [parameters: Readonly<Record<NamesIn<Words[Of]>, string | number>>];

/** The rules whose words need exactly these parameters. */
export type RuleOf<Names extends string> = {
  [Of in Rule]: [NamesIn<Words[Of]>, Names] extends [Names, NamesIn<Words[Of]>] ? Of : never;
}[Rule];

/** What is wrong, wherever it is: the rule that is broken, and what that means here. */
export interface Mistake<Of extends Rule = Rule> extends Omit<RefusalDetail, 'at'> {
  readonly rule: Of;
}

export function mistake<Of extends Rule>(rule: Of, ...[parameters]: Needs<Of>): Mistake<Of> {
  return made(rule, parameters);
}

/** The rules that have words for a rule of a crosswalk, too. */
type RuleInCrosswalk = { [Of in Rule]: `crosswalk-${Of}` extends Rule ? Of : never }[Rule];

/** A mistake in one rule of a crosswalk that is a text of many: `number` and `text` tell which. */
export function inCrosswalk(
  { rule, parameters }: Mistake<RuleInCrosswalk>,
  which: { readonly number: number; readonly text: string },
): Mistake {
  return made(`crosswalk-${rule}`, { ...parameters, ...which });
}

type RuleInList = { [Of in Rule]: `list-${Of}` extends Rule ? Of : never }[Rule];

/** A mistake in one line of a reference list that is a text of many. */
export function inList(
  { rule, parameters }: Mistake<RuleInList>,
  which: { readonly number: number; readonly text: string },
): Mistake {
  return made(`list-${rule}`, { ...parameters, ...which });
}

function made<Of extends Rule>(rule: Of, parameters: RefusalDetail['parameters']): Mistake<Of> {
  if (parameters === undefined) return { rule, message: PLAN_MISTAKES[rule] };
  const message = PLAN_MISTAKES[rule].replaceAll(/\{(\w+)\}/g, (_, name: string) => String(parameters[name]));
  return { rule, message, parameters };
}
