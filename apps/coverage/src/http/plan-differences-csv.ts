import { csvLine } from '#libs/kernel';
import type { ChangedValueRow, PlanDifferenceRow } from '../queries/plan-difference-rows.ts';

const HEAD = [
  'from',
  'to',
  'profile',
  'profile name',
  'activity',
  'field',
  'before',
  'after',
  'difference',
  'agreement',
];

/** The values that differ as lines of a spreadsheet, one each. */
export function csvOfDifferences({ from, to, values }: PlanDifferenceRow): string {
  const lineOf = ({ profile, name, activity, agreement, field, before, after, by }: ChangedValueRow): string =>
    csvLine([from.token, to.token, profile, name?.nl ?? null, activity, field, before, after, by, agreement]);
  return `\uFEFF${csvLine(HEAD)}${values.map(lineOf).join('')}`;
}
