import { EntityManager } from '@mikro-orm/postgresql';
import { Controller, Get, Header, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { PlanDifferenceRow } from '../queries/plan-difference-rows.ts';
import { planDifferences } from '../queries/plan-differences.ts';
import { csvOfDifferences } from './plan-differences-csv.ts';
import { PlanDifferencesRequest } from './plan-differences.requests.ts';

/** What any version of a collection plan says otherwise than any other. */
@ApiTags('collection plan')
@ApiBearerAuth()
@Controller('collection-plans')
export class PlanDifferencesController {
  constructor(private readonly em: EntityManager) {}

  @Get('differences')
  @ApiOkResponse({ type: PlanDifferenceRow })
  differences(@Query() asked: PlanDifferencesRequest): Promise<PlanDifferenceRow> {
    return planDifferences(this.em, asked);
  }

  /** The values that differ, for a spreadsheet: semicolons, UTF-8 with a byte order mark. */
  @Get('differences.csv')
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="plan-differences.csv"')
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' } })
  async file(@Query() asked: PlanDifferencesRequest): Promise<string> {
    return csvOfDifferences(await planDifferences(this.em, asked));
  }
}
