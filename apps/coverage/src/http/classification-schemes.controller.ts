import { type Scheme, SCHEMES } from '#libs/contracts';
import { Refusal } from '#libs/kernel';
import { Allow } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Body, Controller, Get, Param, ParseEnumPipe, Post } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiProperty,
  ApiTags,
} from '@nestjs/swagger';
import { readClassesCsv } from '../model/known-classes.ts';
import { schemesWithClasses } from '../queries/crosswalks.ts';
import { SchemeClasses } from '../store/scheme-classes.ts';

const SCHEME = new ParseEnumPipe(Object.fromEntries(SCHEMES.map((scheme) => [scheme, scheme])));

export class SchemeRow {
  @ApiProperty({ enum: SCHEMES }) readonly scheme!: Scheme;
  @ApiProperty({ description: 'How many classes of it are known' }) readonly classes!: number;
}

/** Which classes the classification schemes have: what a crosswalk can lead to. */
@ApiTags('collection plan')
@ApiBearerAuth()
@Controller('classification-schemes')
export class ClassificationSchemesController {
  constructor(
    private readonly em: EntityManager,
    private readonly classes: SchemeClasses,
  ) {}

  @Get()
  @ApiOkResponse({ type: [SchemeRow] })
  list(): Promise<SchemeRow[]> {
    return schemesWithClasses(this.em);
  }

  /** Takes the classes of a scheme, as CSV with a column `notation`, in the place of those that were known. */
  @Post(':scheme/classes')
  @Allow('plan-owner', 'administrator')
  @ApiConsumes('text/csv')
  @ApiBody({ schema: { type: 'string' } })
  @ApiCreatedResponse({ type: [SchemeRow] })
  async replace(@Param('scheme', SCHEME) scheme: Scheme, @Body() text: unknown): Promise<SchemeRow[]> {
    if (typeof text !== 'string') {
      throw new Refusal('classes.malformed', 'Send the classes as they are, with content type text/csv');
    }
    await this.classes.replace(scheme, readClassesCsv(text));
    return this.list();
  }
}
