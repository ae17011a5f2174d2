import type {
  SNAPSHOT_PARTS,
  SnapshotAssessment,
  SnapshotCollectionPlan,
  SnapshotFlag,
  SnapshotPage,
} from '#libs/contracts';
import { Refusal } from '#libs/kernel';
import type { EntityManager } from '@mikro-orm/postgresql';
import { adoptedCrosswalk, adoptedProfile } from '../model/collection-plan.ts';
import { stateOf } from '../model/flag.ts';
import { readPlan } from '../model/plan-text.ts';
import { flagsOnPlans } from '../store/acquisition-plans.ts';

export type Part = (typeof SNAPSHOT_PARTS)['coverage'][number];
export type SnapshotRow = SnapshotCollectionPlan | SnapshotFlag | SnapshotAssessment;

interface Asked {
  readonly after: string | undefined;
  readonly limit: number;
}

interface Keyed {
  readonly key: string;
  readonly said: SnapshotRow;
}

/** A page goes out as one message, of which the bus carries a few megabytes. */
const PAGE_BYTES = 1_000_000;
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
const FIRST_UUID = '00000000-0000-0000-0000-000000000000';
/** Rows read at once: a plan may have thousands of profiles, an assessment thousands of flags. */
const MOST_ROWS: Readonly<Record<Part, number>> = { 'collection-plans': 20, flags: 1000, assessments: 20 };

const READ: Readonly<Record<Part, (em: EntityManager, asked: Asked) => Promise<Keyed[]>>> = {
  'collection-plans': readPlans,
  flags: readFlags,
  assessments: readAssessments,
};

/** What is the state that the events led to? Plans that were adopted, open flags, and what submitted plans mean. */
export async function snapshot(
  em: EntityManager,
  part: Part,
  { after, limit }: Asked,
): Promise<SnapshotPage<SnapshotRow>> {
  const most = Math.min(limit, MOST_ROWS[part]);
  const rows = await READ[part](em, { after, limit: most + 1 });
  const page = fitting(rows.slice(0, most));
  return { rows: page.map(({ said }) => said), next: page.length < rows.length ? (page.at(-1)?.key ?? null) : null };
}

/** As many as a message carries, but one at least. */
function fitting(rows: readonly Keyed[]): readonly Keyed[] {
  let bytes = 0;
  const beyond = rows.findIndex(({ said }) => (bytes += Buffer.byteLength(JSON.stringify(said))) > PAGE_BYTES);
  return beyond === -1 ? rows : rows.slice(0, Math.max(1, beyond));
}

async function readPlans(em: EntityManager, { after = '', limit }: Asked): Promise<Keyed[]> {
  const plans = await em.execute<
    { key: string; said: Omit<SnapshotCollectionPlan, 'profiles' | 'crosswalks'>; yaml: string }[]
  >(
    `select key, said, yaml
       from (select p.plan || '/' || lpad(p.version::text, 9, '0') as key,
                    jsonb_build_object('plan', p.plan, 'version', p.version, 'title', p.title, 'from', p.valid_from,
                      'to', p.valid_to) as said, p.yaml
               from collection_plan p where p.state <> 'draft') adopted
      where key > ? collate "C" order by key collate "C" limit ?`,
    [after, limit],
  );
  return plans.map(({ key, said, yaml }) => {
    const { profiles, crosswalks } = readPlan(yaml);
    const told = crosswalks.length === 0 ? {} : { crosswalks: crosswalks.map(adoptedCrosswalk) };
    return { key, said: Object.assign(said, { profiles: profiles.map(adoptedProfile) }, told) };
  });
}

async function readFlags(em: EntityManager, { after, limit }: Asked): Promise<Keyed[]> {
  return await em.execute<Keyed[]>(
    `select id::text as key, jsonb_strip_nulls(jsonb_build_object('plan', plan, 'version', plan_version, 'flag', id,
              'kind', kind, 'profile', profile, 'activity', activity, 'subject', subject,
              'participants', participants)) || jsonb_build_object('evidence', evidence) as said
       from flag where cleared_at is null and id > ?::uuid order by id limit ?`,
    [uuidAfter(after), limit],
  );
}

async function readAssessments(em: EntityManager, { after, limit }: Asked): Promise<Keyed[]> {
  const plans = await em.execute<{ plan: string; version: number; participant: string }[]>(
    `select p.plan::text, p.version, i.isil as participant
       from acquisition_plan p join participant i on i.number = p.participant
      where p.state = 'submitted' and p.plan > ?::uuid order by p.plan limit ?`,
    [uuidAfter(after), limit],
  );
  const flags = await flagsOnPlans(
    em,
    plans.map(({ plan }) => plan),
  );
  return plans.map(({ plan, version, participant }) => ({
    key: plan,
    said: { acquisitionPlan: plan, version, participant, flags: (flags.get(plan) ?? []).map(stateOf) },
  }));
}

function uuidAfter(after: string | undefined): string {
  if (after === undefined) return FIRST_UUID;
  if (UUID.test(after)) return after;
  throw new Refusal('snapshot.malformed', `'${after}' is not a place in this part; use the 'next' of the page before`);
}
