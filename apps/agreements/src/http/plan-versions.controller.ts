import { Allow, ApiPage, CurrentUser, type Page, type User } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Controller, Get, Param, ParseIntPipe, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsInt, Min } from 'class-validator';
import { differences } from '../model/differences.ts';
import type { AcquisitionPlanRow } from '../queries/acquisition-plan-rows.ts';
import { acquisitionPlan } from '../queries/acquisition-plans.ts';
import {
  contentRow,
  DifferenceRow,
  PlanContentRow,
  planInVersion,
  PlanVersionRow,
  planVersions,
} from '../queries/plan-versions.ts';
import { unknownPlan } from '../store/acquisition-plans.ts';

class DifferencesRequest {
  @ApiProperty({ description: 'The earlier version' }) @IsInt() @Min(1) readonly from!: number;
  @ApiProperty({ description: 'The later version' }) @IsInt() @Min(1) readonly to!: number;
}

/** Every version of a plan, and what one says otherwise than another. */
@ApiTags('acquisition plans')
@ApiBearerAuth()
@Controller('acquisition-plans/:id')
@Allow('collection-manager', 'plan-owner', 'administrator', 'service')
export class PlanVersionsController {
  constructor(private readonly em: EntityManager) {}

  /** All on one page, the newest first. */
  @Get('versions')
  @ApiPage(PlanVersionRow)
  async list(@Param('id', ParseUUIDPipe) id: string, @CurrentUser() user: User): Promise<Page<PlanVersionRow>> {
    const plan = await this.plan(id, user);
    return { items: await planVersions(this.em, user, plan), next: null };
  }

  @Get('versions/:version')
  @ApiOkResponse({ type: PlanContentRow })
  async one(
    @Param('id', ParseUUIDPipe) id: string,
    @Param('version', ParseIntPipe) version: number,
    @CurrentUser() user: User,
  ): Promise<PlanContentRow> {
    const plan = await this.plan(id, user);
    return contentRow(version, await planInVersion(this.em, user, plan, version));
  }

  /** What the later version says otherwise: of the plan itself, then of its lines; all on one page. */
  @Get('differences')
  @ApiPage(DifferenceRow)
  async differences(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { from, to }: DifferencesRequest,
    @CurrentUser() user: User,
  ): Promise<Page<DifferenceRow>> {
    const plan = await this.plan(id, user);
    const before = await planInVersion(this.em, user, plan, from);
    const after = await planInVersion(this.em, user, plan, to);
    return { items: differences(before, after), next: null };
  }

  private async plan(id: string, user: User): Promise<AcquisitionPlanRow> {
    const found = await acquisitionPlan(this.em, user, id);
    if (found === null) throw unknownPlan(id);
    return found;
  }
}
