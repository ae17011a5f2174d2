import { Allow } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { FoundTitle, search, type SearchPage } from '../queries/search.ts';
import { SearchRequest } from './search.requests.ts';

class SearchAnswer implements SearchPage {
  @ApiProperty({ type: [FoundTitle] }) readonly items!: FoundTitle[];
  @ApiProperty({ type: String, nullable: true, description: 'Give it as `after` for the following page' })
  readonly next!: string | null;
  @ApiProperty({ description: 'Titles that were found, a thousand or little more at most' }) readonly found!: number;
  @ApiProperty({ description: 'Whether there may be more, which only narrowing down brings to light' })
  readonly more!: boolean;
}

@ApiTags('titles')
@ApiBearerAuth()
@Controller('titles/search')
@Allow('collection-manager', 'plan-owner', 'administrator', 'service')
export class SearchController {
  constructor(private readonly em: EntityManager) {}

  /** What everyone has of what is sought, best first: by identifier, by words, or by how its notation begins. */
  @Get()
  @ApiOkResponse({ type: SearchAnswer })
  find(@Query() { after, limit, ...sought }: SearchRequest): Promise<SearchPage> {
    return search(this.em, sought, { limit, ...(after !== undefined && { after }) });
  }
}
