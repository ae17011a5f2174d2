import { Random } from './random.ts';
import { ADJECTIVES, FIRST_NAMES, LAST_NAMES, NOUNS, PUBLISHERS, SUBTITLES } from './vocabulary.ts';

/** A made-up book: what a catalogue record tells of it. */
export interface Book {
  /** `null` for a book from before there were ISBNs. */
  readonly isbn: string | null;
  readonly title: string;
  readonly subtitle: string | null;
  readonly author: string;
  readonly publisher: string;
  readonly place: string;
  readonly year: number;
  readonly edition: number;
  readonly pages: number;
  readonly language: 'dut' | 'eng';
  /** NBC notation, for example `39.04`; `null` when nobody classified it. */
  readonly nbc: string | null;
  /** DDC notation, of a book whose record comes from abroad. */
  readonly ddc: string | null;
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

/** What can be chosen about a made-up book. */
export interface BookOptions {
  /** NBC notation; none leaves it unclassified. */
  readonly nbc?: string | null;
  /** DDC notation that it has in the place of NBC when it is in English. */
  readonly abroad?: string | null;
  /** What the title says it is about; else it ends in the number. */
  readonly topic?: string;
  /** A book from before ISBNs: it has none, and an old year. */
  readonly old?: boolean;
}

/**
 * The book with this number: always the same for the same seed and options. No two numbers below a hundred million
 * share an ISBN, and no two old ones a description.
 */
export function bookAt(
  number: number,
  seed: number,
  { nbc = null, abroad = null, topic, old = false }: BookOptions = {},
): Book {
  const random = new Random(seed, number);
  const [publisher, place] = random.pick(PUBLISHERS);
  const about = topic === undefined || old ? `${topic ?? ''} ${number}`.trim() : topic;
  const book = {
    isbn: old ? null : isbnOf(900_000_000 + ((number + seed * 1_000_003) % 100_000_000)),
    title: `${random.pick(ADJECTIVES)} ${random.pick(NOUNS)} ${about}`,
    subtitle: random.chance(60) ? random.pick(SUBTITLES) : null,
    author: `${random.pick(LAST_NAMES)}, ${random.pick(FIRST_NAMES)}`,
    publisher,
    place,
    year: old ? 1900 + random.below(66) : 1985 + random.below(41),
    edition: 1 + (random.chance(20) ? random.below(6) : 0),
    pages: 64 + random.below(700),
    language: random.chance(85) ? ('dut' as const) : ('eng' as const),
  };
  const ddc = book.language === 'eng' ? abroad : null;
  return Object.assign(book, { nbc: ddc === null ? nbc : null, ddc });
}
