const ASCII = /^[ -~]*$/;

/** Lower case, without accents and signs, one space between words. */
export function normalise(text: string): string {
  const lower = text.toLowerCase();
  const spaced = ASCII.test(lower)
    ? lower.replaceAll(/['`]/g, '').replaceAll(/[^a-z0-9]+/g, ' ')
    : lower
        .normalize('NFKD')
        .replaceAll(/[\p{M}'\u2019`]/gu, '')
        .replaceAll(/[^\p{L}\p{N}]+/gu, ' ');
  return spaced.trim();
}
