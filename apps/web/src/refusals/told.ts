import type { Problem, ProblemDetail, ProblemParameters } from '../api/problem.ts';
import { formatFor } from '../ui/format.ts';
import { nlPlanMistakes } from './plan-mistake-words.ts';
import { en, enRules, nl, nlRules } from './words.ts';

type Lookup = Readonly<Record<string, string>>;

const rules: Readonly<Record<'nl' | 'en', Lookup>> = { nl: { ...nlRules, ...nlPlanMistakes }, en: enRules };

/**
 * What a refusal says in the reader's language; undefined when its code, or what the words need, is not known here. What
 * somebody wrote may look like a day and be none.
 */
export function told({ code, parameters }: Problem, language: string): string | undefined {
  const format = formatFor(language);
  return filled(language === 'en' ? en : nl, code, parameters, (value, name) =>
    name !== 'written' && DAY.test(value) ? format.day(value) : value,
  );
}

/**
 * What is wrong at one place; the service's own words when it broke no rule that is known here. What is in a file is
 * told as it is there.
 */
export function toldOfDetail({ rule = '', message, parameters = {} }: ProblemDetail, language: string): string {
  return filled(rules[language === 'en' ? 'en' : 'nl'], rule, parameters) ?? message;
}

function filled(
  words: Lookup,
  key: string,
  parameters: ProblemParameters,
  shown: (value: string, name: string) => string = (value) => value,
): string | undefined {
  const text = Object.hasOwn(words, key) ? words[key] : undefined;
  if (text === undefined || needs(text).some((name) => parameters[name] === undefined)) return undefined;
  return text.replaceAll(NEEDED, (_, name: string) => shown(String(parameters[name]), name));
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const NEEDED = /\{(\w+)\}/g;

function needs(text: string): string[] {
  return Array.from(text.matchAll(NEEDED), ([, name = '']) => name);
}
