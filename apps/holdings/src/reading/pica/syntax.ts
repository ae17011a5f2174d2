import { decoded } from '../text.ts';
import { type PicaField, tagIn } from './fields.ts';

/** How PICA+ is written: a field a line, or a record a line. */
export type PicaForm = 'plain' | 'normalised';

export const FIELD_END = '\u001e';
const SUBFIELD = '\u001f';
/** What begins a subfield in plain PICA+, a character a byte; the last is the ƒ of WinIBW in UTF-8. */
const SEPARATORS = ['$', SUBFIELD, '\u0083', '\u009f', '\u00c6\u0092'];

/** Tells by fields that can be read in which form a file is; `null` when it is not PICA+. */
export function picaForm(sample: Buffer): PicaForm | null {
  const text = sample.toString('latin1');
  if (text.includes(FIELD_END) && text.split(FIELD_END).some((part) => normalisedField(part) !== null))
    return 'normalised';
  const fields = text.split('\n').filter((line) => plainField(line) !== null);
  return fields.length > 1 ? 'plain' : null;
}

/** Reads a line such as `021A $aTitle`; gives `null` for what is no field. */
export function plainField(line: string): PicaField | null {
  const space = line.indexOf(' ');
  const tag = tagIn(line.slice(0, Math.max(0, space)));
  if (tag === null) return null;
  const separator = SEPARATORS.find((it) => line.startsWith(it, space + 1));
  if (separator === undefined) return null;
  return new WrittenField(tag, line.slice(space + 1 + separator.length), separator);
}

/** Reads a field of normalised PICA+; gives `null` for what is none. */
export function normalisedField(text: string): PicaField | null {
  const at = text.indexOf(SUBFIELD);
  const tag = at < 0 ? null : tagIn(text.slice(0, at).trim());
  return tag === null ? null : new WrittenField(tag, text.slice(at + 1), SUBFIELD);
}

/** A field as it is written: most are never asked for their subfields, so that these are only looked for then. */
class WrittenField implements PicaField {
  readonly tag: string;
  readonly occurrence: string;
  #subfields: PicaField['subfields'] | undefined;

  constructor(
    { tag, occurrence }: Pick<PicaField, 'tag' | 'occurrence'>,
    private readonly written: string,
    private readonly separator: string,
  ) {
    this.tag = tag;
    this.occurrence = occurrence;
  }

  get subfields(): PicaField['subfields'] {
    this.#subfields ??=
      this.separator === '$' ? dollarSubfields(this.written) : subfieldsOf(this.written.split(this.separator));
    return this.#subfields;
  }

  toJSON(): PicaField {
    const { tag, occurrence, subfields } = this;
    return { tag, occurrence, subfields };
  }
}

/** In plain PICA+ a `$` of the value itself is written twice. */
function dollarSubfields(text: string): [string, string][] {
  return subfieldsOf(text.replaceAll('$$', '\u0000').split('$')).map(([code, value]) => [
    code,
    value.replaceAll('\u0000', '$'),
  ]);
}

function subfieldsOf(parts: readonly string[]): [string, string][] {
  return parts.filter((part) => part !== '').map((part) => [part[0] ?? '', decoded(part.slice(1))]);
}
