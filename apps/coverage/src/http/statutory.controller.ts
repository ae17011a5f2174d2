import type { LoanRequestCount, LoanRequestsQuestion } from '#libs/contracts';
import { isil, type Isil, Refusal } from '#libs/kernel';
import { askOf, Questions, Unanswered } from '#libs/messaging';
import { actsFor, Clock, CurrentUser, hasRole, type User } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Controller, Get, Query, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiProduces, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsNotEmpty, IsOptional, Max, Min } from 'class-validator';
import { statutoryReport, StatutoryReport, withRequests } from '../queries/statutory-report.ts';
import { REPORT_LANGUAGES, type ReportLanguage } from '../reporting/report-words.ts';
import { wordedStatutory } from '../reporting/statutory-tables.ts';
import { Acting } from './acting.ts';
import { REPORT_FORMATS, REPORT_TYPES, reportFile } from './report-file.ts';
import { csvOfStatutoryReport } from './statutory-csv.ts';

const FORMATS = [...REPORT_FORMATS, 'csv'] as const;
const CSV = 'text/csv; charset=utf-8';

class StatutoryRequest {
  @ApiProperty({ description: 'The year that is reported on' })
  @Type(() => Number)
  @IsInt()
  @Min(2000)
  @Max(2999)
  readonly year!: number;

  @ApiProperty({ required: false, description: 'One participant; all of them is for the plan owner alone' })
  @IsOptional()
  @IsNotEmpty()
  readonly participant?: string;
}

class StatutoryFileRequest extends StatutoryRequest {
  @ApiProperty({ enum: FORMATS }) @IsIn(FORMATS) readonly format!: (typeof FORMATS)[number];

  @ApiProperty({ enum: REPORT_LANGUAGES, required: false, default: 'nl' })
  @IsIn(REPORT_LANGUAGES)
  readonly language: ReportLanguage = 'nl';
}

/** What libraries report each year before the first of May. */
@ApiTags('coverage')
@ApiBearerAuth()
@Controller('coverage')
export class StatutoryController {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly acting: Acting,
    private readonly questions: Questions,
  ) {}

  /** What a participant, or each of them, had and got in a year, and what it requested elsewhere. */
  @Get('statutory')
  @ApiOkResponse({ type: StatutoryReport })
  async report(@Query() { year, participant }: StatutoryRequest, @CurrentUser() user: User): Promise<StatutoryReport> {
    const today = this.clock.today();
    if (`${year}-01-01` > today) throw new Refusal('report.period', `The year ${year} is still to come`);
    const whose = await this.allowed(user, participant);
    const report = await statutoryReport(this.em, { year, participant: whose }, today);
    if (whose !== null && report.participants.length === 0) {
      throw new Refusal('participant.unknown', `No participant ${whose} is known here`);
    }
    const requests = await this.requests({
      from: `${year}-01-01`,
      to: `${year}-12-31`,
      ...(whose === null ? {} : { participant: whose }),
    });
    return requests === null ? report : withRequests(report, requests);
  }

  /** The same as a document, for a spreadsheet, or by participant and category as CSV. */
  @Get('statutory/file')
  @ApiProduces(...Object.values(REPORT_TYPES), CSV)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async file(@Query() asked: StatutoryFileRequest, @CurrentUser() user: User): Promise<StreamableFile> {
    const { format, language, year } = asked;
    const report = await this.report(asked, user);
    const name = `wettelijke-gegevens-${year}${asked.participant === undefined ? '' : `-${asked.participant}`}`;
    if (format !== 'csv') return reportFile(wordedStatutory(report, language), format, name);
    return new StreamableFile(Buffer.from(csvOfStatutoryReport(report)), {
      type: CSV,
      disposition: `attachment; filename="${name}.csv"`,
    });
  }

  /** A plan owner sees all; anybody else the participants that he or she acts for. */
  private async allowed(user: User, participant: string | undefined): Promise<Isil | null> {
    const whose = participant === undefined ? null : isil(participant);
    if (hasRole(user, 'plan-owner', 'administrator')) return whose;
    if (whose === null) {
      throw new Refusal('report.whose', 'The report of all participants is for the plan owner; name your participant');
    }
    if (!(await this.acting.mayActFor(user, whose))) actsFor(user, whose);
    return whose;
  }

  /** `null` when agreements does not answer: the rest of the report is right without. */
  private async requests(question: LoanRequestsQuestion): Promise<readonly LoanRequestCount[] | null> {
    try {
      return await this.questions.ask<LoanRequestCount[]>(askOf('agreements', 'loan-requests'), question);
    } catch (error) {
      if (error instanceof Unanswered) return null;
      throw error;
    }
  }
}
