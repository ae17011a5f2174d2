import { ApiPage, type Page, PageRequest } from '#libs/platform';
import { Readable } from 'node:stream';
import { EntityManager } from '@mikro-orm/postgresql';
import { Controller, Get, Header, Param, ParseUUIDPipe, Query, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { FlagExplanation, flagExplanation } from '../queries/flag-explanation.ts';
import { FlagFilter, flags, FlagsRequest } from '../queries/flags.ts';
import { FlagRow } from '../queries/rows.ts';
import { shortTitles, ShortTitleRow } from '../queries/short-titles.ts';
import { unknownFlag } from '../store/follow-ups.ts';
import { csvOf } from './flags-csv.ts';
import { csvOfShortTitles } from './short-titles-csv.ts';

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

  /** The titles that too few keep, of a flag of that kind: as they are now, by their ids. */
  @Get('flags/:id/titles')
  @ApiPage(ShortTitleRow)
  titles(@Param('id', ParseUUIDPipe) id: string, @Query() asked: PageRequest): Promise<Page<ShortTitleRow>> {
    return shortTitles(this.em, id, asked);
  }

  /** All of those titles, for a spreadsheet: semicolons, UTF-8 with a byte order mark. */
  @Get('flags/:id/titles.csv')
  @Header('content-disposition', 'attachment; filename="titles.csv"')
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' } })
  async titlesFile(@Param('id', ParseUUIDPipe) id: string): Promise<StreamableFile> {
    const em = this.em.fork();
    await shortTitles(em, id, Object.assign(new PageRequest(), { limit: 1 }));
    return new StreamableFile(Readable.from(csvOfShortTitles(em, id)), { type: 'text/csv; charset=utf-8' });
  }
}
