import { Readable } from 'node:stream';
import { day, type Isil, isil } from '#libs/kernel';
import { actsFor, Allow, ApiPage, CurrentUser, hasRole, ownOf, type Page, uploadOf, type User } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import {
  Controller,
  Get,
  Header,
  HttpCode,
  Inject,
  Param,
  ParseUUIDPipe,
  Post,
  Query,
  Req,
  StreamableFile,
} from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiOkResponse, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { IMPORTING, type Importing } from '../importing/options.ts';
import { sharable } from '../model/run.ts';
import { passing, Spool } from '../importing/spool.ts';
import { rejectedOriginals, RejectRow, rejectsAfter } from '../queries/rejects.ts';
import { runOf, RunRow, runsAfter } from '../queries/runs.ts';
import { Runs, unknownRun } from '../store/runs.ts';
import { DeliverRequest, RejectsRequest, RunsRequest } from './imports.requests.ts';

@ApiTags('imports')
@ApiBearerAuth()
@Controller()
@Allow('collection-manager', 'plan-owner', 'administrator', 'service')
export class ImportsController {
  constructor(
    private readonly em: EntityManager,
    private readonly runs: Runs,
    private readonly spool: Spool,
    @Inject(IMPORTING) private readonly options: Importing,
  ) {}

  @Post('participants/:isil/imports')
  @Allow('collection-manager', 'administrator', 'service')
  @HttpCode(202)
  @ApiConsumes('multipart/form-data', 'application/octet-stream')
  @ApiBody({ schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } } } })
  @ApiResponse({ status: 202, type: RunRow })
  async deliver(
    @Param('isil') participant: string,
    @Query() about: DeliverRequest,
    @CurrentUser() user: User,
    @Req() request: FastifyRequest,
  ): Promise<RunRow> {
    // Everything that can be refused is refused before a byte is kept.
    actsFor(user, isil(participant));
    await this.runs.expectParticipant(participant);
    const asOf = about.asOf === undefined ? null : day(about.asOf);
    if (about.shared === 'true') sharable(about.mode);
    const { stream, filename } = await uploadOf(request, this.options.uploadLimit);
    const upload = await this.spool.keep(passing(stream));
    const { mode, source } = about;
    await this.runs.receive(upload, {
      participant,
      source,
      mode,
      filename: about.filename ?? filename,
      asOf,
      ...(about.shared === 'true' && { shared: { actsFor: actsForWhom(user) } }),
    });
    return this.known(upload.id);
  }

  @Get('imports')
  @ApiPage(RunRow)
  list(@Query() { participant, ...rest }: RunsRequest, @CurrentUser() user: User): Promise<Page<RunRow>> {
    const everyones = hasRole(user, 'plan-owner', 'administrator', 'service');
    if (!everyones && participant !== undefined) actsFor(user, participant);
    return runsAfter(this.em, { ...rest, participant: everyones ? participant : (user.participant ?? '') });
  }

  @Get('imports/:id')
  @ApiOkResponse({ type: RunRow })
  one(@Param('id', ParseUUIDPipe) id: string, @CurrentUser() user: User): Promise<RunRow> {
    return this.readable(id, user);
  }

  @Post('imports/:id/confirm')
  @Allow('collection-manager', 'administrator', 'service')
  @HttpCode(200)
  @ApiOkResponse({ type: RunRow })
  async confirm(@Param('id', ParseUUIDPipe) id: string, @CurrentUser() user: User): Promise<RunRow> {
    actsFor(user, (await this.known(id)).participant);
    await this.runs.confirm(id);
    return this.known(id);
  }

  @Post('imports/:id/cancel')
  @Allow('collection-manager', 'administrator', 'service')
  @HttpCode(200)
  @ApiOkResponse({ type: RunRow })
  async cancel(@Param('id', ParseUUIDPipe) id: string, @CurrentUser() user: User): Promise<RunRow> {
    actsFor(user, (await this.known(id)).participant);
    await this.runs.cancel(id);
    return this.known(id);
  }

  @Post('imports/:id/undo')
  @Allow('collection-manager', 'administrator', 'service')
  @HttpCode(202)
  @ApiResponse({ status: 202, type: RunRow, description: 'The run that undoes it' })
  async undo(@Param('id', ParseUUIDPipe) id: string, @CurrentUser() user: User): Promise<RunRow> {
    actsFor(user, (await this.known(id)).participant);
    return this.known(await this.runs.undo(id));
  }

  @Get('imports/:id/rejects')
  @ApiPage(RejectRow)
  async rejects(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { severity, ...page }: RejectsRequest,
    @CurrentUser() user: User,
  ): Promise<Page<RejectRow>> {
    await this.readable(id, user);
    return rejectsAfter(this.em, id, severity, page);
  }

  @Get('imports/:id/rejects/file')
  @Header('content-disposition', 'attachment; filename="rejected"')
  @ApiOkResponse({
    description: 'The rejected records as they were delivered',
    content: { 'application/octet-stream': {} },
  })
  async rejectsFile(@Param('id', ParseUUIDPipe) id: string, @CurrentUser() user: User): Promise<StreamableFile> {
    const { format } = await this.readable(id, user);
    return new StreamableFile(Readable.from(rejectedOriginals(this.em.fork(), id, format), { objectMode: false }));
  }

  private async readable(id: string, user: User): Promise<RunRow> {
    const run = await this.known(id);
    if (!hasRole(user, 'plan-owner')) actsFor(user, run.participant);
    return run;
  }

  private async known(id: string): Promise<RunRow> {
    const run = await runOf(this.em, id);
    if (run === null) throw unknownRun(id);
    return run;
  }
}

/** For whom this person may deliver; `null`: for everyone. */
function actsForWhom(user: User): readonly Isil[] | null {
  return hasRole(user, 'administrator', 'service') ? null : ownOf(user);
}
