import { CollectionPlans } from './collection-plans.ts';
import { Judge } from './judge.ts';
import { PlanInForce } from './plan-in-force.ts';
import { Projection } from './projection.ts';

export const store = [CollectionPlans, PlanInForce, Judge, Projection];
