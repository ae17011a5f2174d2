import { Allow } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Verification, verify } from '../queries/verify.ts';

@ApiTags('verification')
@ApiBearerAuth()
@Controller('verify')
@Allow('administrator', 'service')
export class VerificationController {
  constructor(private readonly em: EntityManager) {}

  @Post()
  @HttpCode(200)
  @ApiOkResponse({ type: Verification })
  verify(): Promise<Verification> {
    return verify(this.em.fork());
  }
}
