import { Allow, ApiPage, type Page } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Controller, Get } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { ProfileRow, profiles } from '../queries/profiles.ts';

@ApiTags('profiles')
@ApiBearerAuth()
@Controller('profiles')
@Allow('collection-manager', 'plan-owner', 'administrator', 'service')
export class ProfilesController {
  constructor(private readonly em: EntityManager) {}

  /** The profiles of the adopted collection plan, as far as it was heard of; all on one page. */
  @Get()
  @ApiPage(ProfileRow)
  async list(): Promise<Page<ProfileRow>> {
    return { items: await profiles(this.em), next: null };
  }
}
