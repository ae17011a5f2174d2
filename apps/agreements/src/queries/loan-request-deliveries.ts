import type { Day } from '#libs/kernel';
import { malformedPlace, type Page, pageOf, type PageRequest, placeOf, valuesOf } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ApiProperty } from '@nestjs/swagger';

/** A file of loan requests that was taken, and what came of it. */
export class LoanRequestDeliveryRow {
  @ApiProperty({ description: 'Rises with each delivery' }) readonly number!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Of the file' }) readonly name!: string | null;
  @ApiProperty({ format: 'date', description: 'Tells of things as they were then' }) readonly asOf!: Day;
  @ApiProperty({ format: 'date-time' }) readonly finishedAt!: string;
  @ApiProperty() readonly made!: number;
  @ApiProperty() readonly changed!: number;
  @ApiProperty() readonly unchanged!: number;
  @ApiProperty() readonly rejected!: number;
  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'Of the requests in it' })
  readonly firstDay!: Day | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) readonly lastDay!: Day | null;
}

/** Which files of loan requests were taken? The newest first. */
export async function loanRequestDeliveries(
  em: EntityManager,
  page: PageRequest,
): Promise<Page<LoanRequestDeliveryRow>> {
  const before = numberIn(page.after);
  const rows = await em.execute<LoanRequestDeliveryRow[]>(
    `select number::text, name, as_of::text as "asOf", finished_at as "finishedAt", made, changed, unchanged, rejected,
            first_day::text as "firstDay", last_day::text as "lastDay"
       from loan_request_delivery
      where finished_at is not null ${before === null ? '' : 'and number < ?::bigint'}
      order by loan_request_delivery.number desc limit ?`,
    [...(before === null ? [] : [before]), page.limit + 1],
  );
  return pageOf(rows, page.limit, ({ number }) => placeOf(number));
}

function numberIn(after: string | undefined): string | null {
  const [number] = valuesOf(after, 1) ?? [];
  if (number === undefined) return null;
  if (!/^\d{1,18}$/.test(number)) throw malformedPlace(after ?? '');
  return number;
}
