import { Type } from 'class-transformer';
import {
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsUUID,
  Matches,
  Min,
  ValidateNested,
} from 'class-validator';
import { Fact } from './fact.ts';

export const WITHDRAWAL_ADVICE = ['keep', 'offer', 'free'] as const;
export type WithdrawalAdvice = (typeof WITHDRAWAL_ADVICE)[number];

/** Kept, offered to others, taken over by one of them, free to go, gone, or called off. */
export const WITHDRAWAL_STATES = ['kept', 'offered', 'accepted', 'free', 'gone', 'called-off'] as const;
export type WithdrawalState = (typeof WITHDRAWAL_STATES)[number];

/** What was decided about the copies of one title that a participant wants to dispose of. */
export class WithdrawalItemState {
  @IsUUID() readonly item!: string;
  @IsInt() @Min(1) readonly version!: number;
  /** What the title is matched by (see `TitleKey` in the kernel). */
  @Matches(/^[1-8]\d{18}$/) readonly key!: string;
  @IsInt() @Min(1) readonly copies!: number;
  @IsIn(WITHDRAWAL_ADVICE) readonly advice!: WithdrawalAdvice;
  @IsIn(WITHDRAWAL_STATES) readonly state!: WithdrawalState;
  /** Extant copies that the network has left when these are gone, as counted when it was decided. */
  @IsInt() @Min(0) readonly remaining!: number;
  /** Extant copies that are to remain, as agreed when it was decided. */
  @IsInt() @Min(0) readonly minimum!: number;
  /** Let go although the advice was to keep it. */
  @IsOptional() @IsBoolean() readonly overridden?: boolean;
  /** The participant that took it over. */
  @IsOptional() @IsNotEmpty() readonly acceptedBy?: string;
}

/** Decisions about the items of one withdrawal, in full; of each item the highest `version` wins. */
export class WithdrawalDecidedV1 extends Fact {
  static readonly type = 'agreements.withdrawal-decided.v1';
  @IsUUID() readonly withdrawal!: string;
  @IsNotEmpty() readonly participant!: string;
  @IsArray() @ValidateNested({ each: true }) @Type(() => WithdrawalItemState) readonly items!: WithdrawalItemState[];
}
