import { Refusal } from '#libs/kernel';
import { recogniseList } from './csv/recognise.ts';
import type { Format, Read, Skim } from './found.ts';
import type { SourceMapping } from './mapping.ts';
import { readPica, skimPica } from './pica/reader.ts';
import { picaForm } from './pica/syntax.ts';
import { readMarc, skimMarc } from './marc/reader.ts';
import { readMarcXml } from './marc/xml.ts';
import { readPicaXml } from './pica/xml.ts';

/** Bytes that are enough to tell what a file is. */
export const SAMPLE = 65_536;

export interface Recognised {
  readonly format: Format;
  readonly read: Read;
  readonly skim?: Skim;
  /** Whether a list has a line with the names of its columns. */
  readonly named?: boolean;
}

/**
 * Tells a file's format by its content, and how to read it; refuses what is not understood, saying what it looks like.
 * With `only`, a list need not tell more of its records than their numbers.
 */
export function recognise(sample: Buffer, mapping?: SourceMapping, only?: 'numbers'): Recognised {
  const start = sample.toString('latin1', 0, 1000);
  if (start.trim() === '') return { format: 'empty', read: nothing };
  refuseKnown(start);
  if (/^(?:\u00ef\u00bb\u00bf)?\s*</.test(start)) return recogniseXml(sample.toString('latin1'), mapping);
  const pica = picaForm(sample);
  if (pica !== null) {
    return {
      format: 'pica',
      read: (pieces, wanted) => readPica(pieces, pica, mapping, wanted),
      skim: (pieces) => skimPica(pieces, pica),
    };
  }
  if (looksLikeMarc(sample)) {
    const read: Read = (pieces, wanted) => readMarc(pieces, mapping, wanted);
    // A skimmer knows a record by its 001 only.
    return (mapping?.localId ?? null) === null
      ? { format: 'marc21', read, skim: skimMarc }
      : { format: 'marc21', read };
  }
  if (isBinary(sample)) {
    throw new Refusal(
      'file.binary',
      'The file is binary and of no format that is understood. Deliver MARC 21, PICA+, CSV or an Excel workbook (xlsx)',
    );
  }
  return recogniseList(sample, mapping, only);
}

/** Tells the kinds of records by their first field; those of PICA have a letter or `@` in their tag. */
function recogniseXml(sample: string, mapping?: SourceMapping): Recognised {
  if (/<(?:[\w.-]+:)?datafield[^<>]*\stag\s*=\s*["'][012]\d\d[A-Z@]["']/.test(sample)) {
    return { format: 'picaxml', read: (pieces) => readPicaXml(pieces, mapping) };
  }
  if (/<(?:[\w.-]+:)?(?:leader|controlfield|datafield)[\s>]/.test(sample)) {
    return { format: 'marcxml', read: (pieces) => readMarcXml(pieces, mapping) };
  }
  throw new Refusal(
    'file.unsupported',
    'The file is XML or HTML without MARC or PICA records. Deliver MARCXML, MARC 21 (ISO 2709), PICA+, CSV or an Excel workbook (xlsx)',
  );
}

async function* nothing(): AsyncGenerator<never> {}

function refuseKnown(start: string): void {
  const known: readonly (readonly [prefix: string, what: string, instead: string])[] = [
    ['\u00d0\u00cf\u0011\u00e0', 'an old Excel workbook', 'Save the sheet as CSV (UTF-8) and deliver that'],
    ['\u00ff\u00fe', 'text in UTF-16', 'Save it as CSV (UTF-8) and deliver that'],
    ['\u00fe\u00ff', 'text in UTF-16', 'Save it as CSV (UTF-8) and deliver that'],
    ['%PDF', 'a PDF document', 'Deliver an export of the library system: MARC 21 (ISO 2709) or CSV'],
  ];
  const hit = known.find(([prefix]) => start.startsWith(prefix));
  if (hit !== undefined) throw new Refusal('file.unsupported', `The file is ${hit[1]}. ${hit[2]}`);
}

/** A leader at the start, or the separators of ISO 2709 where a damaged first record hides it. */
function looksLikeMarc(sample: Buffer): boolean {
  const start = sample.toString('latin1', 0, 200).trimStart();
  if (/^\d{5}[\s\S]{5}[\s\S]{2}\d{5}/.test(start) && sample.includes(0x1e)) return true;
  return sample.includes(0x1e) && sample.includes(0x1f) && sample.includes(0x1d);
}

function isBinary(sample: Buffer): boolean {
  let control = 0;
  for (const byte of sample) {
    if (byte === 0) return true;
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x0c) control++;
  }
  return control > sample.length / 200;
}
