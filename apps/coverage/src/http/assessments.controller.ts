import { CurrentUser, hasRole, mayActFor, type User } from '#libs/platform';
import { Refusal } from '#libs/kernel';
import { EntityManager } from '@mikro-orm/postgresql';
import { Controller, Get, Param, ParseUUIDPipe } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { PlanAssessment, planAssessment } from '../queries/plan-assessment.ts';

@ApiTags('acquisition plans')
@ApiBearerAuth()
@Controller('acquisition-plans')
export class AssessmentsController {
  constructor(private readonly em: EntityManager) {}

  /** What the plan means; pending as long as it was not heard of here. For its submitter and for plan owners. */
  @Get(':id/assessment')
  @ApiOkResponse({ type: PlanAssessment })
  async one(@Param('id', ParseUUIDPipe) id: string, @CurrentUser() user: User): Promise<PlanAssessment> {
    const found = await planAssessment(this.em, id);
    if (found === null) return { state: 'pending', version: 0, flags: [] };
    const { participant, state, version, flags } = found;
    if (hasRole(user, 'plan-owner') || mayActFor(user, participant)) return { state, version, flags };
    throw new Refusal('acquisition-plan.not-yours', `Acquisition plan ${id} is another participant's`);
  }
}
