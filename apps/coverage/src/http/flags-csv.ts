import { csvLine } from '#libs/kernel';
import type { EntityManager } from '@mikro-orm/postgresql';
import { type FlagFilter, flags, FlagsRequest } from '../queries/flags.ts';
import type { FlagRow } from '../queries/rows.ts';

const HEAD = [
  'id',
  'kind',
  'severity',
  'profile',
  'profile name',
  'activity',
  'subject',
  'participants',
  'state',
  'raised',
  'updated',
  'cleared',
  'follow-up',
  'assigned to',
  'waived until',
  'waived because',
  'evidence',
];

/** The flags that match as lines of a spreadsheet, page by page, so that memory does not grow with them. */
export async function* csvOf(em: EntityManager, asked: FlagFilter): AsyncGenerator<string> {
  yield `\uFEFF${csvLine(HEAD)}`;
  let after: string | undefined;
  do {
    const request = Object.assign(new FlagsRequest(), asked, { limit: 500 }, after === undefined ? {} : { after });
    const { items, next } = await flags(em, request);
    yield items.map((flag) => csvLine(fieldsOf(flag))).join('');
    after = next ?? undefined;
  } while (after !== undefined);
}

function fieldsOf(flag: FlagRow): string[] {
  const participants = flag.participants.map(({ isil, name }) => (name === isil ? isil : `${name} (${isil})`));
  return [
    flag.id,
    flag.kind,
    flag.severity,
    flag.profile,
    flag.profileName.nl,
    flag.activity ?? '',
    flag.subject,
    participants.join(', '),
    flag.state,
    time(flag.raisedAt),
    time(flag.updatedAt),
    time(flag.clearedAt),
    flag.followUp.state,
    flag.followUp.assignedTo ?? '',
    flag.followUp.waivedUntil ?? '',
    flag.followUp.waivedBecause ?? '',
    JSON.stringify(flag.evidence),
  ];
}

function time(value: string | null): string {
  return value === null ? '' : new Date(value).toISOString();
}
