import { messagingMigrations } from '#libs/messaging';
import { CollectionPlans20261124T1500 } from './20261124T1500-collection-plans.ts';
import { Holdings20261124T1510 } from './20261124T1510-holdings.ts';
import { Agreements20261124T1520 } from './20261124T1520-agreements.ts';
import { Statistics20261124T1530 } from './20261124T1530-statistics.ts';
import { Flags20261124T1540 } from './20261124T1540-flags.ts';
import { PlanDecisions20261124T1830 } from './20261124T1830-plan-decisions.ts';
import { FollowUps20261124T1900 } from './20261124T1900-follow-ups.ts';
import { LastingParticipants20261126T1400 } from './20261126T1400-lasting-participants.ts';
import { Withdrawals20261126T1800 } from './20261126T1800-withdrawals.ts';
import { Consultation20261126T2200 } from './20261126T2200-consultation.ts';
import { RetentionCommitments20261127T0130 } from './20261127T0130-retention-commitments.ts';
import { Scenarios20261127T0130 } from './20261127T0130-scenarios.ts';
import { Divisions20261127T0500 } from './20261127T0500-divisions.ts';
import { ActionReports20261127T0130 } from './20261127T0130-action-reports.ts';
import { StatisticsByDay20261127T0500 } from './20261127T0500-statistics-by-day.ts';
import { SchemeClasses20261127T0500 } from './20261127T0500-scheme-classes.ts';
import { HolderChanges20261127T1400 } from './20261127T1400-holder-changes.ts';
import { StatutoryCategories20261127T1400 } from './20261127T1400-statutory-categories.ts';
import { ChangesAsTheyAre20261128T0020 } from './20261128T0020-changes-as-they-are.ts';

/** In the order in which they are applied; an applied one never changes. */
export const migrations = [
  ...messagingMigrations,
  CollectionPlans20261124T1500,
  Holdings20261124T1510,
  Agreements20261124T1520,
  Statistics20261124T1530,
  Flags20261124T1540,
  PlanDecisions20261124T1830,
  FollowUps20261124T1900,
  LastingParticipants20261126T1400,
  Withdrawals20261126T1800,
  Consultation20261126T2200,
  RetentionCommitments20261127T0130,
  Scenarios20261127T0130,
  ActionReports20261127T0130,
  Divisions20261127T0500,
  StatisticsByDay20261127T0500,
  SchemeClasses20261127T0500,
  HolderChanges20261127T1400,
  StatutoryCategories20261127T1400,
  ChangesAsTheyAre20261128T0020,
];
