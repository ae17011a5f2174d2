export { BadDirectory, type Field, MarcFields } from './fields.ts';
export { type Damage, MarcSplitter, printable, RawRecord, RECORD_LIMIT } from './split.ts';
export type { MarcView } from './view.ts';
export { type MarcField, marcRecord } from './write.ts';
export { XmlMarcFields } from './xml/fields.ts';
export { MalformedXml, parseRecord, type XmlField, type XmlRecord } from './xml/parse.ts';
export { type RawXmlRecord, type XmlDamage, XmlSplitter } from './xml/split.ts';
export { marcXmlRecord, XML_END, XML_START } from './xml/write.ts';
