import { Allow, ApiPage, CurrentUser, hasRole, ownOf, type Page, type User } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiNoContentResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { Decider } from '../deciding/chosen.ts';
import { TitleDecisionRow, titleDecisions } from '../queries/title-decisions.ts';
import { TitleDecisions } from '../store/title-decisions.ts';
import { ApartRequest, SameTitleRequest, TakeBackRequest, TitleDecisionsRequest } from './title-decisions.requests.ts';

class MadeDecision {
  @ApiProperty({ description: 'The decision' }) readonly id!: string;
  @ApiProperty({ description: 'The title that came of it' }) readonly title!: string;
}

/** What people decide about titles where numbers and descriptions say too much or too little. */
@ApiTags('titles')
@ApiBearerAuth()
@Controller('title-decisions')
@Allow('collection-manager', 'plan-owner', 'administrator', 'service')
export class TitleDecisionsController {
  constructor(
    private readonly em: EntityManager,
    private readonly decisions: TitleDecisions,
  ) {}

  @Get()
  @ApiPage(TitleDecisionRow)
  all(@Query() request: TitleDecisionsRequest): Promise<Page<TitleDecisionRow>> {
    return titleDecisions(this.em, request);
  }

  @Post('same')
  @ApiCreatedResponse({ type: MadeDecision })
  same(@Body() { titles, reason }: SameTitleRequest, @CurrentUser() user: User): Promise<MadeDecision> {
    return this.decisions.same(titles, reason, decider(user));
  }

  @Post('apart')
  @ApiCreatedResponse({ type: MadeDecision })
  apart(@Body() { title, records, reason }: ApartRequest, @CurrentUser() user: User): Promise<MadeDecision> {
    return this.decisions.apart(title, records, reason, decider(user));
  }

  @Post(':id/take-back')
  @HttpCode(204)
  @ApiNoContentResponse()
  takeBack(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { reason }: TakeBackRequest,
    @CurrentUser() user: User,
  ): Promise<void> {
    return this.decisions.takeBack(id, reason, decider(user));
  }
}

/** Who reviews the whole network decides about all of it; a collection manager for the own participant. */
function decider(user: User): Decider {
  const everywhere = hasRole(user, 'plan-owner', 'administrator', 'service');
  return { id: user.id, name: user.name, participants: everywhere ? 'all' : ownOf(user) };
}
