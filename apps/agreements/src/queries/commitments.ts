import { COMMITMENT_STATES, type CommitmentState } from '#libs/contracts';
import type { Day, Isil } from '#libs/kernel';
import { idOf, type Page, pageOf, type PageRequest } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ApiProperty } from '@nestjs/swagger';

export class ReviewRow {
  @ApiProperty({ format: 'date' }) readonly on!: string;
  @ApiProperty({ type: String, nullable: true }) readonly outcome!: string | null;
}

export class CommitmentRow {
  @ApiProperty({ format: 'uuid' }) readonly id!: string;
  @ApiProperty({ description: 'Goes up with every change' }) readonly version!: number;
  @ApiProperty() readonly participant!: Isil;
  @ApiProperty() readonly participantName!: string;
  @ApiProperty({ type: String, nullable: true, description: 'What the title is matched by' }) readonly key!:
    | string
    | null;
  @ApiProperty({ type: String, nullable: true }) readonly identifier!: string | null;
  @ApiProperty({ type: String, nullable: true }) readonly title!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'When it is about a profile' }) readonly profile!:
    | string
    | null;
  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'Not known of all' }) readonly from!:
    | string
    | null;
  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'Its last day; none: indefinite' })
  readonly until!: string | null;
  @ApiProperty() readonly policy!: string;
  @ApiProperty({ type: String, nullable: true }) readonly policyUri!: string | null;
  @ApiProperty({ type: String, nullable: true }) readonly condition!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Which part of the title' }) readonly extent!:
    | string
    | null;
  @ApiProperty({ type: String, nullable: true }) readonly note!: string | null;
  @ApiProperty({ type: ReviewRow, nullable: true, description: 'Whether everything is there' })
  readonly review!: ReviewRow | null;
  @ApiProperty({ enum: COMMITMENT_STATES }) readonly state!: CommitmentState;
  @ApiProperty({ type: String, format: 'date', nullable: true }) readonly since!: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'What took its place' })
  readonly successor!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Why it became what it is' })
  readonly reason!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Why its terms are others than before' })
  readonly amendedBecause!: string | null;
}

export interface CommitmentFilter {
  readonly participant?: Isil | undefined;
  readonly profile?: string | undefined;
  readonly state?: CommitmentState | undefined;
  /** Those whose last day is this one or an earlier one. */
  readonly endsBy?: Day | undefined;
}

export const SELECT_COMMITMENT = `
  select c.id, c.version, c.participant, participant.name as "participantName", c.key::text, c.identifier, c.title,
         c.profile, c.valid_from::text as "from", c.until::text, c.policy, c.policy_uri as "policyUri", c.condition,
         c.extent, c.note,
         case when c.reviewed_on is not null
           then jsonb_build_object('on', c.reviewed_on, 'outcome', c.review_outcome) end as review,
         c.state, c.since::text, c.successor, c.reason,
         c.amended_because as "amendedBecause"
    from retention_commitment c join participant on participant.isil = c.participant`;

/** What was promised to be kept, by whom? */
export async function commitmentsMade(
  em: EntityManager,
  filter: CommitmentFilter,
  page: PageRequest,
): Promise<Page<CommitmentRow>> {
  const conditions: [string, string | undefined][] = [
    ['c.participant = ?', filter.participant],
    ['c.profile = ?', filter.profile],
    ['c.state = ?', filter.state],
    ['c.until <= ?::date', filter.endsBy],
    ['c.id > ?::uuid', idOf(page.after)],
  ];
  const asked = conditions.filter(([, value]) => value !== undefined);
  const rows = await em.execute<CommitmentRow[]>(
    `${SELECT_COMMITMENT} where ${['true', ...asked.map(([sql]) => sql)].join(' and ')} order by c.id limit ?`,
    [...asked.map(([, value]) => value), page.limit + 1],
  );
  return pageOf(rows, page.limit, ({ id }) => id);
}

/** What does this commitment say? */
export async function commitmentMade(em: EntityManager, id: string): Promise<CommitmentRow | null> {
  const [row] = await em.execute<CommitmentRow[]>(`${SELECT_COMMITMENT} where c.id = ?`, [id]);
  return row ?? null;
}
