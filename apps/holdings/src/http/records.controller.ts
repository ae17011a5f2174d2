import { Allow, ApiPage, type Page } from '#libs/platform';
import { EntityManager } from '@mikro-orm/postgresql';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsNotEmpty, Matches, MaxLength } from 'class-validator';
import { Refusal } from '#libs/kernel';
import { RecordComparison, recordComparison } from '../queries/record-comparison.ts';
import { recordsNumbered, RecordRow } from '../queries/title-records.ts';

export class RecordsRequest {
  @ApiProperty({ description: 'ISIL of whose record it is' })
  @IsNotEmpty()
  @MaxLength(20)
  readonly participant!: string;

  @ApiProperty({ description: "The library's own number" })
  @IsNotEmpty()
  @MaxLength(200)
  @Matches(/^[^\0]*$/)
  readonly localId!: string;
}

/** Records as libraries delivered them, and why two of them are one title or not. */
@ApiTags('titles')
@ApiBearerAuth()
@Controller('records')
@Allow('collection-manager', 'plan-owner', 'administrator', 'service')
export class RecordsController {
  constructor(private readonly em: EntityManager) {}

  @Get()
  @ApiPage(RecordRow)
  async numbered(@Query() { participant, localId }: RecordsRequest): Promise<Page<RecordRow>> {
    return { items: await recordsNumbered(this.em, participant, localId), next: null };
  }

  @Get(':record/compared-with/:other')
  @ApiOkResponse({ type: RecordComparison })
  compare(@Param('record') record: string, @Param('other') other: string): Promise<RecordComparison> {
    return recordComparison(this.em, recordKeyIn(record), recordKeyIn(other));
  }
}

function recordKeyIn(text: string): string {
  if (/^8\d{18}$/.test(text)) return text;
  throw new Refusal('record.malformed', `'${text}' is no record; its key has 19 digits and begins with 8`);
}
