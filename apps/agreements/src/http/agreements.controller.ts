import { day } from '#libs/kernel';
import { actsFor, Allow, CurrentUser, hasRole, type User } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { agreementOf, AgreementRow, agreementsMade } from '../queries/agreements.ts';
import type { Page } from '../queries/page.ts';
import { Agreements, unknownAgreement } from '../store/agreements.ts';
import { AgreementsRequest, EndAgreementRequest } from './agreements.requests.ts';
import { ApiPage } from './api-page.ts';

@ApiTags('agreements')
@ApiBearerAuth()
@Controller('agreements')
@Allow('collection-manager', 'plan-owner', 'administrator', 'service')
export class AgreementsController {
  constructor(
    private readonly em: EntityManager,
    private readonly agreements: Agreements,
  ) {}

  @Get()
  @ApiPage(AgreementRow)
  list(@Query() asked: AgreementsRequest): Promise<Page<AgreementRow>> {
    if (asked.on !== undefined) day(asked.on);
    return agreementsMade(this.em, asked, asked);
  }

  @Get(':id')
  @ApiOkResponse({ type: AgreementRow })
  async one(@Param('id', ParseUUIDPipe) id: string): Promise<AgreementRow> {
    const found = await agreementOf(this.em, id);
    if (found === null) throw unknownAgreement(id);
    return found;
  }

  /** Ends it before the day that was agreed: by the participant itself or by the plan owner. */
  @Post(':id/end')
  @HttpCode(200)
  @Allow('collection-manager', 'plan-owner', 'administrator')
  @ApiOkResponse({ type: AgreementRow })
  async end(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: EndAgreementRequest,
    @CurrentUser() user: User,
  ): Promise<AgreementRow> {
    const on = day(body.on);
    await this.agreements.change(id, (it) => {
      if (!hasRole(user, 'plan-owner')) actsFor(user, it.participant);
      return it.end(on, body.reason);
    });
    return this.one(id);
  }
}
