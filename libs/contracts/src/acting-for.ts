import { IsNotEmpty } from 'class-validator';

/**
 * The question `acting-for` (`ask.agreements.acting-for`), answered with ISILs: for whom does this participant act today?
 * For itself, for who named it, and for who merged into one of these.
 */
export class ActingForQuestion {
  @IsNotEmpty() readonly participant!: string;
}
