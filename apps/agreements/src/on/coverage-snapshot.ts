import type { SnapshotAssessment, SnapshotCollectionPlan } from '#libs/contracts';
import { type BootstrapFrom, Bootstraps, SnapshotPages } from '#libs/messaging';
import { EntityManager } from '@mikro-orm/postgresql';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { keepAssessment, keepCollectionPlan, numberAssessmentsAnew } from '../store/told-by-coverage.ts';

/** Takes over which profiles there are, and what submitted plans mean, when coverage's events can no longer tell it. */
@Controller()
export class OnCoverageSnapshot {
  constructor(
    private readonly em: EntityManager,
    private readonly pages: SnapshotPages,
  ) {}

  @Bootstraps('coverage')
  async take(@Payload() { sequence }: BootstrapFrom): Promise<void> {
    await this.em.fork().transactional(async (tx) => {
      await numberAssessmentsAnew(tx);
      for await (const plans of this.pages.of<SnapshotCollectionPlan>('coverage', 'collection-plans')) {
        for (const plan of plans) await keepCollectionPlan(tx, plan);
      }
      for await (const assessments of this.pages.of<SnapshotAssessment>('coverage', 'assessments')) {
        for (const assessment of assessments) await keepAssessment(tx, assessment, sequence);
      }
    });
  }
}
