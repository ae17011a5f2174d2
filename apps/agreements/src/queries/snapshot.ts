import type {
  SNAPSHOT_PARTS,
  SnapshotAgreement,
  SnapshotCommitment,
  SnapshotPage,
  SnapshotParticipant,
  SnapshotPlan,
  SnapshotQuestion,
  SnapshotWithdrawalItem,
} from '#libs/contracts';
import { malformedPlace } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';

export type Part = (typeof SNAPSHOT_PARTS)['agreements'][number];
export type SnapshotRow =
  | SnapshotParticipant
  | SnapshotPlan
  | SnapshotAgreement
  | SnapshotCommitment
  | SnapshotWithdrawalItem;

/** A page goes out as one message, of which the bus carries a few megabytes; a plan alone may take up most of that. */
const PAGE_BYTES = 1_000_000;
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** Each part as a key and the row that the events would have told, `null` values left out. */
const ROWS: Record<Part, string> = {
  participants: `
    select isil as key, jsonb_build_object(
             'isil', isil, 'version', version, 'name', name, 'kind', kind,
             'from', valid_from, 'to', valid_to, 'successor', successor) as said
      from participant where isil > ? order by isil limit ?`,
  // Who only hears of submissions and decisions knows a plan in review as submitted, and by that version.
  plans: `
    select id as key, jsonb_build_object(
             'plan', id, 'participant', participant, 'name', name, 'amends', amends,
             'version', case when state = 'in-review' then submitted_version else version end,
             'state', case when state = 'in-review' then 'submitted' else state end,
             'from', valid_from, 'to', valid_to,
             'lines', case when state in ('submitted', 'in-review') then lines
                           when state = 'accepted' then 
                             (select coalesce(jsonb_agg(line order by place), '[]')
                                from jsonb_array_elements(lines) with ordinality as every (line, place)
                               where not exists (select from jsonb_array_elements(refused) no
                                                  where no ->> 'line' = line ->> 'line'))
                           else '[]' end) as said
      from acquisition_plan where id > ?::uuid and state <> 'draft' order by id limit ?`,
  agreements: `
    select id as key, jsonb_build_object(
             'agreement', id, 'version', version, 'participant', participant,
             'profile', profile, 'activity', activity, 'level', level, 'currentLevel', current_level,
             'goalLevel', goal_level, 'languageCoverage', language_coverage,
             'from', valid_from, 'to', valid_to, 'titles', titles, 'copies', copies, 'retainUntil', retain_until,
             'plan', plan, 'predecessor', predecessor, 'reviewOn', review_on, 'noticeBy', notice_by, 'named', named) as said
      from agreement where id > ?::uuid order by id limit ?`,
  commitments: `
    select id as key, jsonb_build_object(
             'commitment', id, 'version', version, 'participant', participant, 'key', key::text, 'profile', profile,
             'from', valid_from, 'until', until, 'policy', policy, 'state', state, 'since', since,
             'successor', successor) as said
      from retention_commitment where id > ?::uuid order by id limit ?`,
  withdrawals: `
    select id as key, jsonb_build_object(
             'item', id, 'version', version, 'participant', participant, 'key', key::text, 'copies', copies,
             'advice', advice, 'state', state, 'remaining', remaining, 'minimum', minimum,
             'overridden', case when overridden_because is not null then true end, 'acceptedBy', accepted_by) as said
      from withdrawal_item where id > ?::uuid order by id limit ?`,
};

/** What is the state that the events led to? Participants, plans that were ever submitted, agreements, commitments and withdrawals. */
export async function snapshot(
  em: EntityManager,
  { part, after, limit }: SnapshotQuestion & { readonly part: Part },
): Promise<SnapshotPage<SnapshotRow>> {
  const rows = await em.execute<{ key: string; said: SnapshotRow; more: boolean }[]>(
    `select key, said, more
       from (select key, jsonb_strip_nulls(said) as said, lead(true, 1, false) over place as more, row_number() over place as n,
                    sum(octet_length(said::text)) over place as bytes
               from (${ROWS[part]}) part window place as (order by key)) part
      where n <= ? and (n = 1 or bytes <= ${PAGE_BYTES})
      order by n`,
    [placeOf(part, after), limit + 1, limit],
  );
  const last = rows.at(-1);
  return { rows: rows.map(({ said }) => said), next: last?.more === true ? last.key : null };
}

function placeOf(part: Part, after: string | undefined): string {
  if (after === undefined) return part === 'participants' ? '' : '00000000-0000-0000-0000-000000000000';
  if (part !== 'participants' && !UUID.test(after)) throw malformedPlace(after);
  return after;
}
