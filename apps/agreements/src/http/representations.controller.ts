import { randomUUID } from 'node:crypto';
import { day } from '#libs/kernel';
import { actsItselfFor, Allow, ApiPage, Clock, CurrentUser, type Page, type User } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { actingFor, ActingForRow } from '../queries/acting-for.ts';
import { representationOf, RepresentationRow, representationsAfter } from '../queries/representations.ts';
import { Representations, unknownRepresentation } from '../store/representations.ts';
import { EndRepresentationRequest, RepresentationsRequest, RepresentRequest } from './representations.requests.ts';

/** Which support organisation acts for which library. The library says so itself; who acts for it may lay that down. */
@ApiTags('participants')
@ApiBearerAuth()
@Controller()
@Allow('collection-manager', 'plan-owner', 'administrator', 'service')
export class RepresentationsController {
  constructor(
    private readonly em: EntityManager,
    private readonly representations: Representations,
    private readonly clock: Clock,
  ) {}

  @Get('representations')
  @ApiPage(RepresentationRow)
  list(@Query() asked: RepresentationsRequest): Promise<Page<RepresentationRow>> {
    return representationsAfter(this.em, asked, asked);
  }

  /** Those for whom who asks acts today, as a collection manager; all on one page. */
  @Get('acting-for')
  @ApiPage(ActingForRow)
  async mine(@CurrentUser() { participant }: User): Promise<Page<ActingForRow>> {
    const items = participant === undefined ? [] : await actingFor(this.em, participant, this.clock.today());
    return { items, next: null };
  }

  @Post('representations')
  @Allow('collection-manager', 'administrator')
  @ApiCreatedResponse({ type: RepresentationRow })
  async represent(
    @Body() { to = null, ...asked }: RepresentRequest,
    @CurrentUser() user: User,
  ): Promise<RepresentationRow> {
    actsItselfFor(user, asked.participant);
    const id = randomUUID();
    await this.representations.add(id, { ...asked, to });
    return this.one(id);
  }

  @Post('representations/:id/end')
  @HttpCode(200)
  @Allow('collection-manager', 'administrator')
  @ApiOkResponse({ type: RepresentationRow })
  async end(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { on, version }: EndRepresentationRequest,
    @CurrentUser() user: User,
  ): Promise<RepresentationRow> {
    await this.representations.change(id, (it) => {
      if (user.participant !== it.representative) actsItselfFor(user, it.participant);
      it.expect(version);
      return it.end(day(on));
    });
    return this.one(id);
  }

  private async one(id: string): Promise<RepresentationRow> {
    const found = await representationOf(this.em, id);
    if (found === null) throw unknownRepresentation(id);
    return found;
  }
}
