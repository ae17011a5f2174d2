import { type Scheme, SCHEMES } from '#libs/contracts';
import { boundKey, type Crosswalk, type CrosswalkRule, mistakeInBound } from '#libs/scopes';
import { inCrosswalk, mistake, type Mistake } from './plan-mistakes.ts';
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
    if (seen.has(ways)) item.wrong('crosswalk-twice', { way: ways });
    seen.add(ways);
  }
  return inOrder(present(read.map(({ crosswalk }) => crosswalk)));
}

function crosswalkAt(place: Place): Crosswalk | undefined {
  const given = place.fields(['from', 'to', 'rules'], EXAMPLE);
  const from = given.from?.oneOf(SCHEMES, 'scheme-unknown');
  const to = given.to?.oneOf(SCHEMES, 'scheme-unknown');
  const lines = given.rules?.text()?.split('\n') ?? [];
  if (from === undefined || to === undefined) return undefined;
  if (from === to) return place.wrong('crosswalk-to-itself');
  const rules = lines
    .map((line, at) => ({ line: line.trim(), at }))
    .filter(({ line }) => line !== '')
    .map(({ line, at }) => {
      const [notation = '', target = ''] = line.split(';').map((it) => it.trim());
      const mistakes = mistakesIn({ from, to }, notation, target);
      for (const { is } of mistakes) given.rules?.tell(inCrosswalk(is, { number: at + 1, text: line }));
      return mistakes.length === 0 ? ruleOf(notation, target) : undefined;
    });
  return { from, to, rules: withoutDoubles(present(rules)) };
}

/** A mistake in one side of a rule. */
interface RuleMistake {
  readonly side: 'from' | 'to';
  readonly is: Mistake<'notation-malformed' | 'range-malformed' | 'range-backwards' | 'cell-empty'>;
}

/** What is wrong with a rule as it is written, by the side that it is wrong on. */
export function mistakesIn(
  { from, to }: Pick<Crosswalk, 'from' | 'to'>,
  notation: string,
  target: string,
): RuleMistake[] {
  return [
    ...mistakesInFrom(from, notation).map((is) => ({ side: 'from' as const, is })),
    ...mistakesInTarget(to, target).map((is) => ({ side: 'to' as const, is })),
  ];
}

function mistakesInFrom(scheme: Scheme, notation: string): RuleMistake['is'][] {
  const bounds = notation.split(BETWEEN).map((it) => it.trim());
  const [low = '', high = low] = bounds;
  const backwards = boundKey(scheme, low) > boundKey(scheme, high);
  return [
    ...(bounds.length > 2 || bounds.includes('')
      ? [mistake('range-malformed', { written: notation })]
      : bounds.flatMap((bound) => mistakesInNotation(scheme, bound))),
    ...(backwards ? [mistake('range-backwards', { from: low, to: high })] : []),
  ];
}

function mistakesInTarget(scheme: Scheme, target: string): RuleMistake['is'][] {
  return target === '' ? [mistake('cell-empty')] : mistakesInNotation(scheme, target);
}

function mistakesInNotation(scheme: Scheme, notation: string): Mistake<'notation-malformed'>[] {
  const wrong = mistakeInBound(scheme, notation);
  return wrong === null ? [] : [mistake('notation-malformed', wrong)];
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
