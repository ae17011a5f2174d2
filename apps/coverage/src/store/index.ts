import { SnapshotPages } from '#libs/messaging';
import { ActionReports } from './action-reports.ts';
import { CollectionPlans } from './collection-plans.ts';
import { Dividing } from './dividing.ts';
import { Divisions } from './divisions.ts';
import { FollowUps } from './follow-ups.ts';
import { HoldersInMemory } from './holders-in-memory.ts';
import { Judge } from './judge.ts';
import { PlanComments } from './plan-comments.ts';
import { PlanInForce } from './plan-in-force.ts';
import { ScenarioEvaluation } from './scenario-evaluation.ts';
import { SchemeClasses } from './scheme-classes.ts';
import { Scenarios } from './scenarios.ts';
import { Verification } from './verification.ts';
import { Crossover, Projection } from './projection.ts';

export const store = [
  ActionReports,
  CollectionPlans,
  Dividing,
  Divisions,
  FollowUps,
  HoldersInMemory,
  PlanComments,
  PlanInForce,
  Judge,
  Crossover,
  Projection,
  ScenarioEvaluation,
  Scenarios,
  SchemeClasses,
  SnapshotPages,
  Verification,
];
