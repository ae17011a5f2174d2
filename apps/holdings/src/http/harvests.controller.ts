import { isil, Refusal } from '#libs/kernel';
import { actsFor, Allow, CurrentUser, hasRole, type User } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Trouble } from '../harvesting/oai/ask.ts';
import { Repository } from '../harvesting/oai/repository.ts';
import { HARVESTING, type Harvesting } from '../harvesting/options.ts';
import { harvestsOf, SourceHarvestRow } from '../queries/harvests.ts';
import { Harvests } from '../store/harvests.ts';
import { RepositoryRow } from './repository-row.ts';
import { AskHarvestRequest, SetHarvestRequest, TryHarvestRequest } from './harvests.requests.ts';

/** Milliseconds that somebody who tries a repository out waits for each of its answers. */
const PATIENCE = 15_000;

/** Sources that are fetched from a repository (OAI-PMH) by themselves. */
@ApiTags('sources')
@ApiBearerAuth()
@Controller('participants/:isil/sources/:source/harvest')
@Allow('collection-manager', 'administrator', 'service')
export class HarvestsController {
  constructor(
    private readonly em: EntityManager,
    private readonly harvests: Harvests,
    @Inject(HARVESTING) private readonly options: Harvesting,
  ) {}

  @Get()
  @Allow('collection-manager', 'plan-owner', 'administrator', 'service')
  @ApiOkResponse({ type: SourceHarvestRow })
  async one(
    @Param('isil') participant: string,
    @Param('source') source: string,
    @CurrentUser() user: User,
  ): Promise<SourceHarvestRow> {
    if (!hasRole(user, 'plan-owner')) actsFor(user, isil(participant));
    return harvestsOf(this.em, participant, source);
  }

  @Put()
  @ApiOkResponse({ type: SourceHarvestRow })
  async set(
    @Param('isil') participant: string,
    @Param('source') source: string,
    @Body() { set = null, ...request }: SetHarvestRequest,
    @CurrentUser() user: User,
  ): Promise<SourceHarvestRow> {
    actsFor(user, isil(participant));
    await this.harvests.set(participant, source, { ...request, set }, user.id);
    return harvestsOf(this.em, participant, source);
  }

  @Post('now')
  @HttpCode(202)
  @ApiResponse({ status: 202, type: SourceHarvestRow })
  async now(
    @Param('isil') participant: string,
    @Param('source') source: string,
    @Body() { what }: AskHarvestRequest,
    @CurrentUser() user: User,
  ): Promise<SourceHarvestRow> {
    actsFor(user, isil(participant));
    await this.harvests.ask(participant, source, what, user.id);
    return harvestsOf(this.em, participant, source);
  }

  @Post('trial')
  @HttpCode(200)
  @ApiOkResponse({ type: RepositoryRow, description: 'What the repository says of itself; nothing is kept' })
  async try(
    @Param('isil') participant: string,
    @Body() { url }: TryHarvestRequest,
    @CurrentUser() user: User,
  ): Promise<RepositoryRow> {
    actsFor(user, isil(participant));
    const signal = AbortSignal.timeout(3 * PATIENCE);
    const repository = new Repository(url, { ...this.options, timeout: PATIENCE }, signal);
    try {
      const identity = await repository.identify();
      return { ...identity, formats: await repository.formats(), sets: await repository.sets() };
    } catch (error) {
      if (error instanceof Trouble) throw new Refusal(error.code, error.message);
      if (signal.aborted) throw new Refusal('harvest.timeout', 'The repository answers too slowly to be tried out');
      throw error;
    }
  }
}
