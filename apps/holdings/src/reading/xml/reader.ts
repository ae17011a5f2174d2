import { MalformedXml, parseRecord, type RawXmlRecord, type XmlDamage, type XmlRecord, XmlSplitter } from '#libs/marc';
import type { LocalRecord } from '../../model/local-record.ts';
import type { Found, Place, Rejection } from '../found.ts';

/** What a kind of records makes of the fields that the XML holds. */
export interface XmlMeaning {
  record(fields: XmlRecord, bytes: Buffer): LocalRecord | Omit<Rejection, 'localId'>;
  /** The library's number for the record, if it can be read. */
  localId(fields: XmlRecord): string;
}

/** Reads records in XML, a piece at a time: what is wrong with one costs that one only. */
export async function* readXml(pieces: AsyncIterable<Uint8Array>, meaning: XmlMeaning): AsyncGenerator<Found[]> {
  const splitter = new XmlSplitter();
  let number = 0;
  for await (const piece of pieces) yield Array.from(splitter.push(piece), (raw) => foundIn(raw, ++number, meaning));
  yield Array.from(splitter.end(), (raw) => foundIn(raw, ++number, meaning));
}

function foundIn(raw: RawXmlRecord, number: number, meaning: XmlMeaning): Found {
  const place = { number, offset: raw.offset, length: raw.bytes.length, line: raw.line };
  if (raw.damage !== undefined) return rejected(place, raw.damage);
  let fields: XmlRecord;
  try {
    fields = parseRecord(raw.bytes);
  } catch (error) {
    if (!(error instanceof MalformedXml)) throw error;
    return rejected(place, malformed(error, raw.line));
  }
  const record = meaning.record(fields, raw.bytes);
  return 'code' in record ? rejected(place, record, meaning.localId(fields)) : { place, record };
}

function rejected(place: Place, rejection: Omit<Rejection, 'localId'>, localId = ''): Found {
  const named = `record ${place.number} at line ${place.line}${localId === '' ? '' : `, number ${localId.slice(0, 50)}`}`;
  return {
    place,
    rejection: {
      ...rejection,
      message: `${rejection.message} (${named})`,
      ...(localId === '' ? {} : { localId: localId.slice(0, 50) }),
    },
  };
}

function malformed({ message, line }: MalformedXml, from: number): XmlDamage {
  return {
    code: 'xml.malformed',
    message: `The XML is not well-formed at line ${from + line}: ${message}`,
    hint: 'Export this record again; the records around it were read.',
  };
}
