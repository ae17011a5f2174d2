import { Refusal } from '#libs/kernel';
import { Allow, CurrentUser, type User } from '#libs/platform';
import { Body, Controller, HttpCode, Param, ParseIntPipe, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { PlanContent } from '../model/collection-plan.ts';
import { type NetworkAgreement, withProfiles } from '../model/network-agreement.ts';
import { readNetworkAgreementsCsv } from '../model/network-agreement-csv.ts';
import { judgeList } from '../model/network-agreement-judging.ts';
import { type ListOutcome, outcomeOf } from '../model/network-agreement-outcome.ts';
import { confirmRemovals } from '../model/network-agreement-removal.ts';
import { listDifference } from '../model/plan-difference.ts';
import { readPlan } from '../model/plan-text.ts';
import { withNetworkAgreements } from '../model/plan-writing.ts';
import { ListOutcomeRow, ListTakenRow, outcomeRow } from '../queries/network-agreement-list-rows.ts';
import { PlanRow } from '../queries/rows.ts';
import { ConfirmedRequest, TakeOverRequest } from './network-agreements.requests.ts';
import { NextVersion } from './next-version.ts';

/** Writing the next version of a plan with another list; the text of a version never changes. */
@ApiTags('execution agenda')
@ApiBearerAuth()
@Controller('collection-plans/:plan/:version')
@Allow('plan-owner', 'administrator')
export class PlanListController {
  constructor(private readonly versions: NextVersion) {}

  /** Tells what a list that is sent as CSV would change, and what of it cannot be taken. Nothing is stored. */
  @Post('network-agreements/trial')
  @HttpCode(200)
  @ApiConsumes('text/csv')
  @ApiBody({ schema: { type: 'string' } })
  @ApiOkResponse({ type: ListOutcomeRow })
  async tryOut(
    @Param('plan') plan: string,
    @Param('version', ParseIntPipe) version: number,
    @Body() text: unknown,
  ): Promise<ListOutcomeRow> {
    const csv = csvIn(text);
    const newest = await this.versions.newest({ plan, version }, 'network-agreements');
    return outcomeRow(judged(csv, newest).outcome);
  }

  /**
   * Makes a draft of the newest version, with the list that is sent as CSV in the place of its own. An agreement with a
   * mistake stays as it was and is told of. Agreements go only when that is confirmed. A list that changes nothing makes
   * no draft.
   */
  @Post('network-agreements')
  @ApiConsumes('text/csv')
  @ApiBody({ schema: { type: 'string' } })
  @ApiCreatedResponse({ type: ListTakenRow, description: 'The draft; the newest version itself where nothing changes' })
  async replace(
    @Param('plan') plan: string,
    @Param('version', ParseIntPipe) version: number,
    @Query() { confirmed }: ConfirmedRequest,
    @Body() text: unknown,
    @CurrentUser() user: User,
  ): Promise<ListTakenRow> {
    const csv = csvIn(text);
    let came: Judged | undefined;
    const made = await this.next(plan, version, user, (newest) => {
      came = judged(csv, newest);
      confirmRemovals(newest.networkAgreements, came.list, confirmed === 'yes');
      return came.list;
    });
    if (came === undefined) throw new Error(`No list of ${plan}/${version} was judged`);
    return Object.assign({}, made, { outcome: outcomeRow(came.outcome) });
  }

  /** Makes a draft of the newest version, with the list of another version in the place of its own. Agreements go only when that is confirmed. */
  @Post('take-over-list')
  @ApiCreatedResponse({ type: PlanRow })
  async takeOver(
    @Param('plan') plan: string,
    @Param('version', ParseIntPipe) version: number,
    @Query() { confirmed }: ConfirmedRequest,
    @Body() { from }: TakeOverRequest,
    @CurrentUser() user: User,
  ): Promise<PlanRow> {
    const [code = '', number] = from.split('/');
    const other = await this.versions.one({ plan: code, version: Number(number) });
    const { networkAgreements } = readPlan(other.yaml);
    return this.next(plan, version, user, (newest) => {
      const list = withProfiles(networkAgreements, newest.profiles);
      confirmRemovals(newest.networkAgreements, list, confirmed === 'yes');
      return list;
    });
  }

  private next(
    plan: string,
    version: number,
    user: User,
    listFor: (newest: PlanContent) => readonly NetworkAgreement[],
  ): Promise<PlanRow> {
    return this.versions.after({ plan, version }, 'network-agreements', user, (yaml, content) => {
      const list = listFor(content);
      const same = listDifference(content.networkAgreements, list).length === 0;
      return same ? yaml : withNetworkAgreements(yaml, list);
    });
  }
}

interface Judged {
  readonly list: readonly NetworkAgreement[];
  readonly outcome: ListOutcome;
}

/** What comes of the list of a plan by a file. */
function judged(csv: string, { profiles, networkAgreements }: PlanContent): Judged {
  const read = readNetworkAgreementsCsv(
    csv,
    profiles.map(({ code }) => code),
  );
  const judgement = judgeList(read, networkAgreements);
  return { list: judgement.list, outcome: outcomeOf(read, networkAgreements, judgement) };
}

function csvIn(body: unknown): string {
  if (typeof body === 'string') return body;
  throw new Refusal('network-agreements.malformed', 'Send the list as it is, with content type text/csv');
}
