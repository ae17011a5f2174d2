import { dayOf, Refusal } from '#libs/kernel';
import { Allow, Clock, CurrentUser, hasRole, type User } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Body, Controller, Get, Header, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { report } from '../model/action-report.ts';
import { KB } from '../model/network-agreement.ts';
import { NetworkAgreementDetailRow, NetworkAgreementsRow, OpgavenRow } from '../queries/network-agreement-rows.ts';
import { agendaByOpgave, networkAgreement, networkAgreements } from '../queries/network-agreements.ts';
import { ActionReports } from '../store/action-reports.ts';
import { Acting } from './acting.ts';
import { csvOfAgreements } from './network-agreements-csv.ts';
import { NetworkAgreementsRequest, ReportRequest, VersionRequest } from './network-agreements.requests.ts';

/** The plan's own list: what the network agreed on, and how far it is. All of it is for all to read. */
@ApiTags('execution agenda')
@ApiBearerAuth()
@Controller()
export class NetworkAgreementsController {
  constructor(
    private readonly em: EntityManager,
    private readonly reports: ActionReports,
    private readonly acting: Acting,
    private readonly clock: Clock,
  ) {}

  @Get('network-agreements')
  @ApiOkResponse({ type: NetworkAgreementsRow })
  list(@Query() asked: NetworkAgreementsRequest): Promise<NetworkAgreementsRow> {
    return networkAgreements(this.em, this.on(asked), asked);
  }

  /** The list with how it stands, for a spreadsheet: semicolons, UTF-8 with a byte order mark. It can be read back. */
  @Get('network-agreements.csv')
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="network-agreements.csv"')
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' } })
  async file(@Query() asked: NetworkAgreementsRequest): Promise<string> {
    return csvOfAgreements((await this.list(asked)).agreements);
  }

  @Get('network-agreements/:code')
  @ApiOkResponse({ type: NetworkAgreementDetailRow })
  one(@Param('code') code: string, @Query() asked: VersionRequest): Promise<NetworkAgreementDetailRow> {
    return networkAgreement(this.em, this.on(asked), code);
  }

  /** What the list comes to for each societal goal that it serves. */
  @Get('opgaven')
  @ApiOkResponse({ type: OpgavenRow })
  opgaven(@Query() asked: VersionRequest): Promise<OpgavenRow> {
    return agendaByOpgave(this.em, this.on(asked));
  }

  /** Tells how far an action of the plan in force is; whoever owns it and the plan owner can. */
  @Post('actions/:code/reports')
  @Allow('plan-owner', 'administrator', 'collection-manager', 'service')
  @ApiCreatedResponse({ type: NetworkAgreementDetailRow, description: 'The agreement that the action is of' })
  async report(
    @Param('code') code: string,
    @Body() { after, state, progress, text }: ReportRequest,
    @CurrentUser() user: User,
  ): Promise<NetworkAgreementDetailRow> {
    const { action, agreement } = await this.reports.find(code);
    const planOwner = hasRole(user, 'plan-owner', 'administrator');
    if (!planOwner) await this.refuseOthers(user, action.owner);
    const said = { after, state, progress, text: text.trim() };
    const by = { by: user.name, at: this.clock.now(), planOwner };
    await this.reports.add(code, (found, last) => {
      if (found.action.owner !== action.owner) throw ownedMeanwhile(code);
      return report(found.action, last, said, by);
    });
    return networkAgreement(this.em, this.on({}), agreement);
  }

  private async refuseOthers(user: User, owner: string): Promise<void> {
    if (owner !== KB && (await this.acting.mayActFor(user, owner))) return;
    throw new Refusal(
      'action.not-yours',
      `${owner} answers for this action; ask it, or a plan owner, to report on it`,
      [],
      { owner },
    );
  }

  private on({ version }: VersionRequest): { version: string | undefined; today: ReturnType<typeof dayOf> } {
    return { version, today: dayOf(this.clock.now()) };
  }
}

/** Another version came in force between looking who owns an action and reporting on it. */
function ownedMeanwhile(code: string): Refusal {
  return new Refusal('action.stale', `Action ${code} changed hands meanwhile; look at it again`);
}
