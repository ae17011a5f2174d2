import { Allow, Clock, CurrentUser, mayActFor, type User } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { ListedTitle } from '../model/listed-title.ts';
import { purchaseCheck, type PurchaseQuestion } from '../queries/purchase-check.ts';
import { PurchaseCheckRow } from '../queries/purchase-check-rows.ts';
import { PurchaseCheckRequest, type PurchaseRequest } from './purchase-checks.requests.ts';

/** Koop, overleg of leen: asked before buying, and before a plan is submitted. Nothing is kept of a check. */
@ApiTags('purchase checks')
@ApiBearerAuth()
@Controller('purchase-checks')
@Allow('collection-manager', 'plan-owner', 'administrator', 'service')
export class PurchaseChecksController {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** Who has each of these titles, ordered it, plans it, keeps it or is responsible for it; and what is advised. */
  @Post()
  @HttpCode(200)
  @ApiOkResponse({ type: PurchaseCheckRow })
  check(@Body() asked: PurchaseCheckRequest, @CurrentUser() user: User): Promise<PurchaseCheckRow> {
    const list = asked.identifiers.map((identifier, at): ListedTitle => ({
      line: at + 1,
      identifier,
      title: null,
      facets: null,
    }));
    return purchaseCheck(this.em, this.question(asked, user), list);
  }

  private question({ participant, profile }: PurchaseRequest, user: User): PurchaseQuestion {
    const asking = participant ?? user.participant ?? null;
    return {
      participant: asking,
      profile: profile ?? null,
      on: this.clock.today(),
      seesDrafts: asking !== null && mayActFor(user, asking),
    };
  }
}
