import { addDays, type Activity, type Day, type Period } from '#libs/kernel';
import type { Agreement, Turn } from './facts.ts';
import { responsibleFor } from './responsible.ts';

/**
 * The later days of a period on which others are responsible than the day before, by the agreements of one profile; and
 * those on which something else turns.
 */
export function turnsOf(
  agreements: readonly Agreement[],
  activity: Activity,
  after: Day,
  { to }: Period,
  others: readonly Day[] = [],
): Turn[] {
  const about = agreements.filter((it) => it.activity === activity);
  const days = new Set(others.concat(about.flatMap((it) => [it.from, addDays(it.to, 1)])));
  const ahead = [...days].filter((day) => day > after && (to === null || day <= to)).toSorted();
  return ahead.map((on) => ({
    on,
    responsible: responsibleFor(about, activity, on),
    ended: about.filter((it) => addDays(it.to, 1) === on),
  }));
}
