import { MessagingModule } from '#libs/messaging';
import { DatabaseModule, PlatformModule, type ServiceConfiguration } from '#libs/platform';
import { type DynamicModule, Module } from '@nestjs/common';
import { Acting } from './http/acting.ts';
import { http } from './http/index.ts';
import { NextVersion } from './http/next-version.ts';
import { migrations } from './migrations/index.ts';
import { OnHolderChangesOutlived } from './on/holder-changes-outlived.ts';
import { OnNewDay } from './on/new-day.ts';
import { reactions } from './on/index.ts';
import { CollectionPlanSchema } from './store/collection-plan.schema.ts';
import { FollowUpSchema } from './store/follow-up.schema.ts';
import { PlanCommentSchema } from './store/plan-comment.schema.ts';
import { ScenarioSchema } from './store/scenario.schema.ts';
import { store } from './store/index.ts';
import { LOCK_PROJECTION } from './store/projection.ts';

/** Events of a transaction: each may tell of a thousand titles, which take some ten times their text in memory. */
const BATCH = 16;

/** The coverage service. */
@Module({})
export class CoverageModule {
  static with(configuration: ServiceConfiguration): DynamicModule {
    return {
      module: CoverageModule,
      imports: [
        PlatformModule.with('coverage', configuration),
        DatabaseModule.with({
          url: configuration.DATABASE_URL,
          entities: [CollectionPlanSchema, FollowUpSchema, PlanCommentSchema, ScenarioSchema],
          migrations,
          applicationName: 'coverage',
        }),
        MessagingModule.forService('coverage', {
          natsUrl: configuration.NATS_URL,
          streamBytes: configuration.STREAM_MAX_BYTES,
          replicas: configuration.STREAM_REPLICAS,
          first: LOCK_PROJECTION,
          batch: BATCH,
        }),
      ],
      controllers: [...reactions, ...http],
      providers: [...store, OnHolderChangesOutlived, OnNewDay, Acting, NextVersion],
    };
  }
}
