import { Allow, ApiPage, CurrentUser, type Page, PageRequest, type User } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { participantOf, ParticipantRow, participantsAfter } from '../queries/participants.ts';
import { Participants, unknownParticipant } from '../store/participants.ts';
import { ChangeParticipantRequest, detailsOf, RegisterRequest } from './participants.requests.ts';

@ApiTags('participants')
@ApiBearerAuth()
@Controller('participants')
@Allow('collection-manager', 'plan-owner', 'administrator', 'service')
export class ParticipantsController {
  constructor(
    private readonly em: EntityManager,
    private readonly participants: Participants,
  ) {}

  @Get()
  @ApiPage(ParticipantRow)
  list(@Query() page: PageRequest): Promise<Page<ParticipantRow>> {
    return participantsAfter(this.em, page);
  }

  @Get(':isil')
  @ApiOkResponse({ type: ParticipantRow })
  async one(@Param('isil') isil: string): Promise<ParticipantRow> {
    const found = await participantOf(this.em, isil);
    if (found === null) throw unknownParticipant(isil);
    return found;
  }

  @Post()
  @Allow('administrator')
  @ApiCreatedResponse({ type: ParticipantRow })
  async register(@Body() body: RegisterRequest): Promise<ParticipantRow> {
    await this.participants.register(body.isil, detailsOf(body));
    return this.one(body.isil);
  }

  @Put(':isil')
  @Allow('administrator')
  @ApiOkResponse({ type: ParticipantRow })
  async change(
    @Param('isil') isil: string,
    @Body() body: ChangeParticipantRequest,
    @CurrentUser() user: User,
  ): Promise<ParticipantRow> {
    await this.participants.change(isil, body.version, detailsOf(body), user);
    return this.one(isil);
  }
}
