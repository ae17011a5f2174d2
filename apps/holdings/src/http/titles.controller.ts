import { day, Refusal } from '#libs/kernel';
import {
  actsFor,
  Allow,
  ApiPage,
  Clock,
  CurrentUser,
  hasRole,
  type Page,
  PageRequest,
  type User,
} from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Readable } from 'node:stream';
import { Controller, Get, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiProduces, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsIn, IsNotEmpty, IsOptional, Matches, MaxLength } from 'class-validator';
import { HoldingRow, holdingsOf } from '../queries/holdings.ts';
import { Runs } from '../store/runs.ts';
import { HoldingsExport } from '../writing/holdings-export.ts';
import { HoldersThen, holdersOn, historyOf, PastHolding } from '../queries/title-history.ts';
import { recordsOfTitle, RecordRow } from '../queries/title-records.ts';
import { titleOf, TitleRow, titlesBy } from '../queries/titles.ts';

export class TitlesRequest {
  @ApiProperty({ description: 'ISBN, PPN, OCN, ISSN or ISMN' })
  @IsNotEmpty()
  @MaxLength(100)
  readonly identifier!: string;
}

export class HoldersRequest {
  @ApiProperty({ required: false, description: 'The day, YYYY-MM-DD; by default today' })
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'on must be a day, YYYY-MM-DD' })
  readonly on?: string;
}

const FORMATS = ['csv', 'xlsx', 'marc', 'marcxml'] as const;

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export class HoldingsFileRequest {
  @ApiProperty({ enum: FORMATS }) @IsIn(FORMATS) readonly format!: (typeof FORMATS)[number];
}

@ApiTags('titles')
@ApiBearerAuth()
@Controller()
@Allow('collection-manager', 'plan-owner', 'administrator', 'service')
export class TitlesController {
  constructor(
    private readonly em: EntityManager,
    private readonly files: HoldingsExport,
    private readonly runs: Runs,
    private readonly clock: Clock,
  ) {}

  @Get('titles')
  @ApiPage(TitleRow)
  async find(@Query() { identifier }: TitlesRequest): Promise<Page<TitleRow>> {
    return { items: await titlesBy(this.em, identifier), next: null };
  }

  @Get('titles/:id')
  @ApiOkResponse({ type: TitleRow })
  async one(@Param('id') id: string): Promise<TitleRow> {
    const title = await titleOf(this.em, titleIdIn(id));
    if (title === null) throw new Refusal('title.unknown', `There is no title ${id}; it may have merged into another`);
    return title;
  }

  @Get('titles/:id/records')
  @ApiPage(RecordRow)
  records(@Param('id') id: string, @Query() page: PageRequest): Promise<Page<RecordRow>> {
    return recordsOfTitle(this.em, titleIdIn(id), page);
  }

  /** Who held it at the end of a day, as far as the network had been told by then. */
  @Get('titles/:id/holders')
  @ApiOkResponse({ type: HoldersThen })
  holders(@Param('id') id: string, @Query() { on }: HoldersRequest): Promise<HoldersThen> {
    return holdersOn(this.em, titleIdIn(id), on === undefined ? this.clock.today() : day(on));
  }

  @Get('titles/:id/history')
  @ApiPage(PastHolding)
  history(@Param('id') id: string, @Query() page: PageRequest): Promise<Page<PastHolding>> {
    return historyOf(this.em, titleIdIn(id), page);
  }

  @Get('participants/:isil/holdings')
  @ApiPage(HoldingRow)
  holdings(
    @Param('isil') isil: string,
    @Query() page: PageRequest,
    @CurrentUser() user: User,
  ): Promise<Page<HoldingRow>> {
    if (!hasRole(user, 'plan-owner')) actsFor(user, isil);
    return holdingsOf(this.em, isil, page);
  }

  /** As CSV, XLSX, MARC 21 or MARCXML: titles as the network knows them, copies, and field 583 for what is to be kept. */
  @Get('participants/:isil/holdings/file')
  @ApiProduces('text/csv', XLSX, 'application/marc', 'application/marcxml+xml')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async holdingsFile(
    @Param('isil') isil: string,
    @Query() { format }: HoldingsFileRequest,
    @CurrentUser() user: User,
  ): Promise<StreamableFile> {
    if (!hasRole(user, 'plan-owner')) actsFor(user, isil);
    await this.runs.expectParticipant(isil);
    await this.files.expectAgreements(isil);
    if (format === 'csv') return download(this.files.csv(isil), 'text/csv; charset=utf-8', `bezit-${isil}.csv`);
    if (format === 'xlsx') return download(this.files.xlsx(isil), XLSX, `bezit-${isil}.xlsx`);
    return format === 'marc'
      ? download(this.files.marc(isil), 'application/marc', `bezit-${isil}.mrc`)
      : download(this.files.marcXml(isil), 'application/marcxml+xml', `bezit-${isil}.xml`);
  }
}

function download(pieces: AsyncIterable<string | Buffer>, type: string, name: string): StreamableFile {
  return new StreamableFile(Readable.from(pieces), { type, disposition: `attachment; filename="${name}"` });
}

function titleIdIn(text: string): string {
  if (/^[1-8]\d{18}$/.test(text)) return text;
  throw new Refusal('title.malformed', `'${text}' is no title id; it has 19 digits`);
}
