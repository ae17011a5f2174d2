import { Refusal } from '#libs/kernel';
import { Allow, CurrentUser, type User } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Body, Controller, Param, ParseIntPipe, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import type { PlanContent } from '../model/collection-plan.ts';
import { type NetworkAgreement, withProfiles } from '../model/network-agreement.ts';
import { readNetworkAgreementsCsv } from '../model/network-agreement-csv.ts';
import { confirmRemovals } from '../model/network-agreement-removal.ts';
import { readPlan } from '../model/plan-text.ts';
import { withNetworkAgreements } from '../model/plan-writing.ts';
import { collectionPlan } from '../queries/collection-plans.ts';
import { PlanRow } from '../queries/rows.ts';
import { CollectionPlans, unknownPlan } from '../store/collection-plans.ts';
import { ReplaceListRequest, TakeOverRequest } from './network-agreements.requests.ts';

/** Writing the next version of a plan with another list; the text of a version never changes. */
@ApiTags('execution agenda')
@ApiBearerAuth()
@Controller('collection-plans/:plan/:version')
@Allow('plan-owner', 'administrator')
export class PlanListController {
  constructor(
    private readonly em: EntityManager,
    private readonly plans: CollectionPlans,
  ) {}

  /** Makes a draft of the newest version, with the list that is sent as CSV in the place of its own. Every mistake is told, and then nothing is kept. Agreements go only when that is confirmed. */
  @Post('network-agreements')
  @ApiConsumes('text/csv')
  @ApiBody({ schema: { type: 'string' } })
  @ApiCreatedResponse({ type: PlanRow })
  replace(
    @Param('plan') plan: string,
    @Param('version', ParseIntPipe) version: number,
    @Query() { confirmed }: ReplaceListRequest,
    @Body() text: unknown,
    @CurrentUser() user: User,
  ): Promise<PlanRow> {
    if (typeof text !== 'string') {
      throw new Refusal('network-agreements.malformed', 'Send the list as it is, with content type text/csv');
    }
    return this.next(plan, version, user, ({ profiles, networkAgreements }) => {
      const codes = profiles.map(({ code }) => code);
      const list = readNetworkAgreementsCsv(text, codes);
      confirmRemovals(networkAgreements, list, confirmed === 'yes');
      return list;
    });
  }

  /** Makes a draft of the newest version, with the list of another version in the place of its own. */
  @Post('take-over-list')
  @ApiCreatedResponse({ type: PlanRow })
  async takeOver(
    @Param('plan') plan: string,
    @Param('version', ParseIntPipe) version: number,
    @Body() { from }: TakeOverRequest,
    @CurrentUser() user: User,
  ): Promise<PlanRow> {
    const [code = '', number] = from.split('/');
    const other = await this.one(code, Number(number));
    const { networkAgreements } = readPlan(other.yaml);
    return this.next(plan, version, user, ({ profiles }) => withProfiles(networkAgreements, profiles));
  }

  private async next(
    plan: string,
    version: number,
    { name }: User,
    listFor: (newest: PlanContent) => NetworkAgreement[],
  ): Promise<PlanRow> {
    await this.one(plan, version);
    const made = await this.plans.next(
      plan,
      (newest) => {
        if (newest?.version !== version) throw notTheNewest(plan, version, newest?.version ?? 0);
        return withNetworkAgreements(newest.yaml, listFor(readPlan(newest.yaml)));
      },
      name,
    );
    return this.one(plan, made.version);
  }

  private async one(plan: string, version: number): Promise<PlanRow> {
    const found = await collectionPlan(this.em, { plan, version });
    if (found === null) throw unknownPlan(plan, version);
    return found;
  }
}

function notTheNewest(plan: string, version: number, newest: number): Refusal {
  return new Refusal(
    'network-agreements.stale',
    `${plan}/${version} is not the newest version any more; change the list of ${plan}/${newest}, so that nothing in it is lost`,
    [],
    { newest: `${plan}/${newest}` },
  );
}
