import type { XmlRecord } from '#libs/marc';
import type { Found } from '../found.ts';
import { DEFAULT_MAPPING, type SourceMapping } from '../mapping.ts';
import { tellsNothing } from '../tells-nothing.ts';
import { readXml } from '../xml/reader.ts';
import { PicaFields } from './fields.ts';
import { NOTHING_TO_MATCH, recordOf } from './record.ts';

/** Reads PICA XML (namespace `info:srw/schema/5/picaXML-v1.0`): the same records as plain PICA+. */
export function readPicaXml(
  pieces: AsyncIterable<Uint8Array>,
  mapping: SourceMapping = DEFAULT_MAPPING,
): AsyncGenerator<Found[]> {
  return readXml(pieces, {
    record(xml) {
      const record = recordOf(fieldsOf(xml), mapping.pica);
      return tellsNothing(record) ? NOTHING_TO_MATCH : record;
    },
    localId: (xml) => fieldsOf(xml).value('003@', '0'),
  });
}

function fieldsOf({ fields }: XmlRecord): PicaFields {
  return new PicaFields(fields);
}
