const ARTICLES =
  /^(?:(?:de|het|een|the|an?|der|die|das|den|ein|eine|le|la|les|un|une|el|los|las)\s+|(?:['\u2018\u2019`][tn])\s+|(?:l|d)['\u2019])(?=\S)/i;

/** How many characters of a title do not count when it is filed, where the format does not say: a leading article. */
export function nonFilingOf(title: string): number {
  return ARTICLES.exec(title)?.[0].length ?? 0;
}
