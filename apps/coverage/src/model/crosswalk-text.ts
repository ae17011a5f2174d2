import { SCHEMES } from '#libs/contracts';
import { boundKey, type Crosswalk, type CrosswalkRule, mistakeInBound } from '#libs/scopes';
import { present } from './plan-values.ts';
import type { Place } from './yaml-place.ts';

const EXAMPLE = '{ from: ddc, to: nbc, rules: "780..789;24" }';
const BETWEEN = '..';

/** The crosswalks of a plan: a text of rules, one a line, from one scheme to another. */
export function crosswalksAt(place: Place): Crosswalk[] {
  const read = place.list().map((item) => ({ item, crosswalk: crosswalkAt(item) }));
  const seen = new Set<string>();
  for (const { item, crosswalk } of read) {
    if (crosswalk === undefined) continue;
    const ways = wayOf(crosswalk);
    if (seen.has(ways)) item.wrong(`there is another crosswalk ${ways}; put the rules of both together`);
    seen.add(ways);
  }
  return inOrder(present(read.map(({ crosswalk }) => crosswalk)));
}

function crosswalkAt(place: Place): Crosswalk | undefined {
  const given = place.fields(['from', 'to', 'rules'], EXAMPLE);
  const from = given.from?.oneOf(SCHEMES, 'scheme');
  const to = given.to?.oneOf(SCHEMES, 'scheme');
  const lines = given.rules?.text()?.split('\n') ?? [];
  if (from === undefined || to === undefined) return undefined;
  if (from === to) return place.wrong('leads from a scheme to itself; name another one');
  const rules = lines
    .map((line, at) => ({ line: line.trim(), at }))
    .filter(({ line }) => line !== '')
    .map(({ line, at }) => {
      const [notation = '', target = ''] = line.split(';').map((it) => it.trim());
      const mistakes = mistakesIn({ from, to }, notation, target);
      for (const { message } of mistakes) given.rules?.wrong(`rule ${at + 1} '${line}': ${message}`);
      return mistakes.length === 0 ? ruleOf(notation, target) : undefined;
    });
  return { from, to, rules: withoutDoubles(present(rules)) };
}

/** A mistake in one side of a rule. */
interface RuleMistake {
  readonly side: 'from' | 'to';
  readonly message: string;
}

function wrong(side: RuleMistake['side'], message: string | null): RuleMistake[] {
  return message === null ? [] : [{ side, message }];
}

/** What is wrong with a rule as it is written, by the side that it is wrong on. */
export function mistakesIn(
  { from, to }: Pick<Crosswalk, 'from' | 'to'>,
  notation: string,
  target: string,
): RuleMistake[] {
  const bounds = notation.split(BETWEEN).map((it) => it.trim());
  const [low = '', high = low] = bounds;
  const backwards = boundKey(from, low) > boundKey(from, high);
  return [
    ...(bounds.length > 2 || bounds.includes('')
      ? wrong('from', `'${notation}' is not a notation or a range of two; write it as 780 or 780..789`)
      : bounds.flatMap((bound) => wrong('from', mistakeInBound(from, bound)))),
    ...wrong('from', backwards ? `the range ends (${high}) before it begins (${low}); swap the notations` : null),
    ...(target === '' ? wrong('to', 'is empty; fill it in') : wrong('to', mistakeInBound(to, target))),
  ];
}

export function ruleOf(notation: string, to: string): CrosswalkRule {
  const [from = '', upTo = null] = notation.split(BETWEEN).map((it) => it.trim());
  return { from, upTo, to };
}

/** The side of a rule that titles are looked for by, as it is written: `780`, or `780..789`. */
export function fromText({ from, upTo }: CrosswalkRule): string {
  return upTo === null ? from : `${from}${BETWEEN}${upTo}`;
}

export function ruleText(rule: CrosswalkRule): string {
  return `${fromText(rule)};${rule.to}`;
}

/** Which way a crosswalk leads, for people: `DDC → NBC`. */
export function wayOf({ from, to }: Pick<Crosswalk, 'from' | 'to'>): string {
  return `${from.toUpperCase()} → ${to.toUpperCase()}`;
}

export function withoutDoubles(rules: readonly CrosswalkRule[]): CrosswalkRule[] {
  return [...new Map(rules.map((rule) => [ruleText(rule), rule])).values()];
}

/** These crosswalks with another in the place of the one that leads the same way; without rules: without it. */
export function replacing(crosswalks: readonly Crosswalk[], other: Crosswalk): Crosswalk[] {
  const rest = crosswalks.filter((it) => wayOf(it) !== wayOf(other));
  return inOrder(other.rules.length === 0 ? rest : [...rest, other]);
}

function inOrder(crosswalks: readonly Crosswalk[]): Crosswalk[] {
  return crosswalks.toSorted((one, other) => (wayOf(one) < wayOf(other) ? -1 : 1));
}
