import type { Classification, Scheme } from '#libs/contracts';
import { boundKey, notationKey } from './notation.ts';

/** What a notation of one scheme, or a range of them, is in another. Everything under `from` (and `upTo`) is meant too. */
export interface CrosswalkRule {
  readonly from: string;
  /** The last notation of a range, included with all under it; `null`: the rule is about `from` alone. */
  readonly upTo: string | null;
  readonly to: string;
}

/** Leads from one classification scheme to another. */
export interface Crosswalk {
  readonly from: Scheme;
  readonly to: Scheme;
  readonly rules: readonly CrosswalkRule[];
}

/** A notation that a title has by a rule; rules are numbered through all crosswalks of a plan, from 1. */
export interface Translated extends Classification {
  readonly rule: number;
}

/** Gives what a title's notations are in schemes that it has no notation of its own in. */
export type Translator = (classifications: readonly Classification[]) => readonly Translated[];

interface Compiled {
  readonly low: string;
  /** `null`: everything that begins with `low`. */
  readonly high: string | null;
  readonly translated: Translated;
}

const REMEMBERED = 100_000;
const NOTHING: readonly Translated[] = [];

/** Compiles crosswalks. Only a title's own notations are led on, so crosswalks never follow each other. */
export function translator(crosswalks: readonly Crosswalk[]): Translator {
  if (crosswalks.length === 0) return () => NOTHING;
  let before = 0;
  const ways = crosswalks.map(({ from, to, rules }) => {
    const find = lookUp(from, to, rules, before);
    before += rules.length;
    return { from, to, find };
  });
  return (classifications) => {
    const found: Translated[] = [];
    for (const { from, to, find } of ways) {
      if (classifications.some(({ scheme }) => scheme === to)) continue;
      for (const { scheme, notation } of classifications) if (scheme === from) found.push(...find(notation));
    }
    return found.length === 0 ? NOTHING : found;
  };
}

/** The most particular rules for a notation: the longest prefix; at one length a prefix before a range; all of the same. */
function lookUp(
  from: Scheme,
  to: Scheme,
  rules: readonly CrosswalkRule[],
  before: number,
): (notation: string) => readonly Translated[] {
  const compiled = rules.map((rule, place): Compiled => {
    const [low, high] = [boundKey(from, rule.from), rule.upTo === null ? null : boundKey(from, rule.upTo)];
    return { low, high, translated: { scheme: to, notation: rule.to, rule: before + place + 1 } };
  });
  const prefixes = Map.groupBy(
    compiled.filter(({ high }) => high === null),
    ({ low }) => low,
  );
  const ranges = Map.groupBy(
    compiled.filter(({ high }) => high !== null),
    ({ low, high }) => Math.min(low.length, high?.length ?? 0),
  );
  const longest = Math.max(0, ...ranges.keys());
  const known = new Map<string, readonly Translated[]>();
  const find = (key: string): readonly Translated[] => {
    for (let length = Math.max(key.length, longest); length > 0; length--) {
      const exact = length <= key.length ? prefixes.get(key.slice(0, length)) : undefined;
      const rulesHere = exact ?? ranges.get(length)?.filter((range) => isWithin(range, key)) ?? [];
      if (rulesHere.length > 0) return rulesHere.map(({ translated }) => translated);
    }
    return NOTHING;
  };
  return (notation) => {
    let found = known.get(notation);
    if (found === undefined) {
      found = find(notationKey(from, notation));
      if (known.size >= REMEMBERED) known.clear();
      known.set(notation, found);
    }
    return found;
  };
}

function isWithin({ low, high }: Compiled, key: string): boolean {
  return high !== null && key >= low && (key <= high || key.startsWith(high));
}
