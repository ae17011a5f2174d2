import type { MarcFields } from './fields.ts';

/** The fields of a MARC 21 record, whatever it is written in. */
export type MarcView = Pick<
  MarcFields,
  'leader' | 'first' | 'all' | 'control' | 'indicator' | 'subfield' | 'subfields' | 'undecodable'
>;
