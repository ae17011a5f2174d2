import type { Isil } from '#libs/kernel';
import type { ProfileStatistics } from './facts.ts';

/** What the holdings themselves tell; what is kept of them commitments tell. */
export type HoldingCounts = Omit<ProfileStatistics, 'retained' | 'listed'>;

/** Counts the titles of a profile, those of each participant, and those that two who are responsible both have. */
export class TitleTally {
  private titles = 0;
  private readonly held: Uint32Array;
  /** By participant, its place among those who are responsible; -1: it is not. */
  private readonly places: Int32Array;
  private readonly sharing: Uint32Array;
  private readonly pairs: Uint32Array;
  private readonly responsible: readonly Isil[];

  /** Of participants in their order, by which they are numbered from 0. */
  constructor(
    private readonly participants: readonly Isil[],
    responsible: ReadonlySet<Isil>,
  ) {
    this.held = new Uint32Array(participants.length);
    this.responsible = participants.filter((isil) => responsible.has(isil));
    let place = 0;
    this.places = Int32Array.from(participants, (isil) => (responsible.has(isil) ? place++ : -1));
    this.sharing = new Uint32Array(place);
    this.pairs = new Uint32Array(place * place);
  }

  /** One title more, which the first so many of `who` have. */
  add(who: Uint16Array, count: number): void {
    const { held, places, sharing, pairs } = this;
    this.titles++;
    let together = 0;
    for (let at = 0; at < count; at++) {
      const holder = who[at]!;
      held[holder]!++;
      const place = places[holder]!;
      if (place < 0) continue;
      for (let other = 0; other < together; other++) {
        const one = sharing[other]!;
        pairs[one < place ? one * sharing.length + place : place * sharing.length + one]!++;
      }
      sharing[together++] = place;
    }
  }

  counts(): HoldingCounts {
    const { titles, participants, responsible, pairs } = this;
    const held = participants.flatMap((isil, at): [Isil, number][] =>
      this.held[at] === 0 ? [] : [[isil, this.held[at]!]],
    );
    const shared = responsible.flatMap((one, row) =>
      responsible.flatMap((other, column) => {
        const together = pairs[row * responsible.length + column]!;
        return together === 0 ? [] : [{ one, other, titles: together }];
      }),
    );
    return { titles, held: new Map(held), shared };
  }
}
