import { Refusal } from '#libs/kernel';
import { ApiProperty } from '@nestjs/swagger';
import { IsInt, IsOptional, IsString, Max, Min } from 'class-validator';

/** Which part of a list is asked for: what comes after a key. */
export class PageRequest {
  @ApiProperty({ required: false, description: 'The `next` of the page before' })
  @IsOptional()
  @IsString()
  readonly after?: string;

  @ApiProperty({ required: false, default: 50, minimum: 1, maximum: 500 })
  @IsInt()
  @Min(1)
  @Max(500)
  readonly limit: number = 50;
}

export interface Page<T> {
  readonly items: T[];
  /** Where the following page begins; `null` on the last one. */
  readonly next: string | null;
}

/** Makes a page of rows that were read up to one more than its limit. */
export function pageOf<T>(rows: T[], limit: number, key: (last: T) => string): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? key(last) : null };
}

export function malformedPlace(after: string): Refusal {
  return new Refusal('page.malformed', `'${after}' is not a place in this list; use the 'next' of the page before`);
}
