import type { AgreementChangedV1, Fields } from '#libs/contracts';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ApiProperty } from '@nestjs/swagger';
import type { Cause } from '../model/cause.ts';
import { CauseRow } from './agreements.ts';

/** A version of an agreement. What was made before versions were kept does not tell when and by whom. */
export class AgreementVersionRow {
  @ApiProperty() readonly version!: number;
  @ApiProperty({ type: String, nullable: true }) readonly because!: string | null;
  @ApiProperty({ type: CauseRow, nullable: true, description: 'What made the system change it, where no person did' })
  readonly cause!: Cause | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readonly madeAt!: string | null;
  @ApiProperty({ type: String, nullable: true }) readonly madeBy!: string | null;
  @ApiProperty({ type: Object, description: 'What it said, as `agreement-changed` tells it, without named titles' })
  readonly said!: Omit<Fields<AgreementChangedV1>, 'named'>;
}

/** What did this agreement say before, and why did it change? The newest first. */
export function agreementVersions(em: EntityManager, agreement: string): Promise<AgreementVersionRow[]> {
  return em.execute<AgreementVersionRow[]>(
    `select version, because, cause, made_by as "madeBy", said,
            to_char(made_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "madeAt"
       from agreement_version where agreement = ? order by version desc`,
    [agreement],
  );
}
