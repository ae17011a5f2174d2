import { Type } from 'class-transformer';
import {
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { Fact } from './fact.ts';

const TITLE_ID = /^[1-8]\d{18}$/;

/** Kinds of material that a profile can ask for. */
export const MATERIALS = [
  'book',
  'e-book',
  'serial',
  'score',
  'sound',
  'video',
  'map',
  'image',
  'game',
  'other',
] as const;
export type Material = (typeof MATERIALS)[number];

export const AUDIENCES = ['adult', 'youth', 'unknown'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** What a title is as literature. */
export const LITERARY_FORMS = ['fiction', 'non-fiction'] as const;
export type LiteraryForm = (typeof LITERARY_FORMS)[number];

export const SCHEMES = ['nbc', 'siso', 'nur', 'ddc', 'udc', 'pim', 'brinkman'] as const;
export type Scheme = (typeof SCHEMES)[number];

/** One notation or term of one classification. */
export class Classification {
  @IsIn(SCHEMES) readonly scheme!: Scheme;
  @IsNotEmpty() readonly notation!: string;
}

/** A title as it is now: the description chosen among its records, and every key it is matched by. */
export class TitleState {
  @Matches(TITLE_ID) readonly id!: string;
  /** Every identifier key of its records (see `TitleKey` in the kernel); the description key is not told. */
  @IsArray() @Matches(TITLE_ID, { each: true }) readonly keys!: string[];
  @IsString() readonly title!: string;
  @IsOptional() @IsString() readonly contributor?: string;
  @IsOptional() @IsInt() @Min(0) @Max(2999) readonly year?: number;
  @IsIn(MATERIALS) readonly material!: Material;
  /** ISO 639-2/B, `und` when not known. */
  @Matches(/^[a-z]{3}$/) readonly language!: string;
  @IsIn(AUDIENCES) readonly audience!: Audience;
  /** Absent when its record does not say. */
  @IsOptional() @IsIn(LITERARY_FORMS) readonly form?: LiteraryForm;
  @IsArray() @ValidateNested({ each: true }) @Type(() => Classification) readonly classifications!: Classification[];
  /** True when no record is left: the title is no more. */
  @IsOptional() @IsBoolean() readonly gone?: boolean;
}

/**
 * Titles that appeared, changed or ceased to exist. The state is absolute; the highest `version` of a title wins,
 * whatever the order of arrival.
 */
export class TitlesChangedV1 extends Fact {
  static readonly type = 'holdings.titles-changed.v1';
  /** Grows with every commit that changes titles or holdings. */
  @IsInt() @Min(1) readonly version!: number;
  /** The import run, or the decision of a person about titles, that caused it. */
  @IsUUID() readonly run!: string;
  @IsArray() @ValidateNested({ each: true }) @Type(() => TitleState) readonly titles!: TitleState[];
}

export class TitleMerge {
  @Matches(TITLE_ID) readonly from!: string;
  @Matches(TITLE_ID) readonly into!: string;
}

/**
 * A record was found to bridge titles, or a person decided that they are the same, so that they are one. `from` exists no longer. The titles and holdings concerned
 * are told as changes too; this event is for those who hold something against a title id.
 */
export class TitlesMergedV1 extends Fact {
  static readonly type = 'holdings.titles-merged.v1';
  @IsInt() @Min(1) readonly version!: number;
  @IsUUID() readonly run!: string;
  @IsArray() @ValidateNested({ each: true }) @Type(() => TitleMerge) readonly merges!: TitleMerge[];
}

export class TitleSplit {
  @Matches(TITLE_ID) readonly from!: string;
  /** The titles that its remaining records now belong to; `from` may be among them. */
  @Matches(TITLE_ID, { each: true }) readonly into!: string[];
}

/** The record that bridged a title's parts went, or a person decided that it is several titles. */
export class TitlesSplitV1 extends Fact {
  static readonly type = 'holdings.titles-split.v1';
  @IsInt() @Min(1) readonly version!: number;
  @IsUUID() readonly run!: string;
  @IsArray() @ValidateNested({ each: true }) @Type(() => TitleSplit) readonly splits!: TitleSplit[];
}

/** What one participant has of one title: absolute numbers of copies. */
export class HoldingState {
  @Matches(TITLE_ID) readonly title!: string;
  /** Copies owned, whatever their state. */
  @IsInt() @Min(0) readonly copies!: number;
  /** Copies that are there: not missing, lost or billed. */
  @IsInt() @Min(0) readonly extant!: number;
  /** Copies ordered and not yet received; on order is not held. */
  @IsInt() @Min(0) readonly onOrder!: number;
}

/** Holdings of one participant that changed; all zeros means that it has the title no longer. Highest version wins. */
export class HoldingsChangedV1 extends Fact {
  static readonly type = 'holdings.holdings-changed.v1';
  @IsNotEmpty() readonly participant!: string;
  @IsInt() @Min(1) readonly version!: number;
  @IsUUID() readonly run!: string;
  @IsArray() @ValidateNested({ each: true }) @Type(() => HoldingState) readonly holdings!: HoldingState[];
}

/** A run begins to apply its changes; they follow, then `RunFinishedV1`. Judge the holdings after the latter. */
export class RunStartedV1 extends Fact {
  static readonly type = 'holdings.run-started.v1';
  @IsUUID() readonly run!: string;
  @IsNotEmpty() readonly participant!: string;
  @IsNotEmpty() readonly source!: string;
  /** Records that the run may change at most: tells a hearer whether to count or to recount. */
  @IsInt() @Min(0) readonly expected!: number;
}

/** Every change of the run has been told. Only runs that changed something are told of. */
export class RunFinishedV1 extends Fact {
  static readonly type = 'holdings.run-finished.v1';
  @IsUUID() readonly run!: string;
  @IsNotEmpty() readonly participant!: string;
  @IsNotEmpty() readonly source!: string;
  /** When the participant made the data, as far as known; else the day of delivery. `YYYY-MM-DD`. */
  @Matches(/^\d{4}-\d{2}-\d{2}$/) readonly asOf!: string;
  @IsInt() @Min(0) readonly records!: number;
  @IsInt() @Min(0) readonly rejected!: number;
  @IsInt() @Min(0) readonly added!: number;
  @IsInt() @Min(0) readonly changed!: number;
  @IsInt() @Min(0) readonly removed!: number;
}
