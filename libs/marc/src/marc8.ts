/**
 * MARC-8 as Latin-script catalogues use it: ASCII, ANSEL, and the escapes to Greek symbols, sub- and superscript.
 * Other scripts become replacement characters and a warning: the record is still worth having.
 */
export function decodeMarc8(bytes: string): { text: string; unknown: boolean } {
  let text = '';
  let diacritics = '';
  let unknown = false;
  let set: 'latin' | 'greek' | 'sub' | 'super' | 'other' = 'latin';
  for (let i = 0; i < bytes.length; i++) {
    const code = bytes.charCodeAt(i);
    if (code === ESCAPE) {
      const escape = readEscape(bytes, i + 1);
      i += escape.length;
      if (escape.set !== null) set = escape.set;
      if (escape.set === 'other') unknown = true;
      continue;
    }
    if (set === 'other' && code > 0x20 && code < 0x7f) {
      text += '\ufffd';
      continue;
    }
    if (set === 'greek' || set === 'sub' || set === 'super') {
      text += SMALL_SETS[set][bytes[i] ?? ''] ?? bytes[i];
      continue;
    }
    if (code < 0x80) {
      text += (bytes[i] ?? '') + diacritics;
      diacritics = '';
      continue;
    }
    // In ANSEL a diacritic stands before its letter, in Unicode behind it.
    const combining = COMBINING[code];
    if (combining !== undefined) {
      diacritics += combining;
      continue;
    }
    const letter = LETTERS[code];
    if (letter === undefined && code !== NON_SORT_BEGIN && code !== NON_SORT_END) unknown = true;
    if (code === NON_SORT_BEGIN || code === NON_SORT_END) continue;
    text += (letter ?? '\ufffd') + diacritics;
    diacritics = '';
  }
  return { text: (text + diacritics).normalize('NFC'), unknown };
}

const ESCAPE = 0x1b;
const NON_SORT_BEGIN = 0x88;
const NON_SORT_END = 0x89;

/** The escape at `at` (behind the ESC): how many characters it takes and which set follows. */
function readEscape(
  bytes: string,
  at: number,
): { length: number; set: 'latin' | 'greek' | 'sub' | 'super' | 'other' | null } {
  const first = bytes[at];
  if (first === 's') return { length: 1, set: 'latin' };
  if (first === 'g') return { length: 1, set: 'greek' };
  if (first === 'b') return { length: 1, set: 'sub' };
  if (first === 'p') return { length: 1, set: 'super' };
  const designation = /^[$(),\-!]{1,3}([0-9A-Za-z])/.exec(bytes.slice(at, at + 4));
  if (designation === null) return { length: 0, set: 'other' };
  const latin = designation[1] === 'B' || designation[1] === 'E';
  return { length: designation[0].length, set: latin ? 'latin' : 'other' };
}

const SMALL_SETS: Record<'greek' | 'sub' | 'super', Record<string, string>> = {
  greek: { a: '\u03b1', b: '\u03b2', c: '\u03b3' },
  sub: Object.fromEntries(
    '0123456789()+-'
      .split('')
      .map((it, i) => [
        it,
        '\u2080\u2081\u2082\u2083\u2084\u2085\u2086\u2087\u2088\u2089\u208d\u208e\u208a\u208b'[i] ?? it,
      ]),
  ),
  super: Object.fromEntries(
    '0123456789()+-'
      .split('')
      .map((it, i) => [
        it,
        '\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079\u207d\u207e\u207a\u207b'[i] ?? it,
      ]),
  ),
};

/** ANSEL letters and signs (hex A1–C8). */
const LETTERS: Record<number, string> = {
  0xa1: '\u0141',
  0xa2: '\u00d8',
  0xa3: '\u0110',
  0xa4: '\u00de',
  0xa5: '\u00c6',
  0xa6: '\u0152',
  0xa7: '\u02b9',
  0xa8: '\u00b7',
  0xa9: '\u266d',
  0xaa: '\u00ae',
  0xab: '\u00b1',
  0xac: '\u01a0',
  0xad: '\u01af',
  0xae: '\u02bc',
  0xb0: '\u02bb',
  0xb1: '\u0142',
  0xb2: '\u00f8',
  0xb3: '\u0111',
  0xb4: '\u00fe',
  0xb5: '\u00e6',
  0xb6: '\u0153',
  0xb7: '\u02ba',
  0xb8: '\u0131',
  0xb9: '\u00a3',
  0xba: '\u00f0',
  0xbc: '\u01a1',
  0xbd: '\u01b0',
  0xc0: '\u00b0',
  0xc1: '\u2113',
  0xc2: '\u2117',
  0xc3: '\u00a9',
  0xc4: '\u266f',
  0xc5: '\u00bf',
  0xc6: '\u00a1',
  0xc7: '\u00df',
  0xc8: '\u20ac',
  0x8d: '\u200d',
  0x8e: '\u200c',
};

/** ANSEL diacritics (hex E0–FE), which stand before their letter. */
const COMBINING: Record<number, string> = {
  0xe0: '\u0309',
  0xe1: '\u0300',
  0xe2: '\u0301',
  0xe3: '\u0302',
  0xe4: '\u0303',
  0xe5: '\u0304',
  0xe6: '\u0306',
  0xe7: '\u0307',
  0xe8: '\u0308',
  0xe9: '\u030c',
  0xea: '\u030a',
  0xeb: '\ufe20',
  0xec: '\ufe21',
  0xed: '\u0315',
  0xee: '\u030b',
  0xef: '\u0310',
  0xf0: '\u0327',
  0xf1: '\u0328',
  0xf2: '\u0323',
  0xf3: '\u0324',
  0xf4: '\u0325',
  0xf5: '\u0333',
  0xf6: '\u0332',
  0xf7: '\u0326',
  0xf8: '\u031c',
  0xf9: '\u032e',
  0xfa: '\ufe22',
  0xfb: '\ufe23',
  0xfe: '\u0313',
};
