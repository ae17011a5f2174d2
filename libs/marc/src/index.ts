export { BadDirectory, type Field, MarcFields } from './fields.ts';
export { type Damage, MarcSplitter, printable, type RawRecord, RECORD_LIMIT } from './split.ts';
export { type MarcField, marcRecord } from './write.ts';
