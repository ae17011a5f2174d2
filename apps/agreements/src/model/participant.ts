import { ParticipantChangedV1, type ParticipantKind } from '#libs/contracts';
import { addDays, covers, day, type Day, type Isil, isil as readIsil, type Period } from '#libs/kernel';
import { Mistakes } from './mistakes.ts';
import { refuseStale } from './stale.ts';

/** What is told about a participant when it is registered or changed. `to` is its last day. */
export interface ParticipantDetails {
  readonly name: string;
  readonly kind: ParticipantKind;
  readonly from: Day;
  readonly to: Day | null;
  readonly successor: Isil | null;
}

/** A library organisation, support organisation, the national library or a partner, known by its ISIL while it exists. */
export class Participant {
  readonly isil: Isil;
  version = 1;
  name: string;
  kind: ParticipantKind;
  from: Day;
  to: Day | null;
  /** On a merger: the participant whose ISIL survives. */
  successor: Isil | null;

  constructor(isil: Isil, details: ParticipantDetails) {
    this.isil = isil;
    this.name = details.name;
    this.kind = details.kind;
    this.from = details.from;
    this.to = details.to;
    this.successor = details.successor;
  }

  get period(): Period {
    return { from: this.from, to: this.to };
  }

  /** Tells of a participant that was not known before. */
  register(survivor: Participant | null): ParticipantChangedV1[] {
    refuseMistakes(this.isil, this.details(), survivor);
    return [this.state()];
  }

  /** Of two people who change a participant at once, the second learns that the first was there. */
  expect(seen: number | undefined): void {
    refuseStale('participant', this.name, this.version, seen);
  }

  /** Renames, closes, merges or corrects. Changing nothing says nothing. */
  change(details: ParticipantDetails, survivor: Participant | null): ParticipantChangedV1[] {
    refuseMistakes(this.isil, details, survivor);
    if (sameDetails(this.details(), details)) return [];
    Object.assign(this, details);
    this.version++;
    return [this.state()];
  }

  state(): ParticipantChangedV1 {
    return ParticipantChangedV1.of({
      isil: this.isil,
      version: this.version,
      name: this.name,
      kind: this.kind,
      from: this.from,
      ...(this.to === null ? {} : { to: this.to }),
      ...(this.successor === null ? {} : { successor: this.successor }),
    });
  }

  private details(): ParticipantDetails {
    const { name, kind, from, to, successor } = this;
    return { name, kind, from, to, successor };
  }
}

function sameDetails(one: ParticipantDetails, other: ParticipantDetails): boolean {
  return (
    one.name === other.name &&
    one.kind === other.kind &&
    one.from === other.from &&
    one.to === other.to &&
    one.successor === other.successor
  );
}

function refuseMistakes(isil: Isil, details: ParticipantDetails, survivor: Participant | null): void {
  const mistakes = new Mistakes();
  mistakes.reading('isil', () => readIsil(isil));
  mistakes.reading('from', () => day(details.from));
  mistakes.reading('to', () => (details.to === null ? null : day(details.to)));
  mistakes.refuse('participant.invalid', `Participant ${isil}`);
  if (details.name.trim() === '') mistakes.add('name', 'a participant has a name');
  if (details.to !== null && details.to < details.from) {
    mistakes.add('to', `the last day (${details.to}) comes before the first (${details.from})`);
  }
  if (details.successor !== null) refuseSuccessor(isil, details, survivor, mistakes);
  mistakes.refuse('participant.invalid', `Participant ${isil}`);
}

/** Only one that lives on, and merged into nobody itself, can take over: so mergers never form a circle. */
function refuseSuccessor(
  isil: Isil,
  { successor, to }: ParticipantDetails,
  survivor: Participant | null,
  mistakes: Mistakes,
): void {
  if (to === null) {
    mistakes.add('to', `a participant that merges into ${successor} has a last day of its own`);
  }
  if (successor === isil) {
    mistakes.add('successor', 'a participant cannot merge into itself');
  } else if (survivor === null) {
    mistakes.add('successor', `there is no participant ${successor}; register it first`);
  } else if (survivor.successor !== null) {
    mistakes.add('successor', `${successor} merged into ${survivor.successor}; name that one`);
  } else if (to !== null && !covers(survivor.period, addDays(to, 1))) {
    mistakes.add('successor', `${successor} is not in force on the day after ${to}`);
  }
}
