import { csvLine } from '#libs/kernel';
import type { OutcomeFlagRow } from '../queries/scenario-rows.ts';

const HEAD = [
  'outcome',
  'kind',
  'severity',
  'profile',
  'profile name',
  'activity',
  'subject',
  'participants',
  'evidence',
  'evidence before',
];

/** The flags that a scenario raises, clears or changes, as lines of a spreadsheet. */
export function csvOfOutcome(flags: readonly OutcomeFlagRow[]): string {
  return `\uFEFF${[HEAD, ...flags.map(fieldsOf)].map(csvLine).join('')}`;
}

function fieldsOf(flag: OutcomeFlagRow): string[] {
  const participants = flag.participants.map(({ isil, name }) => (name === isil ? isil : `${name} (${isil})`));
  return [
    flag.what,
    flag.kind,
    flag.severity,
    flag.profile,
    flag.profileName.nl,
    flag.activity ?? '',
    flag.subject,
    participants.join(', '),
    JSON.stringify(flag.evidence),
    flag.before === null ? '' : JSON.stringify(flag.before),
  ];
}
