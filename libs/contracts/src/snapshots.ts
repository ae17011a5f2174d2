import { Type } from 'class-transformer';
import { IsIn, IsInt, IsNotEmpty, IsOptional, Max, Min } from 'class-validator';
import type {
  AcquisitionPlanSubmittedV1,
  AgreementChangedV1,
  ParticipantChangedV1,
  PlanDecision,
} from './agreements.ts';
import type { RetentionCommitmentState } from './commitments.ts';
import type { AcquisitionPlanAssessedV1, FlagState, PlanAdoptedV1 } from './coverage.ts';
import type { Fields } from './fact.ts';
import type { HoldingState, TitleState } from './holdings.ts';
import type { WithdrawalItemState } from './withdrawals.ts';

/** The parts of each service's snapshot, in the order in which they are to be read. */
export const SNAPSHOT_PARTS = {
  holdings: ['titles', 'holdings'],
  agreements: ['participants', 'plans', 'agreements', 'commitments', 'withdrawals'],
  coverage: ['collection-plans', 'flags', 'assessments'],
} as const;

export type SnapshotPart = (typeof SNAPSHOT_PARTS)[keyof typeof SNAPSHOT_PARTS][number];

/**
 * The question `snapshot` (`ask.<service>.snapshot`) that every service answers: a page of a part, in ascending order of its
 * keys: titles by id, holdings by title and then participant.
 */
export class SnapshotQuestion {
  @IsIn(Object.values(SNAPSHOT_PARTS).flat()) readonly part!: SnapshotPart;
  /** `next` of the page before; absent for the first. */
  @IsOptional() @IsNotEmpty() readonly after?: string;
  /** Rows at most; a page may be shorter, and is the last when it has no `next`. */
  @IsInt() @Min(1) @Max(5000) @Type(() => Number) readonly limit!: number;
}

/** Rows as they are in one statement's view, each with the version that the events carry. */
export interface SnapshotPage<Row> {
  readonly rows: readonly Row[];
  readonly next: string | null;
}

/** A title that exists; what is gone is absent. */
export type SnapshotTitle = Fields<TitleState> & { readonly version: number };

/** A holding that exists: copies or on order. */
export type SnapshotHolding = Fields<HoldingState> & { readonly version: number; readonly participant: string };

export type SnapshotParticipant = Fields<ParticipantChangedV1>;

/** A plan that was submitted at some time, with how it stands now; of an accepted one the lines that were accepted. */
export type SnapshotPlan = Fields<AcquisitionPlanSubmittedV1> & {
  readonly state: 'submitted' | PlanDecision;
};

export type SnapshotAgreement = Fields<AgreementChangedV1>;

export type SnapshotCommitment = Fields<RetentionCommitmentState>;

/** What was decided about copies of one title that a participant disposes of. */
export type SnapshotWithdrawalItem = Fields<WithdrawalItemState> & { readonly participant: string };

/** A version of the collection plan that is in force or was. */
export type SnapshotCollectionPlan = Fields<PlanAdoptedV1>;

/** A flag whose condition holds, with the version of the collection plan that it belongs to. */
export type SnapshotFlag = Fields<FlagState> & { readonly plan: string; readonly version: number };

/** What a plan that stands as submitted means. */
export type SnapshotAssessment = Fields<AcquisitionPlanAssessedV1>;
