import { ApiPage, type Page } from '#libs/platform';
import { Readable } from 'node:stream';
import { EntityManager } from '@mikro-orm/postgresql';
import { Controller, Get, Header, Param, ParseUUIDPipe, Query, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { FlagExplanation, flagExplanation } from '../queries/flag-explanation.ts';
import { FlagFilter, flags, FlagsRequest } from '../queries/flags.ts';
import { FlagRow } from '../queries/rows.ts';
import { unknownFlag } from '../store/follow-ups.ts';
import { csvOf } from './flags-csv.ts';

@ApiTags('flags')
@ApiBearerAuth()
@Controller()
export class FlagsController {
  constructor(private readonly em: EntityManager) {}

  @Get('flags')
  @ApiPage(FlagRow)
  list(@Query() asked: FlagsRequest): Promise<Page<FlagRow>> {
    return flags(this.em, asked);
  }

  /** All flags that match, for a spreadsheet: semicolons, UTF-8 with a byte order mark. */
  @Get('flags.csv')
  @Header('content-disposition', 'attachment; filename="flags.csv"')
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' } })
  file(@Query() asked: FlagFilter): StreamableFile {
    return new StreamableFile(Readable.from(csvOf(this.em.fork(), asked)), { type: 'text/csv; charset=utf-8' });
  }

  /** Why it is raised: the rule, the numbers, the agreements and the events behind it, and what was said of it before. */
  @Get('flags/:id')
  @ApiOkResponse({ type: FlagExplanation })
  async one(@Param('id', ParseUUIDPipe) id: string): Promise<FlagExplanation> {
    const found = await flagExplanation(this.em, id);
    if (found !== null) return found;
    throw unknownFlag(id);
  }
}
