import { MessagingModule } from '#libs/messaging';
import { DatabaseModule, PlatformModule } from '#libs/platform';
import { type DynamicModule, Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import type { HoldingsConfiguration } from './configuration.ts';
import { Harvester } from './harvesting/harvester.ts';
import { HARVESTING, type Harvesting, harvesting } from './harvesting/options.ts';
import { ComparisonController } from './http/comparison.controller.ts';
import { HarvestsController } from './http/harvests.controller.ts';
import { ImportsController } from './http/imports.controller.ts';
import { SearchController } from './http/search.controller.ts';
import { SourcesController } from './http/sources.controller.ts';
import { QualityController } from './http/quality.controller.ts';
import { RecordsController } from './http/records.controller.ts';
import { Represented } from './http/represented.ts';
import { TitleDecisionsController } from './http/title-decisions.controller.ts';
import { TitlesController } from './http/titles.controller.ts';
import { VerificationController } from './http/verification.controller.ts';
import { Importer } from './importing/importer.ts';
import { IMPORTING, type Importing, importing } from './importing/options.ts';
import { ProgressTeller } from './importing/progress.ts';
import { Spool } from './importing/spool.ts';
import { Tidying } from './importing/tidying.ts';
import { ImportWorker } from './importing/worker.ts';
import { QualityMeasurer } from './measuring/quality-measurer.ts';
import { migrations } from './migrations/index.ts';
import { OnParticipantChanged } from './on/participant-changed.ts';
import { OnSnapshotAsked } from './on/snapshot-asked.ts';
import { SearchIndexer } from './searching/search-indexer.ts';
import { Harvests } from './store/harvests.ts';
import { Mappings } from './store/mappings.ts';
import { Runs } from './store/runs.ts';
import { HoldingsExport } from './writing/holdings-export.ts';
import { TitleDecisions } from './store/title-decisions.ts';

/** What everyone has: import runs, the records they brought, the titles these make, and the holdings. */
@Module({})
export class HoldingsModule {
  static with(
    configuration: HoldingsConfiguration,
    tuning: Partial<Importing> = {},
    harvestTuning: Partial<Harvesting> = {},
  ): DynamicModule {
    return {
      module: HoldingsModule,
      imports: [
        PlatformModule.with('holdings', configuration),
        DatabaseModule.with({ url: configuration.DATABASE_URL, migrations, applicationName: 'holdings' }),
        MessagingModule.forService('holdings', {
          natsUrl: configuration.NATS_URL,
          streamBytes: configuration.STREAM_MAX_BYTES,
          replicas: configuration.STREAM_REPLICAS,
        }),
      ],
      controllers: [
        ImportsController,
        SourcesController,
        HarvestsController,
        SearchController,
        TitlesController,
        RecordsController,
        ComparisonController,
        QualityController,
        TitleDecisionsController,
        VerificationController,
        OnParticipantChanged,
        OnSnapshotAsked,
      ],
      providers: [
        { provide: APP_INTERCEPTOR, useClass: Represented },
        {
          provide: IMPORTING,
          useValue: importing({
            spoolDir: configuration.SPOOL_DIR,
            holdAbove: configuration.HOLD_ABOVE,
            uploadLimit: configuration.UPLOAD_MAX_BYTES,
            ...tuning,
          }),
        },
        {
          provide: HARVESTING,
          useValue: harvesting({ allowInner: configuration.HARVEST_PRIVATE_ADDRESSES === 'allow', ...harvestTuning }),
        },
        Spool,
        ProgressTeller,
        Importer,
        Tidying,
        ImportWorker,
        SearchIndexer,
        QualityMeasurer,
        Harvests,
        Harvester,
        Runs,
        Mappings,
        TitleDecisions,
        HoldingsExport,
      ],
    };
  }
}
