import { Allow, inLines, LINES } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Controller, Headers, HttpCode, Post, type StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Verification, verify } from '../queries/verify.ts';

@ApiTags('verification')
@ApiBearerAuth()
@Controller('verify')
@Allow('administrator', 'service')
export class VerificationController {
  constructor(private readonly em: EntityManager) {}

  /** Takes minutes for a nation's records: accept application/x-ndjson to hear how far it is. */
  @Post()
  @HttpCode(200)
  @ApiOkResponse({ type: Verification })
  verify(@Headers('accept') accepted?: string): Promise<Verification> | StreamableFile {
    if (accepted === LINES) return inLines((say) => verify(this.em.fork(), { say }));
    return verify(this.em.fork());
  }
}
