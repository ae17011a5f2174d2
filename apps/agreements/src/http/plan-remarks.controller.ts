import { randomUUID } from 'node:crypto';
import { Allow, ApiPage, Clock, CurrentUser, type Page, type User } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Body, Controller, Get, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import { Remark } from '../model/remark.ts';
import { acquisitionPlan } from '../queries/acquisition-plans.ts';
import { RemarkRow, remarksOn } from '../queries/remarks.ts';
import { unknownPlan } from '../store/acquisition-plans.ts';
import { Remarks } from '../store/remarks.ts';
import { sideOf } from './plan-access.ts';
import { RemarkRequest } from './plan-review.requests.ts';

/** What the participant and the plan owner say to each other about a plan and its lines. */
@ApiTags('acquisition plans')
@ApiBearerAuth()
@Controller('acquisition-plans/:id/remarks')
@Allow('collection-manager', 'plan-owner', 'administrator', 'service')
export class PlanRemarksController {
  constructor(
    private readonly em: EntityManager,
    private readonly remarks: Remarks,
    private readonly clock: Clock,
  ) {}

  /** All on one page, in the order in which they were made. */
  @Get()
  @ApiPage(RemarkRow)
  async list(@Param('id', ParseUUIDPipe) id: string, @CurrentUser() user: User): Promise<Page<RemarkRow>> {
    const plan = await acquisitionPlan(this.em, user, id);
    if (plan === null) throw unknownPlan(id);
    sideOf(user, plan);
    return { items: await remarksOn(this.em, id), next: null };
  }

  @Post()
  @ApiCreatedResponse({ type: RemarkRow })
  async say(
    @Param('id', ParseUUIDPipe) plan: string,
    @Body() { line, text }: RemarkRequest,
    @CurrentUser() user: User,
  ): Promise<RemarkRow> {
    const id = randomUUID();
    await this.remarks.add(plan, (about) => {
      const saying = { id, by: sideOf(user, about), name: user.name, at: this.clock.now() };
      return new Remark(about, line ?? null, text, saying);
    });
    const said = await remarksOn(this.em, plan);
    const made = said.find((remark) => remark.id === id);
    if (made === undefined) throw unknownPlan(plan);
    return made;
  }
}
