import { malformedPlace, type Page, pageOf, type PageRequest } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ApiProperty } from '@nestjs/swagger';

/** A record that could not be taken, or was taken with something doubtful in it. */
export class RejectRow {
  @ApiProperty({ description: "The record's number in the file, from 1" }) readonly position!: number;
  @ApiProperty({ enum: ['rejected', 'warning'] }) readonly severity!: 'rejected' | 'warning';
  @ApiProperty({ description: 'Bytes from the start of the file' }) readonly offset!: number;
  @ApiProperty({ type: Number, nullable: true }) readonly line!: number | null;
  @ApiProperty({ type: String, nullable: true, description: "The library's number for it" })
  readonly identifier!: string | null;
  @ApiProperty() readonly code!: string;
  @ApiProperty({ description: 'What is wrong' }) readonly message!: string;
  @ApiProperty({ description: 'What to do' }) readonly hint!: string;
}

/** Which records of a run were rejected, and why? */
export async function rejectsAfter(
  em: EntityManager,
  run: string,
  severity: RejectRow['severity'],
  { after, limit }: PageRequest,
): Promise<Page<RejectRow>> {
  if (after !== undefined && !/^\d{1,9}$/.test(after)) throw malformedPlace(after);
  const rows = await em.execute<RejectRow[]>(
    `select number as position, severity, place::float8 as "offset", line, local_id as identifier, code, message, hint
       from reject where run = ? and severity = ? and number > ?::int order by number limit ?`,
    [run, severity, after ?? 0, limit + 1],
  );
  return pageOf(rows, limit, (last) => String(last.position));
}

/** The rejected records as they were delivered, a piece at a time: mend them and deliver them again. */
export async function* rejectedOriginals(
  em: EntityManager,
  run: string,
  format: string | null,
): AsyncGenerator<Buffer> {
  const [header] = await em.execute<{ original: Buffer }[]>(
    `select header as original from run where id = ? and header is not null`,
    [run],
  );
  if (header !== undefined) yield header.original;
  let after = 0;
  for (;;) {
    const rows = await em.execute<{ number: number; original: Buffer }[]>(
      `select number, original from reject where run = ? and severity = 'rejected' and number > ? order by number limit 200`,
      [run, after],
    );
    for (const { original } of rows) {
      yield original;
      if (format !== 'marc21' && original.at(-1) !== 0x0a) yield Buffer.from('\n');
    }
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.number;
  }
}
