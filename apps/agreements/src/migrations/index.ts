import { messagingMigrations } from '#libs/messaging';
import { Participants20261124T1500 } from './20261124T1500-participants.ts';
import { AcquisitionPlans20261124T1510 } from './20261124T1510-acquisition-plans.ts';
import { Agreements20261124T1520 } from './20261124T1520-agreements.ts';
import { HeardFromCoverage20261124T1530 } from './20261124T1530-heard-from-coverage.ts';
import { PlanReview20261124T1830 } from './20261124T1830-plan-review.ts';
import { PlanVersions20261124T1840 } from './20261124T1840-plan-versions.ts';
import { AgreementLife20261124T1900 } from './20261124T1900-agreement-life.ts';
import { TitlesHeard20261124T1900 } from './20261124T1900-titles-heard.ts';
import { RetentionCommitments20261124T1910 } from './20261124T1910-retention-commitments.ts';
import { Withdrawals20261124T1920 } from './20261124T1920-withdrawals.ts';
import { PlannedTitles20261125T2300 } from './20261125T2300-planned-titles.ts';
import { TitleFacets20261125T2310 } from './20261125T2310-title-facets.ts';
import { Contacts20261125T2320 } from './20261125T2320-contacts.ts';
import { WithdrawalItemsRead20261125T2330 } from './20261125T2330-withdrawal-items-read.ts';
import { Representation20261125T2340 } from './20261125T2340-representation.ts';
import { CommitmentAmended20261126T0350 } from './20261126T0350-commitment-amended.ts';
import { Causes20261126T0355 } from './20261126T0355-causes.ts';
import { LoanRequests20261126T0420 } from './20261126T0420-loan-requests.ts';
import { NoReasonsOfFiles20261126T0420 } from './20261126T0420-no-reasons-of-files.ts';
import { Crosswalks20261127T0500 } from './20261127T0500-crosswalks.ts';
import { RequestsByParticipant20261127T1400 } from './20261127T1400-requests-by-participant.ts';
import { TitlesByKey20261127T2100 } from './20261127T2100-titles-by-key.ts';

/** In the order in which they are applied; an applied one never changes. */
export const migrations = [
  ...messagingMigrations,
  Participants20261124T1500,
  AcquisitionPlans20261124T1510,
  Agreements20261124T1520,
  HeardFromCoverage20261124T1530,
  PlanReview20261124T1830,
  PlanVersions20261124T1840,
  AgreementLife20261124T1900,
  TitlesHeard20261124T1900,
  RetentionCommitments20261124T1910,
  Withdrawals20261124T1920,
  PlannedTitles20261125T2300,
  TitleFacets20261125T2310,
  Contacts20261125T2320,
  WithdrawalItemsRead20261125T2330,
  Representation20261125T2340,
  CommitmentAmended20261126T0350,
  Causes20261126T0355,
  LoanRequests20261126T0420,
  NoReasonsOfFiles20261126T0420,
  Crosswalks20261127T0500,
  RequestsByParticipant20261127T1400,
  TitlesByKey20261127T2100,
];
