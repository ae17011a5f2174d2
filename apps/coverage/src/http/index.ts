import { AdministrationController } from './administration.controller.ts';
import { AssessmentsController } from './assessments.controller.ts';
import { CollectionPlansController } from './collection-plans.controller.ts';
import { CoverageController } from './coverage.controller.ts';
import { FlagsController } from './flags.controller.ts';

export const http = [
  CollectionPlansController,
  CoverageController,
  FlagsController,
  AssessmentsController,
  AdministrationController,
];
