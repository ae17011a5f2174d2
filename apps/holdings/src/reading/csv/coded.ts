import type { Audience, LiteraryForm, Material } from '#libs/contracts';

const MATERIALS: Record<string, Material> = {
  boek: 'book',
  boeken: 'book',
  book: 'book',
  gedrukt: 'book',
  grootletterboek: 'book',
  print: 'book',
  hardcover: 'book',
  paperback: 'book',
  ebook: 'e-book',
  ebooks: 'e-book',
  eboek: 'e-book',
  eboeken: 'e-book',
  tijdschrift: 'serial',
  serial: 'serial',
  journal: 'serial',
  krant: 'serial',
  magazine: 'serial',
  bladmuziek: 'score',
  score: 'score',
  partituur: 'score',
  muziekdruk: 'score',
  cd: 'sound',
  luisterboek: 'sound',
  audioboek: 'sound',
  sound: 'sound',
  lp: 'sound',
  geluid: 'sound',
  muziekcd: 'sound',
  grammofoonplaat: 'sound',
  audiobook: 'sound',
  dvd: 'video',
  bluray: 'video',
  video: 'video',
  film: 'video',
  kaart: 'map',
  map: 'map',
  atlas: 'map',
  foto: 'image',
  afbeelding: 'image',
  image: 'image',
  prent: 'image',
  spel: 'game',
  game: 'game',
  games: 'game',
  other: 'other',
};

/** The kind of material that a word means; a line that says nothing is about a book. */
export function materialOf(text: string): Material {
  const plain = text.toLowerCase().replaceAll(/[^a-z]/g, '');
  return plain === '' ? 'book' : (MATERIALS[plain] ?? 'other');
}

export function audienceOf(text: string): Audience {
  const plain = text.toLowerCase().trim();
  if (plain === '') return 'unknown';
  if (/^(?:jeugd|youth|kind|kinder|juvenile|children|jongeren|[abc]$|j$|ya$|young)/.test(plain)) return 'youth';
  return /^(?:volwassen|adult|v$)/.test(plain) ? 'adult' : 'unknown';
}

/** What a word says a title is as literature; yes and no answer a column that is called fiction. */
export function formOf(text: string): LiteraryForm | null {
  const plain = text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  if (/^(?:fictie|fiction|f|ja|yes|j|y|true|waar|1)$/.test(plain)) return 'fiction';
  return /^(?:nonfictie|nonfiction|nf|informatief|nee|no|n|false|onwaar|0)$/.test(plain) ? 'non-fiction' : null;
}
