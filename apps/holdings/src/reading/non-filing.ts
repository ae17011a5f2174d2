/**
 * Articles at the beginning of a title, by the language of the record (ISO 639-2/B): what is an article in one language
 * is a word in another (German `die`, English `die`; French `les`, Dutch `les`).
 */
const ARTICLES: Readonly<Record<string, readonly string[]>> = {
  dut: ['de', 'het', 'een', "'t", "'n", 'den', 'der'],
  eng: ['the', 'a', 'an'],
  ger: ['der', 'die', 'das', 'den', 'dem', 'des', 'ein', 'eine', 'einen', 'einem', 'einer', 'eines'],
  fre: ['le', 'la', 'les', "l'", 'un', 'une', 'des'],
};

/** Where the language is not known: those that are hardly ever anything but an article. */
const ANYWHERE = [
  'de',
  'het',
  'een',
  "'t",
  "'n",
  'the',
  'a',
  'an',
  'der',
  'das',
  'ein',
  'eine',
  'le',
  'la',
  "l'",
  'une',
];

/** How many characters of a title do not count when it is filed, where the format does not say: a leading article. */
export function nonFilingOf(title: string, language = 'und'): number {
  const articles = language === 'und' ? ANYWHERE : (ARTICLES[language] ?? []);
  const lower = title.toLowerCase().replaceAll(/[\u2018\u2019`]/g, "'");
  for (const article of articles) {
    if (!lower.startsWith(article)) continue;
    const gap = /^\s*/.exec(lower.slice(article.length))?.[0].length ?? 0;
    const apart = gap > 0 || article === "l'";
    if (apart && article.length + gap < lower.length) return article.length + gap;
  }
  return 0;
}
