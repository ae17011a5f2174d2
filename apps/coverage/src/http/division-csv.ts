import { csvLine } from '#libs/kernel';
import type { DivisionLineRow, DivisionProposalRow } from '../queries/division-rows.ts';

const HEAD = [
  'what',
  'profile',
  'profile name',
  'activity',
  'level',
  'participant',
  'name',
  'points',
  'place',
  'of',
  'gaps',
  'reason',
];

type Remaining = DivisionProposalRow['remaining'][number];

/** What a division proposes, and then what stays open, as lines of a spreadsheet. */
export function csvOfDivision({ lines, remaining }: DivisionProposalRow): string {
  return `\uFEFF${[HEAD, ...lines.map(lineOf), ...remaining.map(remainingOf)].map(csvLine).join('')}`;
}

function lineOf(line: DivisionLineRow): (string | number | null)[] {
  const { kind, profile, profileName, activity, level, participant, total, place, ofOptions, closes, reason } = line;
  const about = [kind, profile, profileName.nl, activity, level, participant.isil, participant.name];
  return [...about, total, place, ofOptions, closes.join(', '), reason.nl];
}

function remainingOf({ profile, profileName, activity, level, gaps, reason }: Remaining): (string | null)[] {
  return ['stays open', profile, profileName.nl, activity, level, '', '', '', '', '', gaps.join(', '), reason.nl];
}
