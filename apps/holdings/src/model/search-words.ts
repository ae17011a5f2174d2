import { normalise } from '#libs/kernel';

/** A word is told by so many of its characters. */
const LONGEST = 60;
/** Shorter words are searched for as they are: with another letter they are another word. So are numbers. */
const SHORTEST_FORGIVEN = 4;
const NUMBER = /^\d+$/;

/** Letters that are no letter with an accent, as people type them who do not have them. */
const TYPED_AS: Readonly<Record<string, string>> = {
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ß: 'ss',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  ı: 'i',
};
const UNTYPED = /[øæœßłđðı]/g;

/** What a word can be written with; a mistake is made with a letter of its own script. */
const ALPHABETS = ['abcdefghijklmnopqrstuvwxyz', 'αβγδεζηθικλμνξοπρσςτυφχψω', 'абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґ'];

/** Articles, prepositions and such, in nearly every title: they do not tell one title from another. */
const COMMON = new Set(
  'de het een en van der den des te ten ter in op aan met voor door uit bij naar over om als the of and a an to for on with by from der die das und ein eine im von zu le la les et du un une'.split(
    ' ',
  ),
);

const ARTICLE = /^(?:de|het|een|t|n|the|a|an|der|die|das|ein|eine|le|la|les) (?=.)/;

/** Text as it is searched: lower case, without accents and signs, letters as everybody can type them. */
export function searched(text: string): string {
  return normalise(text).replaceAll(UNTYPED, (letter) => TYPED_AS[letter] ?? letter);
}

/** The words of a text that was made searchable, each once. */
export function wordsIn(text: string): string[] {
  const words = text.split(' ').filter((word) => word !== '');
  return [...new Set(words.map((word) => word.slice(0, LONGEST)))];
}

/** The words that tell what is sought: without the common ones, unless there are no others. */
export function tellingWords(words: readonly string[]): readonly string[] {
  const telling = words.filter((word) => !COMMON.has(word));
  return telling.length > 0 ? telling : words;
}

/** A title that was made searchable, without the article that it begins with. */
export function withoutArticle(title: string): string {
  return title.replace(ARTICLE, '');
}

/** Every word that becomes this one by one mistake: a letter wrong, missing, too many, or two swapped. */
export function oneMistakeFrom(word: string): Set<string> {
  const letters = Array.from(word);
  const found = new Set<string>();
  if (letters.length < SHORTEST_FORGIVEN || NUMBER.test(word)) return found;
  const alphabet = ALPHABETS.find((it) => letters.some((letter) => it.includes(letter))) ?? '';
  for (let at = 0; at <= letters.length; at++) {
    const before = letters.slice(0, at).join('');
    const rest = letters.slice(at).join('');
    const after = letters.slice(at + 1).join('');
    for (const letter of alphabet) found.add(before + letter + rest);
    if (at === letters.length) break;
    found.add(before + after);
    for (const letter of alphabet) found.add(before + letter + after);
    const next = letters[at + 1];
    if (next !== undefined) found.add(before + next + letters[at] + letters.slice(at + 2).join(''));
  }
  found.delete(word);
  return found;
}
