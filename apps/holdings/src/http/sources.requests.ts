import { type Scheme, SCHEMES } from '#libs/contracts';
import { type Isil, isil, Refusal } from '#libs/kernel';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { type Column, COLUMNS } from '../reading/csv/columns.ts';
import type { MappingChanges } from '../reading/mapping.ts';

const MARC_FIELD = /^\d{3}(?: \$[a-z0-9])?$/;
const PICA_FIELD = /^[012]\d\d[A-Z@] \$\w$/;
const PICA_FIELD_WANTED = { message: 'must be a PICA+ field and its subfield, such as 209A $f' };

class CopyFieldRequest {
  @ApiProperty({ example: 952 }) @IsInt() @Min(10) @Max(999) readonly tag!: number;
  @ApiProperty({ description: 'Codes of the subfields that may hold the status' })
  @Matches(/^[a-z0-9]*$/)
  @MaxLength(10)
  readonly status!: string;
  @ApiProperty({ required: false }) @IsOptional() @Matches(/^[a-z0-9]$/) readonly branch?: string;
  @ApiProperty({ required: false }) @IsOptional() @Matches(/^[a-z0-9]{1,10}$/) readonly shelfMark?: string;
  @ApiProperty({ required: false, description: 'Code of the subfield that says whose copy it is' })
  @IsOptional()
  @Matches(/^[a-z0-9]$/)
  readonly holder?: string;
  @ApiProperty({ required: false, description: 'Code of the subfield with its condition' })
  @IsOptional()
  @Matches(/^[a-z0-9]$/)
  readonly condition?: string;
}

class ClassificationFieldRequest {
  @ApiProperty({ example: '045Q $a' }) @Matches(PICA_FIELD, PICA_FIELD_WANTED) readonly field!: string;
  @ApiProperty({ enum: SCHEMES }) @IsIn(SCHEMES) readonly scheme!: Scheme;
}

function Words(): PropertyDecorator {
  return (target, key) => {
    ApiProperty({ required: false, type: [String] })(target, key);
    IsOptional()(target, key);
    IsArray()(target, key);
    ArrayMaxSize(100)(target, key);
    IsString({ each: true })(target, key);
    MaxLength(100, { each: true })(target, key);
  };
}

function PicaSubfield(): PropertyDecorator {
  return (target, key) => {
    ApiProperty({ required: false, example: '209A $f' })(target, key);
    IsOptional()(target, key);
    Matches(PICA_FIELD, PICA_FIELD_WANTED)(target, key);
  };
}

class PicaMappingRequest {
  @Words() readonly libraries?: string[];
  @Words() @Matches(PICA_FIELD, { ...PICA_FIELD_WANTED, each: true }) readonly holder?: string[];
  @PicaSubfield() readonly branch?: string;
  @PicaSubfield() readonly shelfMark?: string;
  @PicaSubfield() readonly condition?: string;
  @PicaSubfield() readonly status?: string;
  @Words() readonly missing?: string[];
  @Words() readonly onOrder?: string[];
  @Words() readonly withdrawn?: string[];
  @ApiProperty({ required: false, type: [ClassificationFieldRequest] })
  @IsOptional()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => ClassificationFieldRequest)
  readonly classifications?: ClassificationFieldRequest[];
}

/** What a source says of its fields, where that differs from what is assumed. */
class MappingChangesRequest {
  @ApiProperty({ required: false, type: [CopyFieldRequest] })
  @IsOptional()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => CopyFieldRequest)
  readonly copies?: CopyFieldRequest[];

  @ApiProperty({ required: false, type: String, example: '907 $a', description: "The library's own number in MARC" })
  @IsOptional()
  @Matches(MARC_FIELD, { message: 'must be a MARC field and its subfield, such as 907 $a' })
  readonly localId?: string;

  @ApiProperty({ required: false, type: Object, example: { nbc: 'nbc' }, description: 'Codes in MARC $2' })
  @IsOptional()
  @IsObject()
  readonly schemes?: Record<string, Scheme>;

  @ApiProperty({ required: false, type: Object, example: { Plaatje: 'isbn' }, description: 'Columns by their names' })
  @IsOptional()
  @IsObject()
  readonly columns?: Record<string, Column>;

  @Words() readonly missing?: string[];
  @Words() readonly onOrder?: string[];
  @Words() readonly withdrawn?: string[];

  @ApiProperty({
    required: false,
    type: Object,
    example: { OBZ: 'NL-0800010000' },
    description: 'What a file that speaks for several calls participants',
  })
  @IsOptional()
  @IsObject()
  readonly holders?: Record<string, Isil>;

  @ApiProperty({ required: false, type: PicaMappingRequest })
  @IsOptional()
  @ValidateNested()
  @Type(() => PicaMappingRequest)
  readonly pica?: PicaMappingRequest;
}

export class ChangeMappingRequest {
  @ApiProperty({ description: 'The version that this was made from' }) @IsInt() @Min(0) readonly after!: number;

  @ApiProperty({ type: MappingChangesRequest })
  @ValidateNested()
  @Type(() => MappingChangesRequest)
  readonly mapping!: MappingChangesRequest;
}

/** What was asked as it is kept: status values and codes as they are compared. */
export function changesIn({ mapping }: ChangeMappingRequest): MappingChanges {
  const { copies, localId, columns, schemes, missing, onOrder, withdrawn, holders, pica } = mapping;
  const changes = {
    copies,
    localId,
    columns: columns === undefined ? undefined : knownColumns(columns),
    schemes: schemes === undefined ? undefined : known(schemes),
    ...upper({ missing, onOrder, withdrawn }),
    holders: holders === undefined ? undefined : namedHolders(holders),
    pica: pica === undefined ? undefined : picaChangesIn(pica),
  };
  return given(changes);
}

function picaChangesIn(pica: PicaMappingRequest): object {
  const { libraries, holder, branch, shelfMark, condition, status, missing, onOrder, withdrawn, classifications } =
    pica;
  const statuses = upper({ missing, onOrder, withdrawn });
  return given({ libraries, holder, branch, shelfMark, condition, status, classifications, ...statuses });
}

type Statuses = Readonly<Record<'missing' | 'onOrder' | 'withdrawn', readonly string[] | undefined>>;

function upper(statuses: Statuses): object {
  return Object.fromEntries(
    Object.entries(statuses).map(([name, values]) => [name, values?.map((it) => it.trim().toUpperCase())]),
  );
}

/** Without what was not said: that stays as it is assumed. */
function given(changes: object): object {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined && value !== null));
}

function known(schemes: Record<string, Scheme>): Record<string, Scheme> {
  return Object.fromEntries(Object.entries(schemes).map(([code, scheme]) => [code.toLowerCase(), schemeOf(scheme)]));
}

function schemeOf(scheme: Scheme): Scheme {
  if (SCHEMES.includes(scheme)) return scheme;
  throw new Refusal('mapping.scheme-unknown', `'${scheme}' is no classification; known are ${SCHEMES.join(', ')}`);
}

/** Each name with an ISIL. Whether there is such a participant is asked when a file is divided: it may come later. */
function namedHolders(holders: Record<string, Isil>): Record<string, Isil> {
  return Object.fromEntries(Object.entries(holders).map(([name, of]) => [name.trim(), isil(of)]));
}

function knownColumns(columns: Record<string, Column>): Record<string, Column> {
  const unknown = Object.values(columns).find((it) => !COLUMNS.includes(it));
  if (unknown === undefined) return columns;
  throw new Refusal(
    'mapping.column-unknown',
    `'${unknown}' is nothing that a column can be; known are ${COLUMNS.join(', ')}`,
  );
}
