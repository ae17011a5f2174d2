import type { Day, Isil } from '#libs/kernel';
import { ApiProperty } from '@nestjs/swagger';
import type { Unreadable } from '../model/listed-title.ts';
import {
  PURCHASE_ADVICE,
  PURCHASE_REASONS,
  type PurchaseAdvice,
  type PurchaseReason,
} from '../model/purchase-advice.ts';
import { DemandRow } from './demand-rows.ts';
import { NameRow } from './profiles.ts';
import type { Planned, Retained } from './purchase-standings.ts';

const PLANNED_STATES = ['draft', 'returned', 'submitted', 'in-review', 'agreed'] as const;

export class PlannedRow implements Planned {
  @ApiProperty() readonly participant!: Isil;
  @ApiProperty({ format: 'uuid' }) readonly plan!: string;
  @ApiProperty() readonly name!: string;
  @ApiProperty() readonly profile!: string;
  @ApiProperty({ enum: PLANNED_STATES, description: '`agreed`: an agreement says so' })
  readonly state!: (typeof PLANNED_STATES)[number];
}

export class RetainedRow implements Retained {
  @ApiProperty() readonly participant!: Isil;
  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'None: indefinitely' })
  readonly until!: Day | null;
  @ApiProperty({ description: 'Whether it has an extant copy' }) readonly held!: boolean;
}

export class OwnRow {
  @ApiProperty() readonly extant!: number;
  @ApiProperty() readonly onOrder!: number;
}

/** A title of the list with the advice on buying it. What is counted and named is of others, unless it says otherwise. */
export class PurchaseItemRow {
  @ApiProperty({ description: 'Its place on the list, from 1' }) readonly line!: number;
  @ApiProperty({ description: 'As it was written' }) readonly identifier!: string;
  @ApiProperty({ description: 'What the title is matched by' }) readonly key!: string;
  @ApiProperty({ description: 'Whether anybody told of such a title' }) readonly known!: boolean;
  @ApiProperty({ type: String, nullable: true }) readonly title!: string | null;
  @ApiProperty({ type: String, nullable: true }) readonly contributor!: string | null;
  @ApiProperty({ type: Number, nullable: true }) readonly year!: number | null;
  @ApiProperty({ type: [String], description: 'Codes of the profiles that it was looked at for' })
  readonly profiles!: string[];
  @ApiProperty({ enum: PURCHASE_ADVICE }) readonly advice!: PurchaseAdvice;
  @ApiProperty({ enum: PURCHASE_REASONS, isArray: true, description: 'The first one decides' })
  readonly reasons!: readonly PurchaseReason[];
  @ApiProperty({ type: Number, nullable: true, description: 'So many others that have it are enough' })
  readonly enough!: number | null;
  @ApiProperty({ description: 'Participants with an extant copy' }) readonly holders!: number;
  @ApiProperty({ description: 'Participants with a copy on order' }) readonly ordering!: number;
  @ApiProperty({ description: 'Participants with either' }) readonly having!: number;
  @ApiProperty({ description: 'Extant copies' }) readonly copies!: number;
  @ApiProperty({ type: [String], description: 'Some of the holders' }) readonly heldBy!: readonly Isil[];
  @ApiProperty({ type: [String], description: 'Some of those who ordered it' }) readonly orderedBy!: readonly Isil[];
  @ApiProperty({ type: [PlannedRow] }) readonly planned!: PlannedRow[];
  @ApiProperty({ type: [PlannedRow], description: 'By the participant itself' }) readonly ownPlans!: PlannedRow[];
  @ApiProperty({ type: [RetainedRow], description: 'Who promised to keep this title' })
  readonly retained!: RetainedRow[];
  @ApiProperty({ type: [String], description: 'Who has a copy and promised to keep it, or all it has of a profile' })
  readonly keptBy!: readonly Isil[];
  @ApiProperty({ type: [String], description: 'Who is responsible for collecting its profiles' })
  readonly responsible!: readonly Isil[];
  @ApiProperty() readonly own!: OwnRow;
  @ApiProperty({ description: 'What was asked for in the last twelve months, by whoever' })
  readonly demand!: DemandRow;
  @ApiProperty({ description: 'Of that what nobody in the province or in the country filled' }) readonly unmet!: number;
  @ApiProperty({ description: 'So many unmet requests are a reason to buy' }) readonly buyAt!: number;
}

export class UnreadableRow implements Unreadable {
  @ApiProperty({ description: 'Its place on the list, from 1' }) readonly line!: number;
  @ApiProperty() readonly identifier!: string;
  @ApiProperty() readonly code!: string;
  @ApiProperty({ description: 'What is wrong and what to do' }) readonly message!: string;
}

export class CheckedProfileRow {
  @ApiProperty() readonly code!: string;
  @ApiProperty() readonly name!: NameRow;
}

export class PurchaseCheckRow {
  @ApiProperty({ format: 'date' }) readonly on!: Day;
  @ApiProperty({ type: String, nullable: true, description: 'Who thinks of buying' })
  readonly participant!: Isil | null;
  @ApiProperty({ type: [CheckedProfileRow], description: 'Those of the titles' })
  readonly profiles!: CheckedProfileRow[];
  @ApiProperty({ type: [PurchaseItemRow], description: 'In the order of the list' }) readonly items!: PurchaseItemRow[];
  @ApiProperty({ type: [UnreadableRow], description: 'Where no title could be read' })
  readonly unreadable!: UnreadableRow[];
}
