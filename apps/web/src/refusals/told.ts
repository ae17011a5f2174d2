import type { Problem, ProblemDetail } from '../api/problem.ts';
import { formatFor } from '../ui/format.ts';
import { en, enRules, nl, nlRules } from './words.ts';

type Lookup = Readonly<Record<string, string>>;

/** What a refusal says in the reader's language; undefined when its code, or what the words need, is not known here. What somebody wrote may look like a day and be none. */
export function told({ code, parameters }: Problem, language: string): string | undefined {
  const words: Lookup = language === 'en' ? en : nl;
  const text = Object.hasOwn(words, code) ? words[code] : undefined;
  if (text === undefined || needs(text).some((name) => parameters[name] === undefined)) return undefined;
  const format = formatFor(language);
  return text.replaceAll(NEEDED, (_, name: string) => {
    const value = String(parameters[name]);
    return name !== 'written' && DAY.test(value) ? format.day(value) : value;
  });
}

/** What is wrong at one place; the service's own words when it broke no rule that is known here. */
export function toldOfDetail({ rule = '', message }: ProblemDetail, language: string): string {
  const words: Lookup = language === 'en' ? enRules : nlRules;
  return (Object.hasOwn(words, rule) ? words[rule] : undefined) ?? message;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const NEEDED = /\{(\w+)\}/g;

function needs(text: string): string[] {
  return Array.from(text.matchAll(NEEDED), ([, name = '']) => name);
}
