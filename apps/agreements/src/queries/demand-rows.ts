import { ApiProperty } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';
import type { ByScope, Demand, DemandRule } from '../model/demand.ts';

export class ByScopeRow implements ByScope {
  @ApiProperty({ description: "By the organisation's own branches" }) readonly organisation!: number;
  @ApiProperty() readonly province!: number;
  @ApiProperty() readonly national!: number;
}

/** Requests for interlibrary loan of the last twelve months. */
export class DemandRow implements Demand {
  @ApiProperty({ type: ByScopeRow }) readonly filled!: ByScope;
  @ApiProperty({ type: ByScopeRow }) readonly unfilled!: ByScope;
}

/** From where on demand counts, as was agreed. */
export class DemandRuleRow implements DemandRule {
  @ApiProperty({ minimum: 1, maximum: 10_000, description: 'So many unmet requests are a reason to buy' })
  @IsInt()
  @Min(1)
  @Max(10_000)
  readonly buyAt!: number;
  @ApiProperty({ minimum: 1, maximum: 10_000, description: 'So many unmet requests are a reason to offer' })
  @IsInt()
  @Min(1)
  @Max(10_000)
  readonly offerAt!: number;
  @ApiProperty({ minimum: 1, maximum: 10_000, description: 'So many filled requests a year one copy can bear' })
  @IsInt()
  @Min(1)
  @Max(10_000)
  readonly perCopy!: number;
}
