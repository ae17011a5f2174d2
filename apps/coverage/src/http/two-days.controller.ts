import { type Day, day, Refusal } from '#libs/kernel';
import { Clock } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Controller, Get, Header, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiProduces, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsNotEmpty, IsOptional, Matches } from 'class-validator';
import { DayRow, titlesByDay, TwoDays, twoDays } from '../queries/two-days.ts';
import { csvOfTwoDays } from './two-days-csv.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

class TwoDaysRequest {
  @ApiProperty({ format: 'date', description: 'The one day' })
  @Matches(DAY, { message: 'from must be a day, YYYY-MM-DD' })
  readonly from!: string;

  @ApiProperty({ required: false, format: 'date', description: 'The other day; by default today' })
  @IsOptional()
  @Matches(DAY, { message: 'to must be a day, YYYY-MM-DD' })
  readonly to?: string;

  @ApiProperty({ required: false, description: 'Of one profile: with its flags' })
  @IsOptional()
  @IsNotEmpty()
  readonly profile?: string;
}

/** What there was on any day. */
@ApiTags('coverage')
@ApiBearerAuth()
@Controller('coverage')
export class TwoDaysController {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** What the network had, and which flags stood, at the end of two days, with what came and went in between. */
  @Get('days')
  @ApiOkResponse({ type: TwoDays })
  compared(@Query() asked: TwoDaysRequest): Promise<TwoDays> {
    const [from, to] = this.daysOf(asked);
    return twoDays(this.em, from, to, asked.profile);
  }

  /** The same by profile and participant, for a spreadsheet: semicolons, UTF-8 with a byte order mark. */
  @Get('days.csv')
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="two-days.csv"')
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' } })
  async file(@Query() asked: TwoDaysRequest): Promise<string> {
    const [from, to] = this.daysOf(asked);
    return csvOfTwoDays(await twoDays(this.em, from, to, asked.profile));
  }

  /** How many titles the network had of a profile, on each day on which that changed. */
  @Get('profiles/:code/days')
  @ApiOkResponse({ type: [DayRow] })
  timeLine(@Param('code') code: string): Promise<DayRow[]> {
    return titlesByDay(this.em, code);
  }

  private daysOf(asked: TwoDaysRequest): [Day, Day] {
    const today = this.clock.today();
    const [from, to] = [day(asked.from), day(asked.to ?? today)];
    if (from >= to) throw new Refusal('days.order', `Compare ${from} with a later day than ${to}`);
    if (to > today) throw new Refusal('days.to-come', `${to} is still to come: nothing counts on it yet`);
    return [from, to];
  }
}
