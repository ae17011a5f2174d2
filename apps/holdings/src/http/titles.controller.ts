import { Refusal } from '#libs/kernel';
import { actsFor, Allow, ApiPage, CurrentUser, hasRole, type Page, PageRequest, type User } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsNotEmpty, MaxLength } from 'class-validator';
import { HoldingRow, holdingsOf } from '../queries/holdings.ts';
import { recordsOfTitle, RecordRow } from '../queries/title-records.ts';
import { titleOf, TitleRow, titlesBy } from '../queries/titles.ts';

export class TitlesRequest {
  @ApiProperty({ description: 'ISBN, PPN, OCN, ISSN or ISMN' })
  @IsNotEmpty()
  @MaxLength(100)
  readonly identifier!: string;
}

@ApiTags('titles')
@ApiBearerAuth()
@Controller()
@Allow('collection-manager', 'plan-owner', 'administrator', 'service')
export class TitlesController {
  constructor(private readonly em: EntityManager) {}

  @Get('titles')
  @ApiPage(TitleRow)
  async find(@Query() { identifier }: TitlesRequest): Promise<Page<TitleRow>> {
    return { items: await titlesBy(this.em, identifier), next: null };
  }

  @Get('titles/:id')
  @ApiOkResponse({ type: TitleRow })
  async one(@Param('id') id: string): Promise<TitleRow> {
    const title = await titleOf(this.em, titleIdIn(id));
    if (title === null) throw new Refusal('title.unknown', `There is no title ${id}; it may have merged into another`);
    return title;
  }

  @Get('titles/:id/records')
  @ApiPage(RecordRow)
  records(@Param('id') id: string, @Query() page: PageRequest): Promise<Page<RecordRow>> {
    return recordsOfTitle(this.em, titleIdIn(id), page);
  }

  @Get('participants/:isil/holdings')
  @ApiPage(HoldingRow)
  holdings(
    @Param('isil') isil: string,
    @Query() page: PageRequest,
    @CurrentUser() user: User,
  ): Promise<Page<HoldingRow>> {
    if (!hasRole(user, 'plan-owner')) actsFor(user, isil);
    return holdingsOf(this.em, isil, page);
  }
}

function titleIdIn(text: string): string {
  if (/^[1-8]\d{18}$/.test(text)) return text;
  throw new Refusal('title.malformed', `'${text}' is no title id; it has 19 digits`);
}
