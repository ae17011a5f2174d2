import { Readable } from 'node:stream';
import { isil } from '#libs/kernel';
import { actsFor, Allow, ApiPage, CurrentUser, hasRole, type Page, type User } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Controller, Get, Header, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { expectSource, qualityTrend, sourceQualities, SourceQualityRow } from '../queries/source-quality.ts';
import { RecordRow, recordsToMend } from '../queries/title-records.ts';
import { qualityCsv, toMendCsv } from './quality-csv.ts';
import { QualityRequest, ToMendRequest } from './quality.requests.ts';

/** What delivered records are like, and which of them have something to mend. */
@ApiTags('metadata quality')
@ApiBearerAuth()
@Controller()
@Allow('collection-manager', 'plan-owner', 'administrator', 'service')
export class QualityController {
  constructor(private readonly em: EntityManager) {}

  @Get('metadata-quality')
  @ApiPage(SourceQualityRow)
  all(@Query() request: QualityRequest, @CurrentUser() user: User): Promise<Page<SourceQualityRow>> {
    return sourceQualities(this.em, Object.assign(request, { participant: seen(user, request.participant) }));
  }

  @Get('metadata-quality.csv')
  @Header('content-disposition', 'attachment; filename="metadatakwaliteit.csv"')
  @ApiOkResponse({ content: { 'text/csv': {} } })
  allCsv(@Query() request: QualityRequest, @CurrentUser() user: User): StreamableFile {
    return csv(qualityCsv(this.em.fork(), seen(user, request.participant)));
  }

  @Get('participants/:isil/sources/:source/quality')
  @ApiPage(SourceQualityRow)
  async trend(
    @Param('isil') participant: string,
    @Param('source') source: string,
    @CurrentUser() user: User,
  ): Promise<Page<SourceQualityRow>> {
    refuseStrangers(user, participant);
    return { items: await qualityTrend(this.em, participant, source), next: null };
  }

  @Get('participants/:isil/sources/:source/records-to-mend')
  @ApiPage(RecordRow)
  async toMend(
    @Param('isil') participant: string,
    @Param('source') source: string,
    @Query() { what, ...page }: ToMendRequest,
    @CurrentUser() user: User,
  ): Promise<Page<RecordRow>> {
    refuseStrangers(user, participant);
    return recordsToMend(this.em, await expectSource(this.em, participant, source), what, page);
  }

  @Get('participants/:isil/sources/:source/records-to-mend.csv')
  @Header('content-disposition', 'attachment; filename="te-verbeteren.csv"')
  @ApiOkResponse({ content: { 'text/csv': {} } })
  async toMendCsv(
    @Param('isil') participant: string,
    @Param('source') source: string,
    @Query() { what }: ToMendRequest,
    @CurrentUser() user: User,
  ): Promise<StreamableFile> {
    refuseStrangers(user, participant);
    return csv(toMendCsv(this.em.fork(), await expectSource(this.em, participant, source), what));
  }
}

function refuseStrangers(user: User, participant: string): void {
  if (!hasRole(user, 'plan-owner')) actsFor(user, isil(participant));
}

/** Whose sources somebody sees: the own ones, and who looks after the whole network those of everybody. */
function seen(user: User, asked: string | undefined): string | undefined {
  if (hasRole(user, 'plan-owner', 'administrator', 'service')) return asked;
  if (asked !== undefined) actsFor(user, isil(asked));
  return asked ?? user.participant ?? '';
}

function csv(lines: AsyncGenerator<string>): StreamableFile {
  return new StreamableFile(Readable.from(lines), { type: 'text/csv; charset=utf-8' });
}
