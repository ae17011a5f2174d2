import { Random } from './random.ts';
import { ADJECTIVES, FIRST_NAMES, LAST_NAMES, NOUNS, PUBLISHERS, SUBTITLES } from './vocabulary.ts';

/** A made-up book: what a catalogue record tells of it. */
export interface Book {
  readonly isbn: string;
  readonly title: string;
  readonly subtitle: string | null;
  readonly author: string;
  readonly publisher: string;
  readonly place: string;
  readonly year: number;
  readonly edition: number;
  readonly pages: number;
  readonly language: 'dut' | 'eng';
  /** NBC notation, for example `39.04`. */
  readonly nbc: string;
}

/** What a library has of a book: the number it knows it by, and how many copies. */
export interface Copies {
  readonly localId: string;
  readonly copies: number;
}

/** An ISBN-13 with a right check digit; each `number` below a thousand million has its own. */
export function isbnOf(number: number): string {
  const twelve = `978${String(number).padStart(9, '0')}`;
  let sum = 0;
  for (let i = 0; i < 12; i++) sum += (twelve.charCodeAt(i) - 48) * (i % 2 === 0 ? 1 : 3);
  return twelve + String((10 - (sum % 10)) % 10);
}

/** The book with this number: always the same for the same seed, and no two numbers below a hundred million share an ISBN. */
export function bookAt(number: number, seed: number, nbc: string): Book {
  const random = new Random(seed, number);
  const noun = random.pick(NOUNS);
  const [publisher, place] = random.pick(PUBLISHERS);
  return {
    isbn: isbnOf(900_000_000 + ((number + seed * 1_000_003) % 100_000_000)),
    title: `${random.pick(ADJECTIVES)} ${noun} ${number}`,
    subtitle: random.chance(60) ? random.pick(SUBTITLES) : null,
    author: `${random.pick(LAST_NAMES)}, ${random.pick(FIRST_NAMES)}`,
    publisher,
    place,
    year: 1985 + random.below(41),
    edition: 1 + (random.chance(20) ? random.below(6) : 0),
    pages: 64 + random.below(700),
    language: random.chance(85) ? 'dut' : 'eng',
    nbc,
  };
}
