import { CurrentUser, hasRole, type User } from '#libs/platform';
import { Refusal } from '#libs/kernel';
import { EntityManager } from '@mikro-orm/postgresql';
import { Controller, Get, Param, ParseUUIDPipe } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { PlanAssessment, planAssessment } from '../queries/plan-assessment.ts';
import { Acting } from './acting.ts';

@ApiTags('acquisition plans')
@ApiBearerAuth()
@Controller('acquisition-plans')
export class AssessmentsController {
  constructor(
    private readonly em: EntityManager,
    private readonly acting: Acting,
  ) {}

  /** What the plan means; pending as long as it was not heard of here. For its submitter, who acts for it, and plan owners. */
  @Get(':id/assessment')
  @ApiOkResponse({ type: PlanAssessment })
  async one(@Param('id', ParseUUIDPipe) id: string, @CurrentUser() user: User): Promise<PlanAssessment> {
    const found = await planAssessment(this.em, id);
    if (found === null) return { state: 'pending', version: 0, flags: [] };
    const { participant, state, version, flags } = found;
    if (!hasRole(user, 'plan-owner') && !(await this.acting.mayActFor(user, participant))) {
      throw new Refusal('acquisition-plan.not-yours', `Acquisition plan ${id} is another participant's`);
    }
    return { state, version, flags };
  }
}
