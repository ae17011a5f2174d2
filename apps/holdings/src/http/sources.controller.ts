import { isil } from '#libs/kernel';
import { actsFor, Allow, ApiPage, CurrentUser, hasRole, type Page, uploadOf, type User } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Put, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { IMPORTING, type Importing } from '../importing/options.ts';
import { passing, Spool } from '../importing/spool.ts';
import { mappingOf, MappingRow } from '../queries/mapping.ts';
import { SourceRow, sourcesOf } from '../queries/sources.ts';
import { tryOut } from '../reading/trial/try-out.ts';
import { Mappings } from '../store/mappings.ts';
import { Runs } from '../store/runs.ts';
import { ChangeMappingRequest, changesIn } from './sources.requests.ts';
import { TrialRow } from './trial-row.ts';

/** The sources of a participant: how their fields are read, and what would come of a file. */
@ApiTags('sources')
@ApiBearerAuth()
@Controller('participants/:isil/sources')
@Allow('collection-manager', 'administrator', 'service')
export class SourcesController {
  constructor(
    private readonly em: EntityManager,
    private readonly mappings: Mappings,
    private readonly runs: Runs,
    private readonly spool: Spool,
    @Inject(IMPORTING) private readonly options: Importing,
  ) {}

  @Get()
  @Allow('collection-manager', 'plan-owner', 'administrator', 'service')
  @ApiPage(SourceRow)
  async all(@Param('isil') participant: string, @CurrentUser() user: User): Promise<Page<SourceRow>> {
    if (!hasRole(user, 'plan-owner')) actsFor(user, isil(participant));
    return { items: await sourcesOf(this.em, participant), next: null };
  }

  @Get(':source/mapping')
  @Allow('collection-manager', 'plan-owner', 'administrator', 'service')
  @ApiOkResponse({ type: MappingRow })
  async mapping(
    @Param('isil') participant: string,
    @Param('source') source: string,
    @CurrentUser() user: User,
  ): Promise<MappingRow> {
    if (!hasRole(user, 'plan-owner')) actsFor(user, isil(participant));
    return mappingOf(this.em, participant, source);
  }

  @Put(':source/mapping')
  @ApiOkResponse({ type: MappingRow })
  async change(
    @Param('isil') participant: string,
    @Param('source') source: string,
    @Body() request: ChangeMappingRequest,
    @CurrentUser() user: User,
  ): Promise<MappingRow> {
    actsFor(user, isil(participant));
    await this.mappings.change(participant, source, {
      after: request.after,
      mapping: changesIn(request),
      by: user.id,
    });
    return mappingOf(this.em, participant, source);
  }

  @Post(':source/trials')
  @HttpCode(200)
  @ApiConsumes('multipart/form-data', 'application/octet-stream')
  @ApiBody({ schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } } } })
  @ApiOkResponse({ type: TrialRow })
  async try(
    @Param('isil') participant: string,
    @Param('source') source: string,
    @CurrentUser() user: User,
    @Req() request: FastifyRequest,
  ): Promise<TrialRow> {
    actsFor(user, isil(participant));
    await this.runs.expectParticipant(participant);
    const { inForce } = await mappingOf(this.em, participant, source);
    const { stream } = await uploadOf(request, this.options.uploadLimit);
    const { id } = await this.spool.keep(passing(stream));
    try {
      return await tryOut(this.spool.pathOf(id), inForce);
    } finally {
      await this.spool.drop(id);
    }
  }
}
