import { isUtf8 } from 'node:buffer';
import sax, { type Tag } from 'sax';

/** A field of a MARCXML or PICA XML record. */
export interface XmlField {
  readonly tag: string;
  /** Of PICA; empty when there is none. */
  readonly occurrence: string;
  /** Of MARC; a blank when there is none. */
  readonly indicators: readonly [string, string];
  /** The text of a control field. */
  text: string;
  readonly subfields: (readonly [code: string, value: string])[];
}

export interface XmlRecord {
  readonly leader: string;
  readonly fields: readonly XmlField[];
}

/** The XML of a record is not well-formed. */
export class MalformedXml extends Error {
  constructor(
    message: string,
    /** The line within the record, from 0. */
    readonly line: number,
  ) {
    super(message);
  }
}

/** Reads the fields of one `record` element; throws `MalformedXml`. */
export function parseRecord(bytes: Buffer): XmlRecord {
  const parser = new sax.SAXParser(true, { position: true });
  const fields: XmlField[] = [];
  let leader = '';
  let field: XmlField | undefined;
  let code: string | undefined;
  let text = '';
  const fail = (error: Error): void => {
    throw new MalformedXml(error.message.split('\n')[0] ?? '', parser.line);
  };
  const open = ({ name, attributes }: Tag): void => {
    const of = (attribute: string): string => attributes[attribute] ?? '';
    const local = localName(name);
    text = '';
    if (local === 'datafield' || local === 'controlfield') {
      field = {
        tag: of('tag'),
        occurrence: of('occurrence'),
        indicators: [of('ind1') || ' ', of('ind2') || ' '],
        text: '',
        subfields: [],
      };
      fields.push(field);
    } else if (local === 'subfield') code = of('code');
  };
  const add = (more: string): void => {
    text += more;
  };
  const close = (name: string): void => {
    const local = localName(name);
    if (local === 'subfield' && code !== undefined) field?.subfields.push([code, decodedXml(text)]);
    else if (local === 'controlfield' && field !== undefined) field.text = decodedXml(text);
    else if (local === 'leader') leader = text;
    if (local === 'subfield') code = undefined;
    text = '';
  };
  Object.assign(parser, { onerror: fail, onopentag: open, onclosetag: close, ontext: add, oncdata: add });
  // A character a byte: every place in it is a place in the file.
  parser.write(bytes.toString('latin1')).close();
  return { leader, fields };
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

const WINDOWS_1252 = new TextDecoder('windows-1252');

/** Text that was read a character a byte, and in which character references were resolved already. */
function decodedXml(text: string): string {
  return text
    .replaceAll(/[\u00c2-\u00f4][\u0080-\u00bf]{1,3}|[\u0080-\u00ff]/g, (run) => {
      const bytes = Buffer.from(run, 'latin1');
      return isUtf8(bytes) ? bytes.toString('utf8') : WINDOWS_1252.decode(bytes);
    })
    .normalize('NFC');
}
