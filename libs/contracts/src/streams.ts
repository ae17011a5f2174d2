import {
  AcquisitionPlanDecidedV1,
  AcquisitionPlanRemarkedV1,
  AcquisitionPlanReviewStartedV1,
  AcquisitionPlanSubmittedV1,
  AgreementChangedV1,
  ContactsChangedV1,
  ParticipantChangedV1,
  RepresentationChangedV1,
} from './agreements.ts';
import {
  AcquisitionPlanAssessedV1,
  FlagFollowedUpV1,
  FlagsClearedV1,
  FlagsRaisedV1,
  FlagsUpdatedV1,
  PlanAdoptedV1,
} from './coverage.ts';
import { RetentionCommitmentsChangedV1 } from './commitments.ts';
import type { FactType } from './fact.ts';
import {
  HoldingsChangedV1,
  RunFinishedV1,
  RunStartedV1,
  TitlesChangedV1,
  TitlesMergedV1,
  TitlesSplitV1,
} from './holdings.ts';
import { WithdrawalDecidedV1 } from './withdrawals.ts';

/** The services that publish. */
export const SERVICES = ['holdings', 'agreements', 'coverage'] as const;
export type Service = (typeof SERVICES)[number];

/** Everything each service says. Subjects are the type, with the participant's ISIL appended where `perParticipant`. */
export const SAYS: Record<Service, readonly FactType[]> = {
  holdings: [RunStartedV1, TitlesChangedV1, TitlesMergedV1, TitlesSplitV1, HoldingsChangedV1, RunFinishedV1],
  agreements: [
    ParticipantChangedV1,
    RepresentationChangedV1,
    ContactsChangedV1,
    AcquisitionPlanSubmittedV1,
    AcquisitionPlanReviewStartedV1,
    AcquisitionPlanRemarkedV1,
    AcquisitionPlanDecidedV1,
    AgreementChangedV1,
    RetentionCommitmentsChangedV1,
    WithdrawalDecidedV1,
  ],
  coverage: [PlanAdoptedV1, FlagsRaisedV1, FlagsUpdatedV1, FlagsClearedV1, FlagFollowedUpV1, AcquisitionPlanAssessedV1],
};

/** Which services each service hears, each through one durable consumer named after the hearer. */
export const HEARS: Record<Service, readonly Service[]> = {
  holdings: ['agreements'],
  agreements: ['coverage', 'holdings'],
  coverage: ['holdings', 'agreements'],
};

/** The stream that keeps what a service says: its name in capitals, every subject under its own name. */
export function streamOf(service: Service): { name: string; subjects: string[] } {
  return { name: service.toUpperCase(), subjects: [`${service}.>`] };
}
