import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { RetentionCommitmentState } from '#libs/contracts';
import { day, isil, Refusal, keyOfIdentifier } from '#libs/kernel';
import { actsFor, Allow, ApiPage, Clock, CurrentUser, type Page, uploadOf, type User } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import {
  Body,
  Controller,
  Get,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Post,
  Put,
  Query,
  Req,
  StreamableFile,
} from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { type CommitmentSubject, RetentionCommitment } from '../model/retention-commitment.ts';
import { commitmentMade, CommitmentRow, commitmentsMade } from '../queries/commitments.ts';
import { commitmentsCsv, commitmentsMarc, commitmentsMarcXml } from '../queries/commitments-export.ts';
import { knownProfiles } from '../queries/profiles.ts';
import { titleRetention, TitleRetentionRow } from '../queries/title-retention.ts';
import { CommitmentImport } from '../store/commitment-import.ts';
import { Participants } from '../store/participants.ts';
import { RetentionCommitments, unknownCommitment } from '../store/retention-commitments.ts';
import {
  AmendRequest,
  BecomeRequest,
  CommitmentsRequest,
  ExportRequest,
  ImportRequest,
  PromiseRequest,
  termsOf,
  text,
  TitleRequest,
} from './commitments.requests.ts';
import { ImportOutcomeRow } from './import-outcome.ts';

const AUTHORS = ['collection-manager', 'administrator', 'service'] as const;
const LARGEST_FILE = 1024 ** 3;

@ApiTags('retention commitments')
@ApiBearerAuth()
@Controller('retention-commitments')
@Allow('collection-manager', 'plan-owner', 'administrator', 'service')
export class CommitmentsController {
  constructor(
    private readonly em: EntityManager,
    private readonly commitments: RetentionCommitments,
    private readonly participants: Participants,
    private readonly files: CommitmentImport,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ApiPage(CommitmentRow)
  list(@Query() asked: CommitmentsRequest): Promise<Page<CommitmentRow>> {
    if (asked.endsBy !== undefined) day(asked.endsBy);
    return commitmentsMade(this.em, asked, asked);
  }

  /** Who has a title and who promised to keep it, in the whole network. */
  @Get('of-title')
  @ApiOkResponse({ type: TitleRetentionRow })
  ofTitle(@Query() { identifier }: TitleRequest): Promise<TitleRetentionRow> {
    return titleRetention(this.em, keyOfIdentifier(identifier));
  }

  /** As CSV, or those about titles as MARC 21 or MARCXML with field 583. */
  @Get('file')
  @ApiProduces('text/csv', 'application/marc', 'application/marcxml+xml')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  file(@Query() { format, participant }: ExportRequest): StreamableFile {
    const whose = participant === undefined ? null : isil(participant);
    const em = this.em.fork();
    if (format === 'csv') return download(commitmentsCsv(em, whose), 'text/csv; charset=utf-8', 'bewaarafspraken.csv');
    return format === 'marc'
      ? download(commitmentsMarc(em, whose), 'application/marc', 'bewaarafspraken.mrc')
      : download(commitmentsMarcXml(em, whose), 'application/marcxml+xml', 'bewaarafspraken.xml');
  }

  @Get(':id')
  @ApiOkResponse({ type: CommitmentRow })
  async one(@Param('id', ParseUUIDPipe) id: string): Promise<CommitmentRow> {
    const found = await commitmentMade(this.em, id);
    if (found === null) throw unknownCommitment(id);
    return found;
  }

  @Post()
  @Allow(...AUTHORS)
  @ApiCreatedResponse({ type: CommitmentRow })
  async promise(@Body() body: PromiseRequest, @CurrentUser() user: User): Promise<CommitmentRow> {
    actsFor(user, body.participant);
    const { participant, from } = body;
    const made = new RetentionCommitment(randomUUID(), {
      participant,
      about: await this.subjectOf(body),
      from,
      terms: termsOf(body),
    });
    await this.commitments.change([], async () => {
      await this.participants.get(participant);
      return { commitments: [made], said: made.make() };
    });
    return this.one(made.id);
  }

  @Put(':id')
  @Allow(...AUTHORS)
  @ApiOkResponse({ type: CommitmentRow })
  amend(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: AmendRequest,
    @CurrentUser() user: User,
  ): Promise<CommitmentRow> {
    return this.decide(id, user, body.version, (commitment) => commitment.amend(termsOf(body), text(body.reason)));
  }

  /** Records what became of it: it is superseded, lost, damaged, missing or was made in error; or it is well again. */
  @Post(':id/become')
  @HttpCode(200)
  @Allow(...AUTHORS)
  @ApiOkResponse({ type: CommitmentRow })
  become(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { state, on, successor = null, reason = null, version }: BecomeRequest,
    @CurrentUser() user: User,
  ): Promise<CommitmentRow> {
    return this.decide(id, user, version, async (commitment) => {
      if (successor !== null && successor !== id) {
        const other = (await this.commitments.known([successor])).get(successor);
        if (other === undefined) throw unknownCommitment(successor);
        commitment.expectSuccessor(other);
      }
      return commitment.become({ state, on, successor, reason }, this.clock.today());
    });
  }

  /** Takes over a file: MARC 21 or MARCXML with field 583, or CSV. What is known already stays as it is. */
  @Post('file')
  @HttpCode(200)
  @Allow(...AUTHORS)
  @ApiConsumes('multipart/form-data', 'application/octet-stream')
  @ApiBody({ schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } } } })
  @ApiOkResponse({ type: ImportOutcomeRow })
  async take(
    @Query() { participant }: ImportRequest,
    @CurrentUser() user: User,
    @Req() request: FastifyRequest,
  ): Promise<ImportOutcomeRow> {
    actsFor(user, participant);
    const { stream } = await uploadOf(request, LARGEST_FILE);
    return this.files.take(
      Readable.from(stream as AsyncIterable<Uint8Array>, { objectMode: false }),
      participant,
      user,
    );
  }

  private async decide(
    id: string,
    user: User,
    seen: number | undefined,
    decide: (it: RetentionCommitment) => RetentionCommitmentState[] | Promise<RetentionCommitmentState[]>,
  ): Promise<CommitmentRow> {
    await this.commitments.changeOne(id, (commitment) => {
      actsFor(user, commitment.participant);
      commitment.expect(seen);
      return decide(commitment);
    });
    return this.one(id);
  }

  private async subjectOf({ identifier, title, profile }: PromiseRequest): Promise<CommitmentSubject> {
    if (identifier !== undefined && profile === undefined) {
      return { key: keyOfIdentifier(identifier), identifier: identifier.trim(), title: title ?? null };
    }
    if (profile === undefined || identifier !== undefined) {
      throw new Refusal(
        'commitment.invalid',
        'A commitment is about a title or about a profile: send either identifier or profile',
      );
    }
    if ((await knownProfiles(this.em))?.has(profile) !== true) {
      throw new Refusal(
        'profile.unknown',
        `The adopted collection plan has no profile ${profile}; GET /profiles has those that there are`,
      );
    }
    return { profile };
  }
}

function download(pieces: AsyncIterable<string | Buffer>, type: string, name: string): StreamableFile {
  return new StreamableFile(Readable.from(pieces, { objectMode: false }), {
    type,
    disposition: `attachment; filename="${name}"`,
  });
}
