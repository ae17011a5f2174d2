import { randomUUID } from 'node:crypto';
import { type CommitmentState, type RetentionCommitmentState, RetentionCommitmentsChangedV1 } from '#libs/contracts';
import { type Day, type Isil, Refusal, type TitleKey } from '#libs/kernel';
import { Outbox } from '#libs/messaging';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { CommitmentTerms } from '../model/commitment-terms.ts';
import { type CommitmentSubject, RetentionCommitment } from '../model/retention-commitment.ts';

/**
 * One change of commitments at a time, so that two files that tell of the same make one. Taken before anything is
 * written, so that what waited is also told later.
 */
const CHANGING = `select pg_advisory_xact_lock(hashtext('retention commitment'))`;

const PER_FACT = 1000;

/** A commitment as a row: its names are the columns'. */
interface Row {
  id: string;
  version: number;
  participant: Isil;
  key: TitleKey | null;
  identifier: string | null;
  title: string | null;
  profile: string | null;
  valid_from: Day | null;
  until: Day | null;
  policy: string;
  policy_uri: string | null;
  condition: string | null;
  extent: string | null;
  note: string | null;
  reviewed_on: Day | null;
  review_outcome: string | null;
  state: CommitmentState;
  since: Day | null;
  successor: string | null;
  reason: string | null;
  amended_because: string | null;
}

const READ = `
  select id, version, participant, key::text, identifier, title, profile, valid_from::text, until::text, policy, policy_uri,
         condition, extent, note, reviewed_on::text, review_outcome, state, since::text, successor, reason,
         amended_because
    from retention_commitment`;

const WRITE = `
  insert into retention_commitment
  select * from json_populate_recordset(null::retention_commitment, ?::json)
  on conflict (id) do update
     set (version, until, policy, policy_uri, condition, extent, note, reviewed_on, review_outcome, state, since, successor, reason, amended_because) =
         (excluded.version, excluded.until, excluded.policy, excluded.policy_uri, excluded.condition, excluded.extent,
          excluded.note, excluded.reviewed_on, excluded.review_outcome, excluded.state, excluded.since, excluded.successor,
          excluded.reason, excluded.amended_because)`;

/** Those of the commitments that were changed, with what they said. */
export interface Changed {
  readonly commitments: readonly RetentionCommitment[];
  readonly said: readonly RetentionCommitmentState[];
}

/** Keeps retention commitments, many in one statement, and tells of them in the transaction that changes them. */
@Injectable()
export class RetentionCommitments {
  constructor(
    private readonly em: EntityManager,
    private readonly outbox: Outbox,
  ) {}

  /** Loads what is known under the ids, lets `decide` make and change, and saves that with what it said, or nothing. */
  async change(
    ids: readonly string[],
    decide: (known: ReadonlyMap<string, RetentionCommitment>) => Changed | Promise<Changed>,
  ): Promise<void> {
    await this.em.transactional(async (tx) => {
      await tx.execute(CHANGING);
      await this.save(await decide(await this.known(ids)));
    });
  }

  /** Loads one, lets `decide` change it, and saves it with what it said, or nothing at all. */
  async changeOne(
    id: string,
    decide: (commitment: RetentionCommitment) => RetentionCommitmentState[] | Promise<RetentionCommitmentState[]>,
  ): Promise<void> {
    await this.change([id], async (known) => {
      const commitment = known.get(id);
      if (commitment === undefined) throw unknownCommitment(id);
      return { commitments: [commitment], said: await decide(commitment) };
    });
  }

  /** Promises of one participant about a title become another's, on the same terms; in the transaction that is going on. */
  async move(title: string, from: Isil, to: Isil, on: Day): Promise<void> {
    await this.em.execute(CHANGING);
    const promised = await commitmentsWhere(
      this.em,
      `where participant = ? and state = 'active' and key in (select key from title_by_key where title = ?::bigint) order by id`,
      [from, title],
    );
    const successors = promised.map(
      ({ about, terms }) => new RetentionCommitment(randomUUID(), { participant: to, about, from: on, terms }),
    );
    const said = promised.flatMap((commitment, at) => {
      const successor = successors[at];
      if (successor === undefined || !commitment.bindsOn(on)) return [];
      const becoming = { state: 'superseded' as const, on, successor: successor.id, reason: null };
      return [...successor.make(), ...commitment.become(becoming, on)];
    });
    const moved = new Set(said.map(({ commitment }) => commitment));
    await this.save({ commitments: [...successors, ...promised].filter(({ id }) => moved.has(id)), said });
  }

  /** The commitments with these ids, as they are now. */
  async known(ids: readonly string[]): Promise<Map<string, RetentionCommitment>> {
    const rows = await this.em.execute<Row[]>(`${READ} where id = any(?::uuid[])`, [`{${ids.join(',')}}`]);
    return new Map(rows.map((row) => [row.id, commitmentOf(row)]));
  }

  /** Saves in the transaction that is going on, and says what is to be said. */
  async save({ commitments, said }: Changed): Promise<void> {
    if (said.length === 0) return;
    await this.em.execute(WRITE, [JSON.stringify(commitments.map(rowOf))]);
    const facts: RetentionCommitmentsChangedV1[] = [];
    for (let at = 0; at < said.length; at += PER_FACT) {
      facts.push(RetentionCommitmentsChangedV1.of({ commitments: said.slice(at, at + PER_FACT) }));
    }
    await this.outbox.add(facts);
  }
}

export function unknownCommitment(id: string): Refusal {
  return new Refusal('commitment.unknown', `There is no retention commitment ${id}`);
}

/** Reads commitments that a query found by its own condition on `retention_commitment`. */
export async function commitmentsWhere(
  em: EntityManager,
  condition: string,
  parameters: unknown[],
): Promise<RetentionCommitment[]> {
  const rows = await em.execute<Row[]>(`${READ} ${condition}`, parameters);
  return rows.map(commitmentOf);
}

function commitmentOf(row: Row): RetentionCommitment {
  const { id, participant, version, state, since, successor, reason } = row;
  const made = new RetentionCommitment(id, {
    participant,
    about: subjectOf(row),
    from: row.valid_from,
    terms: termsOf(row),
  });
  return Object.assign(made, { version, state, since, successor, reason, amendedBecause: row.amended_because });
}

function subjectOf({ key, identifier, title, profile }: Row): CommitmentSubject {
  return key === null ? { profile: profile ?? '' } : { key, identifier: identifier ?? key, title };
}

function termsOf(row: Row): CommitmentTerms {
  return {
    until: row.until,
    policy: row.policy,
    policyUri: row.policy_uri,
    condition: row.condition,
    extent: row.extent,
    note: row.note,
    review: row.reviewed_on === null ? null : { on: row.reviewed_on, outcome: row.review_outcome },
  };
}

function rowOf(it: RetentionCommitment): Row {
  const { id, version, participant, about, from, terms, state, since, successor, reason, amendedBecause } = it;
  const title = 'key' in about ? { ...about, profile: null } : { key: null, identifier: null, title: null, ...about };
  return {
    id,
    version,
    participant,
    ...title,
    valid_from: from,
    until: terms.until,
    policy: terms.policy,
    policy_uri: terms.policyUri,
    condition: terms.condition,
    extent: terms.extent,
    note: terms.note,
    reviewed_on: terms.review?.on ?? null,
    review_outcome: terms.review?.outcome ?? null,
    state,
    since,
    successor,
    reason,
    amended_because: amendedBecause,
  };
}
