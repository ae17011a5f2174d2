import { Refusal } from '#libs/kernel';
import sax, { type Tag } from 'sax';

/** No text in a cell is longer, by the file format itself. */
const TEXT_LIMIT = 32_767;

/** What is to be done with the parts of an XML file; names come without their prefix. */
export interface Handling {
  open?(name: string, of: (attribute: string) => string): void;
  /** `text`: what stood in the element itself. */
  close?(name: string, text: string): void;
}

/** Reads an XML file of a workbook, a piece at a time; after each piece the caller may take what was found in it. */
export async function* readingXml(
  pieces: AsyncIterable<Uint8Array>,
  part: string,
  handling: Handling,
): AsyncGenerator<undefined> {
  const parser = new sax.SAXParser(true, { position: true });
  const decoder = new TextDecoder();
  let text = '';
  const add = (more: string): void => {
    if (text.length < TEXT_LIMIT) text += more.slice(0, TEXT_LIMIT - text.length);
  };
  const fail = (error: Error): void => {
    throw new Refusal(
      'xlsx.damaged',
      `The workbook is damaged: '${part}' in it is not well-formed at line ${parser.line + 1} (${error.message.split('\n')[0]}). Nothing was taken; open it in a spreadsheet program, save it again and deliver it again`,
    );
  };
  const open = ({ name, attributes }: Tag): void => {
    text = '';
    handling.open?.(localName(name), (attribute) => attributes[attribute] ?? '');
  };
  const close = (name: string): void => {
    handling.close?.(localName(name), text);
    text = '';
  };
  Object.assign(parser, { onerror: fail, onopentag: open, onclosetag: close, ontext: add, oncdata: add });
  for await (const piece of pieces) {
    parser.write(decoder.decode(piece, { stream: true }));
    yield undefined;
  }
  parser.close();
}

/** Reads all of a small XML file of a workbook. */
export async function readXmlPart(pieces: AsyncIterable<Uint8Array>, part: string, handling: Handling): Promise<void> {
  for await (const _piece of readingXml(pieces, part, handling)) continue;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
