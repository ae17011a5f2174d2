import { Refusal } from '#libs/kernel';
import { Clock } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Controller, Get, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { coverageMatrix, MatrixRow } from '../queries/coverage-matrix.ts';
import { ProfileCoverage, profileCoverage } from '../queries/profile-coverage.ts';

@ApiTags('coverage')
@ApiBearerAuth()
@Controller('coverage')
export class CoverageController {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** Profiles by participants, with how much is unclassified, how old the data is and what is being imported. */
  @Get('matrix')
  @ApiOkResponse({ type: MatrixRow })
  matrix(): Promise<MatrixRow> {
    return coverageMatrix(this.em, this.clock.today());
  }

  @Get('profiles/:code')
  @ApiOkResponse({ type: ProfileCoverage })
  async profile(@Param('code') code: string): Promise<ProfileCoverage> {
    const found = await profileCoverage(this.em, code, this.clock.today());
    if (found !== null) return found;
    throw new Refusal(
      'profile.unknown',
      `The collection plan in force has no profile '${code}'; the matrix lists them`,
    );
  }
}
