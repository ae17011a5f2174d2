import { OnAcquisitionPlanDecided } from './acquisition-plan-decided.ts';
import { OnAcquisitionPlanSubmitted } from './acquisition-plan-submitted.ts';
import { OnAgreementChanged } from './agreement-changed.ts';
import { OnAgreementsSnapshot } from './agreements-snapshot.ts';
import { OnHoldingsSnapshot } from './holdings-snapshot.ts';
import { OnHoldingsChanged } from './holdings-changed.ts';
import { OnParticipantChanged } from './participant-changed.ts';
import { OnRetentionCommitmentsChanged } from './retention-commitments-changed.ts';
import { OnRunFinished } from './run-finished.ts';
import { OnRunStarted } from './run-started.ts';
import { OnSnapshotAsked } from './snapshot-asked.ts';
import { OnTitlesChanged } from './titles-changed.ts';
import { OnTitlesMerged } from './titles-merged.ts';
import { OnTitlesSplit } from './titles-split.ts';
import { OnWithdrawalDecided } from './withdrawal-decided.ts';

/** Everything that coverage hears. */
export const reactions = [
  OnRunStarted,
  OnTitlesMerged,
  OnTitlesSplit,
  OnTitlesChanged,
  OnHoldingsChanged,
  OnRunFinished,
  OnParticipantChanged,
  OnAcquisitionPlanSubmitted,
  OnAcquisitionPlanDecided,
  OnAgreementChanged,
  OnRetentionCommitmentsChanged,
  OnWithdrawalDecided,
  OnHoldingsSnapshot,
  OnAgreementsSnapshot,
  OnSnapshotAsked,
];
