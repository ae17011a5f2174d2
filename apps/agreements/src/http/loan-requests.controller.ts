import { Readable } from 'node:stream';
import { day, isil, Refusal } from '#libs/kernel';
import { Allow, ApiPage, Clock, type Page, PageRequest, uploadOf } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Body, Controller, Get, HttpCode, Post, Put, Query, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { DemandRule } from '../model/demand.ts';
import { DemandRuleRow } from '../queries/demand-rows.ts';
import { loanRequestDeliveries, LoanRequestDeliveryRow } from '../queries/loan-request-deliveries.ts';
import { agreeOnDemand, demandRule } from '../store/demand.ts';
import { LoanRequestImport } from '../store/loan-request-import.ts';
import { LoanRequestFileRequest, LoanRequestOutcomeRow } from './loan-requests.requests.ts';

const LARGEST_FILE = 1024 ** 3;

/** What demand says: requests for interlibrary loan (IBL), and from where on they count. */
@ApiTags('loan requests')
@ApiBearerAuth()
@Controller('loan-requests')
@Allow('plan-owner', 'administrator', 'service')
export class LoanRequestsController {
  constructor(
    private readonly em: EntityManager,
    private readonly files: LoanRequestImport,
    private readonly clock: Clock,
  ) {}

  /** Takes over a file of requests: CSV or a workbook (xlsx). What is known already stays as it is. */
  @Post('file')
  @HttpCode(200)
  @ApiConsumes('multipart/form-data', 'application/octet-stream')
  @ApiBody({ schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } } } })
  @ApiOkResponse({ type: LoanRequestOutcomeRow })
  async take(
    @Query() { participant, asOf }: LoanRequestFileRequest,
    @Req() request: FastifyRequest,
  ): Promise<LoanRequestOutcomeRow> {
    const today = this.clock.today();
    const told = asOf === undefined ? today : day(asOf);
    if (told > today) {
      throw new Refusal(
        'loan-request.as-of-to-come',
        `${told} is still to come; give the day that the file is of`,
        [],
        {
          day: told,
        },
      );
    }
    const whose = participant === undefined ? null : isil(participant);
    const { stream, filename } = await uploadOf(request, LARGEST_FILE);
    const pieces = Readable.from(stream as AsyncIterable<Uint8Array>, { objectMode: false });
    return this.files.take(pieces, { name: filename, participant: whose, asOf: told });
  }

  /** The files that were taken, the newest first. */
  @Get('deliveries')
  @ApiPage(LoanRequestDeliveryRow)
  deliveries(@Query() page: PageRequest): Promise<Page<LoanRequestDeliveryRow>> {
    return loanRequestDeliveries(this.em, page);
  }

  /** From where on demand counts in the advice on buying and on withdrawing. */
  @Get('demand-rule')
  @Allow('collection-manager', 'plan-owner', 'administrator', 'service')
  @ApiOkResponse({ type: DemandRuleRow })
  rule(): Promise<DemandRule> {
    return demandRule(this.em);
  }

  @Put('demand-rule')
  @Allow('plan-owner')
  @ApiOkResponse({ type: DemandRuleRow })
  async agreeOnRule(@Body() { buyAt, offerAt, perCopy }: DemandRuleRow): Promise<DemandRule> {
    await agreeOnDemand(this.em, { buyAt, offerAt, perCopy });
    return { buyAt, offerAt, perCopy };
  }
}
