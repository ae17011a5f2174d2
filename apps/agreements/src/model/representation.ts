import { RepresentationChangedV1 } from '#libs/contracts';
import { addDays, covers, type Day, type Isil, overlaps, period, type Period, Refusal } from '#libs/kernel';
import { Mistakes } from './mistakes.ts';
import type { Participant } from './participant.ts';
import { refuseStale } from './stale.ts';

/** That a support organisation acts for a library: it drafts, submits and manages in its name, from day to day. */
export class Representation {
  readonly id: string;
  readonly participant: Isil;
  readonly representative: Isil;
  version = 1;
  readonly from: Day;
  /** Its last day; the day before its first when it was called off before it began. */
  to: Day | null;

  constructor(id: string, participant: Isil, representative: Isil, { from, to }: Period) {
    this.id = id;
    this.participant = participant;
    this.representative = representative;
    this.from = from;
    this.to = to;
  }

  /** Of two people who end it at once, the second learns that the first was there. */
  expect(seen: number | undefined): void {
    refuseStale('representation', this.representative, this.version, seen);
  }

  /** Makes `on` its last day, which may have passed: from then on nothing is done in the library's name. */
  end(on: Day): RepresentationChangedV1[] {
    if (on === this.to) return [];
    if ((this.to !== null && on > this.to) || on < addDays(this.from, -1)) {
      throw new Refusal(
        'representation.not-in-force',
        `It begins on ${this.from}${this.to === null ? '' : ` and lasts until ${this.to}`}; it cannot be ended on ${on}`,
      );
    }
    this.to = on;
    this.version++;
    return [this.state()];
  }

  state(): RepresentationChangedV1 {
    const { id, version, participant, representative, from, to } = this;
    const said = { representation: id, version, participant, representative, from };
    return RepresentationChangedV1.of(to === null ? said : { ...said, to });
  }
}

/**
 * Lets a library be represented; `known` are those that it named before. Refused with all of its mistakes at once: it is a
 * library, represented by a support organisation, both take part on the first day, and by one at a time.
 */
export function represent(
  id: string,
  participant: Participant,
  representative: Participant,
  written: { readonly from: string; readonly to: string | null },
  known: readonly Representation[],
): { representation: Representation; facts: RepresentationChangedV1[] } {
  const mistakes = new Mistakes();
  const asked = mistakes.reading('from', () => period(written.from, written.to));
  if (participant.kind !== 'library') {
    mistakes.add('participant', `${participant.name} is no library; only a library lets another act for it`);
  }
  if (representative.kind !== 'support-organisation') {
    mistakes.add('representative', `${representative.name} is no support organisation; name one`);
  }
  if (asked !== undefined) {
    for (const [at, it] of [
      ['participant', participant],
      ['representative', representative],
    ] as const) {
      if (!covers(it.period, asked.from)) mistakes.add(at, `${it.name} does not take part on ${asked.from}`);
    }
    const other = known.find((it) => begins(it) && overlaps(it, asked));
    if (other !== undefined) {
      const until = other.to === null ? 'without a last day' : `until ${other.to}`;
      mistakes.add('from', `${other.representative} acts for it from ${other.from} ${until}; end that first`);
    }
  }
  mistakes.refuse('representation.invalid', `What acts for ${participant.name}`);
  const representation = new Representation(id, participant.isil, representative.isil, asked!);
  return { representation, facts: [representation.state()] };
}

/** Was it ever in force, or called off before? */
function begins({ from, to }: Representation): boolean {
  return to === null || to >= from;
}
