import { Allow, Clock, CurrentUser, type User } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Body, Controller, HttpCode, Post, Query, Req, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { type ListedTitle, MOST_LISTED } from '../model/listed-title.ts';
import { participantNames } from '../queries/participants.ts';
import { purchaseCheck } from '../queries/purchase-check.ts';
import { PurchaseCheckRow } from '../queries/purchase-check-rows.ts';
import { unboughtOf } from '../queries/unbought.ts';
import { UnboughtRow } from '../queries/unbought-rows.ts';
import { checkAsCsv, unboughtAsCsv } from './purchase-checks-csv.ts';
import { MOST_OFFERED, PurchaseCheckRequest, PurchaseFileRequest } from './purchase-checks.requests.ts';
import { questionOf } from './purchase-question.ts';
import { listIn } from './uploaded-list.ts';

const FILE = { schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } } } };

/** Koop, overleg of leen: asked before buying, and before a plan is submitted. Nothing is kept of a check. */
@ApiTags('purchase checks')
@ApiBearerAuth()
@Controller()
@Allow('collection-manager', 'plan-owner', 'administrator', 'service')
export class PurchaseChecksController {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** Who has each of these titles, ordered it, plans it, keeps it or is responsible for it; and what is advised. */
  @Post('purchase-checks')
  @HttpCode(200)
  @ApiOkResponse({ type: PurchaseCheckRow })
  check(@Body() asked: PurchaseCheckRequest, @CurrentUser() user: User): Promise<PurchaseCheckRow> {
    const list = asked.identifiers.map((identifier, at): ListedTitle => ({
      line: at + 1,
      identifier,
      title: null,
      facets: null,
    }));
    return purchaseCheck(this.em, questionOf(asked, user, this.clock.today()), list);
  }

  /** The same of a list as a file: plain text with an identifier on each line, CSV, a workbook (xlsx) or ONIX 3. */
  @Post('purchase-checks/file')
  @HttpCode(200)
  @ApiConsumes('multipart/form-data', 'application/octet-stream')
  @ApiBody(FILE)
  @ApiOkResponse({ type: PurchaseCheckRow })
  async checkFile(
    @Query() asked: PurchaseFileRequest,
    @CurrentUser() user: User,
    @Req() request: FastifyRequest,
  ): Promise<PurchaseCheckRow | StreamableFile> {
    const list = await listIn(request, MOST_LISTED);
    const answer = await purchaseCheck(this.em, questionOf(asked, user, this.clock.today()), list);
    if (asked.format === 'json') return answer;
    return csv(checkAsCsv(answer, await participantNames(this.em), asked.language), 'controle.csv');
  }

  /** What of a supplier's offer nobody has, ordered or plans, by profile. The offer is a file as above. */
  @Post('supplier-offers/unbought')
  @HttpCode(200)
  @ApiConsumes('multipart/form-data', 'application/octet-stream')
  @ApiBody(FILE)
  @ApiOkResponse({ type: UnboughtRow })
  async unbought(
    @Query() asked: PurchaseFileRequest,
    @CurrentUser() user: User,
    @Req() request: FastifyRequest,
  ): Promise<UnboughtRow | StreamableFile> {
    const list = await listIn(request, MOST_OFFERED);
    const answer = unboughtOf(await purchaseCheck(this.em, questionOf(asked, user, this.clock.today()), list));
    if (asked.format === 'json') return answer;
    return csv(unboughtAsCsv(answer, await participantNames(this.em), asked.language), 'door-niemand-gekocht.csv');
  }
}

function csv(text: string, name: string): StreamableFile {
  const disposition = `attachment; filename="${name}"`;
  return new StreamableFile(Buffer.from(text), { type: 'text/csv; charset=utf-8', disposition });
}
