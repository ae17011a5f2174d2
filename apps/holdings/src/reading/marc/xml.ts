import { XmlMarcFields } from '#libs/marc';
import type { Found } from '../found.ts';
import { DEFAULT_MAPPING, type SourceMapping } from '../mapping.ts';
import { tellsNothing } from '../tells-nothing.ts';
import { readXml } from '../xml/reader.ts';
import { NOTHING_TO_MATCH, recordOf } from './record.ts';

/** Reads MARCXML: the same records as MARC 21 in ISO 2709. */
export function readMarcXml(
  pieces: AsyncIterable<Uint8Array>,
  mapping: SourceMapping = DEFAULT_MAPPING,
): AsyncGenerator<Found[]> {
  return readXml(pieces, {
    record(fields, bytes) {
      const record = recordOf(new XmlMarcFields(fields), bytes, mapping);
      return tellsNothing(record) ? NOTHING_TO_MATCH : record;
    },
    localId: (fields) => new XmlMarcFields(fields).control(1).trim(),
  });
}
