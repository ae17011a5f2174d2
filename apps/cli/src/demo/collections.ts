import type { Isil } from '#libs/kernel';
import { type Book, bookAt, Random } from '#libs/records';
import type { DemoSubject } from './collection-plan.ts';
import type { Planted } from './commitments.ts';
import type { DemoParticipant } from './participants.ts';
import { PLANTED, PLANTED_HOLDERS } from './planting.ts';

/** A book and who has it, with how many copies each. */
export interface HeldBook {
  readonly book: Book;
  readonly number: number;
  readonly holders: readonly { readonly isil: Isil; readonly copies: number }[];
}

/** Collections repeat themselves every so many books; a collector has a run of them, neighbours share some. */
const ROUND = 20;
const RUN = 7;
const STEP = 4;
const THIN = ROUND;
const UNCLASSIFIED = 240;
const OLD_EVERY = 50;
const PER_SUBJECT = 100_000;

/** Chances in a hundred that a participant which does not collect a subject has a book of it. */
const CHANCE = { 'national-library': 26, library: 17, 'support-organisation': 9, partner: 6 } as const;

export interface CollectionOptions {
  readonly subjects: readonly DemoSubject[];
  readonly participants: readonly DemoParticipant[];
  readonly planted: readonly Planted[];
  readonly seed: number;
  readonly scale: number;
}

/** Every book of the demo, with who has it. */
export function* heldBooks(options: CollectionOptions): Generator<HeldBook> {
  const { subjects, planted, seed, scale } = options;
  for (const [index, subject] of subjects.entries()) {
    const collectors = planted.find((it) => it.subject === subject && it.activity === 'collect')?.by ?? [];
    const titles = titlesIn(subject, index, scale);
    for (let at = 0; at < titles; at++) {
      const number = index * PER_SUBJECT + at;
      yield {
        book: bookIn(subject, index, at, seed),
        number,
        holders: holdersOf(options, subject, collectors, number, at),
      };
    }
  }
  for (let at = 0; at < UNCLASSIFIED; at++) {
    const number = subjects.length * PER_SUBJECT + at;
    yield { book: bookAt(number, seed), number, holders: byChance(options, [], number, at) };
  }
}

/**
 * The book with this number within a subject. One in fifty is from before there were ISBNs; who catalogued one in English
 * took the record over from abroad, with DDC alone, where the plan has a crosswalk from that to the subject.
 */
export function bookIn(subject: DemoSubject, index: number, at: number, seed: number): Book {
  const nbc = `${subject.nbc}.${String((at * 7) % 100).padStart(2, '0')}`;
  const old = at % OLD_EVERY === OLD_EVERY - 1;
  const ddc = subject.ddc[at % subject.ddc.length] ?? null;
  return bookAt(index * PER_SUBJECT + at, seed, { nbc, abroad: ddc, topic: subject.name.toLowerCase(), old });
}

function titlesIn(subject: DemoSubject, index: number, scale: number): number {
  if (PLANTED[subject.nbc]?.thin === true) return THIN;
  return ROUND * Math.max(3, Math.round(scale * (16 + ((index * 5) % 14))));
}

function holdersOf(
  options: CollectionOptions,
  subject: DemoSubject,
  collectors: readonly Isil[],
  number: number,
  at: number,
): HeldBook['holders'] {
  const chosen = PLANTED_HOLDERS[subject.nbc]?.[at];
  if (chosen !== undefined) return chosen.map((place) => ({ isil: options.participants[place - 1]!.isil, copies: 1 }));
  const twins = PLANTED[subject.nbc]?.twins === true;
  const having = collectors.filter((_, turn) => {
    const from = (twins && turn === 1 ? 0 : turn) * STEP;
    return (at - from + ROUND) % ROUND < RUN;
  });
  return byChance(options, collectors, number, at, having);
}

function byChance(
  { participants, seed }: CollectionOptions,
  collectors: readonly Isil[],
  number: number,
  at: number,
  having: readonly Isil[] = [],
): HeldBook['holders'] {
  const random = new Random(seed ^ 0x2545f491, number);
  const holders = participants.filter(({ isil, kind }) => {
    const lucky = random.chance(CHANCE[kind]);
    return collectors.includes(isil) ? having.includes(isil) : lucky;
  });
  if (holders.length === 0) holders.push(participants[at % participants.length]!);
  return holders.map(({ isil }) => ({ isil, copies: 1 + (random.chance(20) ? 1 + random.below(3) : 0) }));
}
