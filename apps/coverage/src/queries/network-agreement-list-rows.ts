import type { RefusalParameters } from '#libs/kernel';
import { ApiProperty } from '@nestjs/swagger';
import type { GivenBack, ListOutcome, RejectedLine, Tally } from '../model/network-agreement-outcome.ts';
import { sentenceOf } from '../model/difference-words.ts';
import type { Rule } from '../model/plan-mistakes.ts';
import { DifferenceSentenceRow } from './plan-difference-rows.ts';
import { PlanRow } from './rows.ts';

class TallyRow implements Tally {
  @ApiProperty() readonly added!: number;
  @ApiProperty() readonly changed!: number;
  @ApiProperty() readonly gone!: number;
  @ApiProperty() readonly same!: number;
}

class GoingRow {
  @ApiProperty() readonly code!: string;
  @ApiProperty() readonly text!: string;
}

class RejectedLineRow implements RejectedLine {
  @ApiProperty({ description: 'The line of the file, and the column' }) readonly place!: string;
  @ApiProperty({ description: 'What is wrong and what to do' }) readonly message!: string;
  @ApiProperty({ description: 'Stable name of the rule that was broken', type: String }) readonly rule!: Rule;
  @ApiProperty({ description: 'What the message is about, by name', type: Object, required: false })
  readonly parameters?: RefusalParameters;
}

class GivenBackRow implements GivenBack {
  @ApiProperty() readonly name!: string;
  @ApiProperty() readonly type!: string;
  @ApiProperty({ format: 'byte' }) readonly content!: string;
  @ApiProperty({ description: 'Not everything that was rejected fitted; a list always does' })
  readonly partial!: boolean;
}

/** What a file changes in the list of a plan, and what of it cannot be taken. */
export class ListOutcomeRow {
  @ApiProperty({ type: TallyRow }) readonly agreements!: Tally;
  @ApiProperty({ type: TallyRow }) readonly actions!: Tally;
  @ApiProperty({
    description:
      'Agreements that stay although the file does not name them: it has rows that were given back, or a code in it cannot be read',
  })
  readonly unnamed!: number;
  @ApiProperty({ type: [GoingRow], description: 'Agreements that are not there any more' })
  readonly going!: readonly GoingRow[];
  @ApiProperty({ type: [DifferenceSentenceRow] }) readonly words!: readonly DifferenceSentenceRow[];
  @ApiProperty() readonly rejectedCount!: number;
  @ApiProperty({ type: [RejectedLineRow], description: 'The first 500' }) readonly rejected!: readonly RejectedLine[];
  @ApiProperty({
    type: GivenBackRow,
    nullable: true,
    description:
      'The rows of what was rejected, as CSV with what is wrong in a last column, to be mended and sent again',
  })
  readonly mend!: GivenBack | null;
}

/** The draft that a list made, and what of the file is in it. */
export class ListTakenRow extends PlanRow {
  @ApiProperty({ type: ListOutcomeRow }) readonly outcome!: ListOutcomeRow;
}

export function outcomeRow({ differences, ...outcome }: ListOutcome): ListOutcomeRow {
  const words = differences.map((it) => ({
    kind: it.kind,
    profile: null,
    activity: null,
    agreement: it.agreement,
    says: sentenceOf(it),
  }));
  return { ...outcome, words };
}
