import { type Scheme, SCHEMES } from '#libs/contracts';
import { Refusal } from '#libs/kernel';
import { Allow, CurrentUser, type User } from '#libs/platform';
import type { Crosswalk } from '#libs/scopes';
import { EntityManager } from '@mikro-orm/postgresql';
import {
  Body,
  Controller,
  Delete,
  Get,
  Header,
  HttpCode,
  Param,
  ParseEnumPipe,
  ParseIntPipe,
  Post,
} from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiProduces,
  ApiProperty,
  ApiTags,
} from '@nestjs/swagger';
import { crosswalkAsCsv, type LeftOut, readCrosswalkCsv } from '../model/crosswalk-csv.ts';
import { replacing, wayOf } from '../model/crosswalk-text.ts';
import { readPlan } from '../model/plan-text.ts';
import { withCrosswalks } from '../model/plan-writing.ts';
import { CrosswalkRow, crosswalksOf } from '../queries/crosswalks.ts';
import { PlanRow } from '../queries/rows.ts';
import { unknownPlan } from '../store/collection-plans.ts';
import { SchemeClasses } from '../store/scheme-classes.ts';
import { NextVersion } from './next-version.ts';

const SCHEME = new ParseEnumPipe(Object.fromEntries(SCHEMES.map((scheme) => [scheme, scheme])));

class LeftOutRow implements LeftOut {
  @ApiProperty() readonly line!: number;
  @ApiProperty() readonly column!: string;
  @ApiProperty() readonly from!: string;
  @ApiProperty({ description: 'The scheme has no such class' }) readonly to!: string;
}

/** The draft that a crosswalk made, and which rows of the file are not in it. */
export class CrosswalkTakenRow extends PlanRow {
  @ApiProperty({ description: 'Rules that were taken' }) readonly rules!: number;
  @ApiProperty({ type: [LeftOutRow], description: 'Rows that lead to a class that the scheme does not have' })
  readonly leftOut!: readonly LeftOut[];
}

/** The crosswalks of a version. To give a version others is to make the next one; the text of a version never changes. */
@ApiTags('collection plan')
@ApiBearerAuth()
@Controller('collection-plans/:plan/:version/crosswalks')
export class CrosswalksController {
  constructor(
    private readonly em: EntityManager,
    private readonly versions: NextVersion,
    private readonly classes: SchemeClasses,
  ) {}

  @Get()
  @ApiOkResponse({ type: [CrosswalkRow] })
  async list(@Param('plan') plan: string, @Param('version', ParseIntPipe) version: number): Promise<CrosswalkRow[]> {
    const found = await crosswalksOf(this.em, { plan, version });
    if (found === null) throw unknownPlan(plan, version);
    return found;
  }

  /** A crosswalk for a spreadsheet: semicolons, UTF-8 with a byte order mark. It can be read back. */
  @Get(':from/:to/crosswalk.csv')
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="crosswalk.csv"')
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' } })
  async file(
    @Param('plan') plan: string,
    @Param('version', ParseIntPipe) version: number,
    @Param('from', SCHEME) from: Scheme,
    @Param('to', SCHEME) to: Scheme,
  ): Promise<string> {
    const { crosswalks } = readPlan((await this.versions.one({ plan, version })).yaml);
    const found = crosswalks.find((it) => it.from === from && it.to === to);
    if (found === undefined) throw unknownCrosswalk(`${plan}/${version}`, { from, to });
    return crosswalkAsCsv(found);
  }

  /**
   * Makes a draft of the newest version, with the crosswalk that is sent as CSV in the place of the one that leads the same
   * way. Every mistake is told, and then nothing is kept; rows that lead to what the scheme does not have are told and left out.
   */
  @Post(':from/:to')
  @Allow('plan-owner', 'administrator')
  @ApiConsumes('text/csv')
  @ApiBody({ schema: { type: 'string' } })
  @ApiCreatedResponse({ type: CrosswalkTakenRow })
  async replace(
    @Param('plan') plan: string,
    @Param('version', ParseIntPipe) version: number,
    @Param('from', SCHEME) from: Scheme,
    @Param('to', SCHEME) to: Scheme,
    @Body() text: unknown,
    @CurrentUser() user: User,
  ): Promise<CrosswalkTakenRow> {
    if (typeof text !== 'string' || from === to) {
      throw new Refusal(
        'crosswalk.malformed',
        'Send the crosswalk as it is, with content type text/csv, from one scheme to another',
      );
    }
    const { crosswalk, leftOut } = readCrosswalkCsv(text, { from, to }, await this.classes.known(to));
    if (crosswalk.rules.length === 0) {
      throw new Refusal(
        'crosswalk.leads-nowhere',
        `None of the ${leftOut.length} rows leads to a class that ${to.toUpperCase()} has, so nothing was kept`,
      );
    }
    const made = await this.versions.after({ plan, version }, 'crosswalk', user, (yaml, { crosswalks }) =>
      withCrosswalks(yaml, replacing(crosswalks, crosswalk)),
    );
    return Object.assign({}, made, { rules: crosswalk.rules.length, leftOut });
  }

  /** Makes a draft of the newest version, without the crosswalk that leads this way. */
  @Delete(':from/:to')
  @HttpCode(200)
  @Allow('plan-owner', 'administrator')
  @ApiOkResponse({ type: PlanRow })
  remove(
    @Param('plan') plan: string,
    @Param('version', ParseIntPipe) version: number,
    @Param('from', SCHEME) from: Scheme,
    @Param('to', SCHEME) to: Scheme,
    @CurrentUser() user: User,
  ): Promise<PlanRow> {
    return this.versions.after({ plan, version }, 'crosswalk', user, (yaml, { crosswalks }) => {
      const others = replacing(crosswalks, { from, to, rules: [] });
      if (others.length === crosswalks.length) throw unknownCrosswalk(`${plan}/${version}`, { from, to });
      return withCrosswalks(yaml, others);
    });
  }
}

function unknownCrosswalk(version: string, way: Pick<Crosswalk, 'from' | 'to'>): Refusal {
  return new Refusal('crosswalk.unknown', `${version} has no crosswalk ${wayOf(way)}`);
}
