import { ORIGINAL_LIMIT } from '../found.ts';
import { Delivery } from '../delivery.ts';
import { type MappingChanges, mappingFrom } from '../mapping.ts';
import type { LocalRecord } from '../../model/local-record.ts';
import { meaningOf } from './meanings.ts';
import { rawFieldsOf } from './raw-fields.ts';

/** Records whose fields are looked at one by one, records that are read at all, and rejections that are told. */
const PROFILED = 2000;
const READ = 100_000;
const TOLD = 200;
const SAMPLES = 3;
const SAMPLE_LENGTH = 80;

export interface FieldProfile {
  readonly field: string;
  /** How many of the records that were looked at have it, and how often it is there in all. */
  records: number;
  occurrences: number;
  /** A few different values. */
  readonly samples: string[];
  /** What it is read as; `null`: it is passed over. */
  readonly meaning: string | null;
}

export interface Trial {
  readonly format: string;
  /** The whole file was read; else the first records of it. */
  complete: boolean;
  records: number;
  accepted: number;
  rejected: number;
  doubtful: number;
  copies: number;
  extant: number;
  onOrder: number;
  withIdentifier: number;
  withYearAndPublisher: number;
  classified: number;
  electronic: number;
  /** Copies by where they are: in PICA+ by library and branch, in MARC by branch in the records that were profiled. */
  readonly branches: Record<string, number>;
  readonly fields: FieldProfile[];
  /** How many records the fields were counted in. */
  profiled: number;
  readonly rejections: TrialRejection[];
}

export interface TrialRejection {
  readonly position: number;
  readonly line: number | null;
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly original: string;
}

/** Reads a file as an import would and keeps nothing: what is in it, what would be taken, and what is wrong with the rest. */
export async function tryOut(path: string, changes?: MappingChanges | null): Promise<Trial> {
  const mapping = mappingFrom(changes);
  const delivery = await Delivery.open(path, mapping);
  const trial = beginning(delivery.format);
  const fields = new Map<string, FieldProfile>();
  for await (const batch of delivery.read()) {
    for (const { place, record, rejection } of batch) {
      if (trial.records === READ) {
        trial.complete = false;
        break;
      }
      trial.records++;
      const told = rejection !== undefined && trial.rejections.length < TOLD;
      if (trial.records <= PROFILED || told) {
        const original = await delivery.part(place.offset, Math.min(place.length, ORIGINAL_LIMIT));
        const { format, header } = delivery.at(place.offset);
        if (trial.records <= PROFILED) {
          trial.profiled++;
          for (const [field, value] of profile(rawFieldsOf(format, original, header))) {
            const meaning = meaningOf(format, field, mapping);
            count(fields, field, value, meaning);
          }
        }
        if (told) {
          const { code, message, hint } = rejection;
          const text = original.toString('utf8', 0, 2000);
          trial.rejections.push({
            position: place.number,
            line: place.line ?? null,
            code,
            message,
            hint,
            original: text,
          });
        }
      }
      if (record === undefined) trial.rejected++;
      else add(trial, record);
    }
    if (!trial.complete) break;
  }
  trial.fields.push(...[...fields.values()].sort((a, b) => (a.field < b.field ? -1 : 1)));
  return trial;
}

function beginning(format: string): Trial {
  const counts = { records: 0, accepted: 0, rejected: 0, doubtful: 0, copies: 0, extant: 0, onOrder: 0 };
  const quality = { withIdentifier: 0, withYearAndPublisher: 0, classified: 0, electronic: 0, profiled: 0 };
  return { format, complete: true, ...counts, ...quality, branches: {}, fields: [], rejections: [] };
}

/** The values of each field of one record. */
function profile(fields: readonly (readonly [string, string])[]): Map<string, string[]> {
  const byName = new Map<string, string[]>();
  for (const [name, value] of fields) {
    if (value.trim() === '') continue;
    const known = byName.get(name);
    if (known === undefined) byName.set(name, [value]);
    else known.push(value);
  }
  return byName;
}

function count(
  fields: Map<string, FieldProfile>,
  field: string,
  values: readonly string[],
  meaning: string | null,
): void {
  let known = fields.get(field);
  if (known === undefined) fields.set(field, (known = { field, records: 0, occurrences: 0, samples: [], meaning }));
  known.records++;
  known.occurrences += values.length;
  for (const value of values) {
    const short = value.trim().slice(0, SAMPLE_LENGTH);
    if (known.samples.length < SAMPLES && !known.samples.includes(short)) known.samples.push(short);
  }
}

function add(trial: Trial, record: LocalRecord): void {
  trial.accepted++;
  trial.copies += record.copies;
  trial.extant += record.extant;
  trial.onOrder += record.onOrder;
  if (record.warnings.length > 0) trial.doubtful++;
  if (Object.values(record.identifiers).some((it) => it.length > 0)) trial.withIdentifier++;
  if (record.year !== null && record.publisher !== null) trial.withYearAndPublisher++;
  if (record.classifications.length > 0) trial.classified++;
  if (record.electronic) trial.electronic++;
  for (const { count: copies, branch, holder, state } of record.items ?? []) {
    if (state !== 'extant' && state !== 'missing') continue;
    const where = [holder, branch].filter((it) => it !== null).join(' / ') || '-';
    trial.branches[where] = (trial.branches[where] ?? 0) + copies;
  }
}
