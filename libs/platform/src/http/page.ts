import { Refusal } from '#libs/kernel';
import { applyDecorators, type Type } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiProperty, getSchemaPath } from '@nestjs/swagger';
import { IsInt, IsOptional, IsString, isUUID, Max, Min } from 'class-validator';

/** Which part of a list is asked for: what comes after a place in it. */
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
export function pageOf<T>(rows: readonly T[], limit: number, place: (last: T) => string): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? place(last) : null };
}

/** The place after values that a list is sorted by, for `valuesOf`. */
export function placeOf(...values: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(values.map(String))).toString('base64url');
}

/**
 * The values that a list goes on after, or `null` from its beginning.
 *
 * @throws {Refusal} `page.malformed` when the place is none that `placeOf` made of so many values
 */
export function valuesOf(after: string | undefined, count: number): string[] | null {
  if (after === undefined) return null;
  const values = parsed(Buffer.from(after, 'base64url').toString());
  if (Array.isArray(values) && values.length === count && values.every((it) => typeof it === 'string')) return values;
  throw malformedPlace(after);
}

/**
 * The id that a list sorted by ids goes on after, or `undefined` from its beginning.
 *
 * @throws {Refusal} `page.malformed` when it is no UUID
 */
export function idOf(after: string | undefined): string | undefined {
  if (after === undefined || isUUID(after, 'loose')) return after;
  throw malformedPlace(after);
}

export function malformedPlace(after: string): Refusal {
  return new Refusal('page.malformed', `'${after}' is not a place in this list; use the 'next' of the page before`);
}

/** Describes a page of a list in the OpenAPI document. */
export function ApiPage(row: Type): MethodDecorator {
  return applyDecorators(
    ApiExtraModels(row),
    ApiOkResponse({
      schema: {
        type: 'object',
        required: ['items', 'next'],
        properties: {
          items: { type: 'array', items: { $ref: getSchemaPath(row) } },
          next: { type: 'string', nullable: true, description: 'Give it as `after` for the following page' },
        },
      },
    }),
  );
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
