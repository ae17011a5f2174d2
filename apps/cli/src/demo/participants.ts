import type { ParticipantKind } from '#libs/contracts';
import type { Isil } from '#libs/kernel';
import { parse } from 'csv-parse/sync';

/** A participant as the file of participants lists it. */
export interface DemoParticipant {
  readonly isil: Isil;
  readonly name: string;
  readonly kind: ParticipantKind;
}

export function participantsOf(csv: string): DemoParticipant[] {
  return parse<DemoParticipant>(csv, { columns: true });
}
