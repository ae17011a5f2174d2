import { Allow, Clock } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Controller, Get, Header, Query, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiProduces, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString } from 'class-validator';
import { CONVENANT_LANGUAGES, type ConvenantLanguage } from '../formats/convenant-words.ts';
import { convenantAsPdf } from '../formats/convenant.ts';
import { agreedIn, planPeriod } from '../queries/convenant.ts';

class ConvenantRequest {
  @ApiProperty({ required: false, description: 'The code of a collection plan; the newest adopted one by default' })
  @IsOptional()
  @IsString()
  readonly plan?: string;
  @ApiProperty({ enum: CONVENANT_LANGUAGES, required: false, default: 'nl' })
  @IsIn(CONVENANT_LANGUAGES)
  readonly language: ConvenantLanguage = 'nl';
}

@ApiTags('agreements')
@ApiBearerAuth()
@Controller('convenant.pdf')
@Allow('collection-manager', 'plan-owner', 'administrator')
export class ConvenantController {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** The joint agreement of a plan period: everything that was agreed for it, by participant. */
  @Get()
  @Header('content-disposition', 'attachment; filename="convenant.pdf"')
  @ApiProduces('application/pdf')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async file(@Query() { plan, language }: ConvenantRequest): Promise<StreamableFile> {
    const period = await planPeriod(this.em, plan);
    const lines = await agreedIn(this.em, period);
    const document = convenantAsPdf({ period, lines, madeOn: this.clock.today() }, language);
    return new StreamableFile(document, { type: 'application/pdf' });
  }
}
