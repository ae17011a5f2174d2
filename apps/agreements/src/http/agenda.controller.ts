import { Readable } from 'node:stream';
import { day } from '#libs/kernel';
import { Allow, ApiPage, type Page } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Controller, Get, Header, Query, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { agenda, AgendaRow } from '../queries/agenda.ts';
import { OrphanRow, orphansOf } from '../queries/orphans.ts';
import { agendaAsCsv } from './agenda-csv.ts';
import { AgendaFileRequest, AgendaRequest, OrphansRequest } from './agreements.requests.ts';

/** What is due about agreements, and what would be left to nobody. */
@ApiTags('agreements')
@ApiBearerAuth()
@Controller()
@Allow('collection-manager', 'plan-owner', 'administrator', 'service')
export class AgendaController {
  constructor(private readonly em: EntityManager) {}

  @Get('agenda')
  @ApiPage(AgendaRow)
  list(@Query() asked: AgendaRequest): Promise<Page<AgendaRow>> {
    day(asked.from);
    day(asked.to);
    return agenda(this.em, asked, asked);
  }

  /** All of it for a spreadsheet: semicolons, UTF-8 with a byte order mark. */
  @Get('agenda.csv')
  @Header('content-disposition', 'attachment; filename="agenda.csv"')
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' } })
  file(@Query() asked: AgendaFileRequest): StreamableFile {
    day(asked.from);
    day(asked.to);
    return new StreamableFile(Readable.from(agendaAsCsv(this.em.fork(), asked)), { type: 'text/csv; charset=utf-8' });
  }

  /** What would be left to nobody if a participant left, or had no budget any more; with who could go on with it. */
  @Get('orphans')
  @ApiPage(OrphanRow)
  async orphans(@Query() asked: OrphansRequest): Promise<Page<OrphanRow>> {
    day(asked.on);
    return { items: await orphansOf(this.em, asked), next: null };
  }
}
