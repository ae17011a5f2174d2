import { Allow, inLines, LINES } from '#libs/platform';
import { JetStreamStrategy } from '#libs/messaging';
import { Controller, Headers, HttpCode, Post, type StreamableFile } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBearerAuth, ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Verification, type Verified } from '../store/verification.ts';

class RebuildAsked {
  @ApiProperty({ type: [String], description: 'Sources whose whole state is taken over again' })
  readonly sources!: readonly string[];
}

@ApiTags('administration')
@ApiBearerAuth()
@Controller()
@Allow('administrator')
export class AdministrationController {
  constructor(
    private readonly verification: Verification,
    private readonly strategy: JetStreamStrategy,
  ) {}

  /**
   * Compares counters with the rows, the rows with the sources', and the open flags with a judgement of everything. Takes
   * minutes for a nation's holdings: accept application/x-ndjson to hear how far it is.
   */
  @Post('verify')
  @HttpCode(200)
  @ApiOkResponse({ description: 'What is not as it should be; `equal` when nothing is', schema: { type: 'object' } })
  verify(@Headers('accept') accepted?: string): Promise<Verified> | StreamableFile {
    if (accepted === LINES) return inLines((say) => this.verification.verify(say));
    return this.verification.verify();
  }

  /** Has everything taken over again from the sources, counted and judged, while readers keep seeing what there is. */
  @Post('rebuild')
  @HttpCode(202)
  @ApiAcceptedResponse({ type: RebuildAsked })
  async rebuild(): Promise<RebuildAsked> {
    const sources = ['agreements', 'holdings'] as const;
    for (const source of sources) await this.strategy.rebuild(source);
    return { sources };
  }
}
