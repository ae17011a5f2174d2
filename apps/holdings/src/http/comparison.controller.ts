import { Readable } from 'node:stream';
import { csvLine, isil } from '#libs/kernel';
import {
  actsFor,
  Allow,
  ApiPage,
  CurrentUser,
  hasRole,
  mayActFor,
  type Page,
  PageRequest,
  type User,
} from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Controller, Get, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiProduces, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import {
  COMPARED,
  type Compared,
  ComparedTitle,
  comparedTitles,
  HoldingsComparison,
  holdingsComparison,
} from '../queries/compared-holdings.ts';
import { Runs } from '../store/runs.ts';

export class ComparedTitlesRequest extends PageRequest {
  @ApiProperty({ enum: COMPARED, description: 'Whose titles: of the first alone, of the second alone, or of both' })
  @IsIn(COMPARED)
  readonly what!: Compared;
}

/** What two participants have side by side: held by the one and not by the other, or by both. */
@ApiTags('titles')
@ApiBearerAuth()
@Controller('participants/:one/compared-with/:other')
@Allow('collection-manager', 'plan-owner', 'administrator', 'service')
export class ComparisonController {
  constructor(
    private readonly em: EntityManager,
    private readonly runs: Runs,
  ) {}

  @Get()
  @ApiOkResponse({ type: HoldingsComparison })
  async counts(
    @Param('one') one: string,
    @Param('other') other: string,
    @CurrentUser() user: User,
  ): Promise<HoldingsComparison> {
    const [first, second] = await this.both(one, other, user);
    return holdingsComparison(this.em, first, second);
  }

  @Get('titles')
  @ApiPage(ComparedTitle)
  async titles(
    @Param('one') one: string,
    @Param('other') other: string,
    @Query() request: ComparedTitlesRequest,
    @CurrentUser() user: User,
  ): Promise<Page<ComparedTitle>> {
    const [first, second] = await this.both(one, other, user);
    return comparedTitles(this.em, first, second, request);
  }

  @Get('titles.csv')
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' } })
  async file(
    @Param('one') one: string,
    @Param('other') other: string,
    @Query() { what }: ComparedTitlesRequest,
    @CurrentUser() user: User,
  ): Promise<StreamableFile> {
    const [first, second] = await this.both(one, other, user);
    return new StreamableFile(Readable.from(this.lines(first, second, what)), {
      type: 'text/csv; charset=utf-8',
      disposition: `attachment; filename="vergelijking-${one}-${other}.csv"`,
    });
  }

  private async *lines(one: number, other: number, what: Compared): AsyncGenerator<string> {
    yield `\uFEFF${csvLine(['title id', 'title', 'contributor', 'year', 'material', 'identifiers', 'copies', 'copies of other'])}`;
    let after: string | undefined;
    do {
      const request = { what, limit: 500, ...(after !== undefined && { after }) };
      const { items, next } = await comparedTitles(this.em.fork(), one, other, request);
      yield items.map((it) => csvLine(fieldsOf(it))).join('');
      after = next ?? undefined;
    } while (after !== undefined);
  }

  /** A collection manager compares the own participant with another; who reviews the network any two. */
  private async both(one: string, other: string, user: User): Promise<[number, number]> {
    const [first, second] = [isil(one), isil(other)];
    if (!hasRole(user, 'plan-owner') && !mayActFor(user, second)) actsFor(user, first);
    return [await this.runs.expectParticipant(first), await this.runs.expectParticipant(second)];
  }
}

function fieldsOf({ id, title, contributor, year, material, identifiers, ...copies }: ComparedTitle): string[] {
  const numbers = identifiers.map(({ kind, value }) => `${kind} ${value}`).join(', ');
  const { copiesOfOne, copiesOfOther } = copies;
  return [
    id,
    title,
    contributor ?? '',
    String(year ?? ''),
    material,
    numbers,
    String(copiesOfOne),
    String(copiesOfOther),
  ];
}
