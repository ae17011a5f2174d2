import { day, Refusal } from '#libs/kernel';
import { Clock } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Controller, Get, Query, type StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiProduces, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional, Matches } from 'class-validator';
import { coverageReport } from '../queries/coverage-report.ts';
import { worded } from '../reporting/report-tables.ts';
import { REPORT_LANGUAGES, type ReportLanguage } from '../reporting/report-words.ts';
import { REPORT_FORMATS, REPORT_TYPES, reportFile, type ReportFormat } from './report-file.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

class ReportRequest {
  @ApiProperty({ required: false, format: 'date', description: 'The first day; by default the first of this year' })
  @IsOptional()
  @Matches(DAY, { message: 'from must be a day, YYYY-MM-DD' })
  readonly from?: string;

  @ApiProperty({ required: false, format: 'date', description: 'The last day; by default today' })
  @IsOptional()
  @Matches(DAY, { message: 'to must be a day, YYYY-MM-DD' })
  readonly to?: string;

  @ApiProperty({ enum: REPORT_FORMATS }) @IsIn(REPORT_FORMATS) readonly format!: ReportFormat;

  @ApiProperty({ enum: REPORT_LANGUAGES, required: false, default: 'nl' })
  @IsIn(REPORT_LANGUAGES)
  readonly language: ReportLanguage = 'nl';
}

@ApiTags('coverage')
@ApiBearerAuth()
@Controller('coverage/report')
export class ReportsController {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** How the network met the plan over a period: a year, or the whole of the plan. */
  @Get()
  @ApiProduces(...Object.values(REPORT_TYPES))
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async file(@Query() asked: ReportRequest): Promise<StreamableFile> {
    const today = this.clock.today();
    const from = day(asked.from ?? `${today.slice(0, 4)}-01-01`);
    const to = day(asked.to ?? today);
    if (from > to) throw new Refusal('report.period', `The period begins on ${from}, after its end on ${to}`);
    if (from > today) throw new Refusal('report.period', `The period begins on ${from}, which is still to come`);
    const report = worded(await coverageReport(this.em, from, to, today), asked.language);
    return reportFile(report, asked.format, `dekking-${from}-${to}`);
  }
}
