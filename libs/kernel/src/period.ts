import { type Day, day } from './day.ts';
import { Refusal } from './refusal.ts';

/** From the first to the last day, both included; without a last day it runs on. */
export interface Period {
  readonly from: Day;
  readonly to: Day | null;
}

/** Makes a period; refuses one that ends before it begins. */
export function period(from: string, to: string | null = null): Period {
  const made = { from: day(from), to: to === null ? null : day(to) };
  if (made.to !== null && made.to < made.from) {
    throw new Refusal(
      'period.ends-before-it-begins',
      `A period cannot end (${made.to}) before it begins (${made.from})`,
      [],
      { from: made.from, to: made.to },
    );
  }
  return made;
}

export function covers(it: Period, on: Day): boolean {
  return it.from <= on && (it.to === null || on <= it.to);
}

export function overlaps(one: Period, other: Period): boolean {
  return (other.to === null || one.from <= other.to) && (one.to === null || other.from <= one.to);
}
