import { MessagingModule, SnapshotPages } from '#libs/messaging';
import { DatabaseModule, PlatformModule, type ServiceConfiguration } from '#libs/platform';
import { type DynamicModule, Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { AcquisitionPlansController } from './http/acquisition-plans.controller.ts';
import { AgendaController } from './http/agenda.controller.ts';
import { AgreementsController } from './http/agreements.controller.ts';
import { CommitmentsController } from './http/commitments.controller.ts';
import { ContactsController } from './http/contacts.controller.ts';
import { ConvenantController } from './http/convenant.controller.ts';
import { LoanRequestsController } from './http/loan-requests.controller.ts';
import { ParticipantsController } from './http/participants.controller.ts';
import { PlanDecisions } from './http/plan-decisions.ts';
import { PlanRemarksController } from './http/plan-remarks.controller.ts';
import { PlanReviewController } from './http/plan-review.controller.ts';
import { PlanVersionsController } from './http/plan-versions.controller.ts';
import { ProfilesController } from './http/profiles.controller.ts';
import { PurchaseChecksController } from './http/purchase-checks.controller.ts';
import { WithdrawalCheckController } from './http/withdrawal-check.controller.ts';
import { WithdrawalItemsController } from './http/withdrawal-items.controller.ts';
import { RepresentationsController } from './http/representations.controller.ts';
import { Represented } from './http/represented.ts';
import { WithdrawalsController } from './http/withdrawals.controller.ts';
import { migrations } from './migrations/index.ts';
import { OnAcquisitionPlanAssessed } from './on/acquisition-plan-assessed.ts';
import { OnHoldingsChanged } from './on/holdings-changed.ts';
import { OnHoldingsSnapshot } from './on/holdings-snapshot.ts';
import { OnCoverageSnapshot } from './on/coverage-snapshot.ts';
import { OnOffersEnded } from './on/offers-ended.ts';
import { OnPlanAdopted } from './on/plan-adopted.ts';
import { OnLoanRequestsAsked } from './on/loan-requests-asked.ts';
import { OnActingForAsked } from './on/acting-for-asked.ts';
import { OnRetentionNotesAsked } from './on/retention-notes-asked.ts';
import { OnSnapshotAsked } from './on/snapshot-asked.ts';
import { OnTitlesChanged } from './on/titles-changed.ts';
import { OnTitlesMerged } from './on/titles-merged.ts';
import { AcquisitionPlans } from './store/acquisition-plans.ts';
import { Agreements } from './store/agreements.ts';
import { CommitmentImport } from './store/commitment-import.ts';
import { Contacts } from './store/contacts.ts';
import { entities } from './store/entities.ts';
import { LoanRequestImport } from './store/loan-request-import.ts';
import { Participants } from './store/participants.ts';
import { Remarks } from './store/remarks.ts';
import { Representations } from './store/representations.ts';
import { RetentionCommitments } from './store/retention-commitments.ts';
import { Withdrawals } from './store/withdrawals.ts';

/** Where intentions meet: participants, what they plan to acquire, and what they agreed. */
@Module({})
export class AgreementsModule {
  static with(configuration: ServiceConfiguration): DynamicModule {
    return {
      module: AgreementsModule,
      imports: [
        PlatformModule.with('agreements', configuration),
        DatabaseModule.with({ url: configuration.DATABASE_URL, entities, migrations, applicationName: 'agreements' }),
        MessagingModule.forService('agreements', {
          natsUrl: configuration.NATS_URL,
          streamBytes: configuration.STREAM_MAX_BYTES,
          replicas: configuration.STREAM_REPLICAS,
        }),
      ],
      controllers: [
        ParticipantsController,
        ContactsController,
        RepresentationsController,
        AcquisitionPlansController,
        PlanReviewController,
        PlanRemarksController,
        PlanVersionsController,
        AgreementsController,
        AgendaController,
        ConvenantController,
        ProfilesController,
        PurchaseChecksController,
        CommitmentsController,
        LoanRequestsController,
        WithdrawalCheckController,
        WithdrawalItemsController,
        WithdrawalsController,
        OnPlanAdopted,
        OnAcquisitionPlanAssessed,
        OnCoverageSnapshot,
        OnRetentionNotesAsked,
        OnSnapshotAsked,
        OnActingForAsked,
        OnLoanRequestsAsked,
        OnTitlesChanged,
        OnTitlesMerged,
        OnHoldingsChanged,
        OnHoldingsSnapshot,
      ],
      providers: [
        Participants,
        Contacts,
        Representations,
        { provide: APP_INTERCEPTOR, useClass: Represented },
        AcquisitionPlans,
        PlanDecisions,
        Remarks,
        Agreements,
        RetentionCommitments,
        CommitmentImport,
        LoanRequestImport,
        Withdrawals,
        OnOffersEnded,
        SnapshotPages,
      ],
    };
  }
}
