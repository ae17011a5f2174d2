import { AdministrationController } from './administration.controller.ts';
import { AssessmentsController } from './assessments.controller.ts';
import { CandidatesController } from './candidates.controller.ts';
import { CollectionPlansController } from './collection-plans.controller.ts';
import { ClassificationSchemesController } from './classification-schemes.controller.ts';
import { CrosswalksController } from './crosswalks.controller.ts';
import { ReferenceListsController } from './reference-lists.controller.ts';
import { CoverageController } from './coverage.controller.ts';
import { DivisionsController } from './divisions.controller.ts';
import { FlagsController } from './flags.controller.ts';
import { FollowUpsController } from './follow-ups.controller.ts';
import { ConsultationController } from './consultation.controller.ts';
import { NetworkAgreementsController } from './network-agreements.controller.ts';
import { PlanCommentsController } from './plan-comments.controller.ts';
import { ScenariosController } from './scenarios.controller.ts';
import { PlanDifferencesController } from './plan-differences.controller.ts';
import { ReportsController } from './reports.controller.ts';
import { StatutoryController } from './statutory.controller.ts';
import { TwoDaysController } from './two-days.controller.ts';
import { PlanListController } from './plan-list.controller.ts';

export const http = [
  CollectionPlansController,
  PlanDifferencesController,
  ConsultationController,
  PlanCommentsController,
  PlanListController,
  CrosswalksController,
  ReferenceListsController,
  ClassificationSchemesController,
  NetworkAgreementsController,
  CoverageController,
  CandidatesController,
  TwoDaysController,
  ReportsController,
  StatutoryController,
  ScenariosController,
  DivisionsController,
  FlagsController,
  FollowUpsController,
  AssessmentsController,
  AdministrationController,
];
