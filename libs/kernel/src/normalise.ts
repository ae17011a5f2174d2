/** Words as they are wanted already. */
const NORMAL = /^[a-z0-9]+(?: [a-z0-9]+)*$/;
const ASCII = /^[ -~]*$/;
const ASCII_WITHOUT_CAPITALS = /^[ -@[-~]*$/;
/** What stands between words and is not just a space. */
const GAP = / [^a-z0-9]+|[^a-z0-9 ][^a-z0-9]*/g;
const ANY_GAP = /[^\p{L}\p{N}]+/gu;

/** Lower case, without accents and signs, one space between words. */
export function normalise(text: string): string {
  const lower = text.toLowerCase();
  if (NORMAL.test(lower)) return lower;
  const bare = ASCII.test(lower)
    ? lower.replaceAll(/['`]/g, '')
    : lower.normalize('NFKD').replaceAll(/[\p{M}'\u2019`]/gu, '');
  return bare.replaceAll(ASCII_WITHOUT_CAPITALS.test(bare) ? GAP : ANY_GAP, ' ').trim();
}
