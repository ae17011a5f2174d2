import type { Format, Read } from '../found.ts';
import { DEFAULT_MAPPING, type SourceMapping } from '../mapping.ts';
import { columnNamed } from './columns.ts';
import { kbartColumnsIn } from './kbart.ts';
import type { ListOf } from './list.ts';
import { readCsv } from './reader.ts';

const SEPARATORS = [',', ';', '\t', '|'];

/**
 * Tells of a list by its first line what stands between its values, and whether it is KBART. Where records are only named,
 * a list may be one of their numbers alone: it then has no line with names.
 */
export function recogniseList(
  sample: Buffer,
  mapping: SourceMapping = DEFAULT_MAPPING,
  only?: 'numbers',
): { format: Format; read: Read; named: boolean } {
  const first = firstLineOf(sample);
  const separator = separatorOf(first);
  const names = first.split(separator).map((name) => name.replaceAll('"', ''));
  const named = only === undefined || names.length > 1 || columnNamed(first, mapping.columns) !== null;
  const of: ListOf = named ? (only ?? 'titles') : 'bare-numbers';
  return {
    format: kbartColumnsIn(names) === null ? 'csv' : 'kbart',
    read: (pieces) => readCsv(pieces, separator, mapping, of),
    named,
  };
}

function firstLineOf(sample: Buffer): string {
  return (
    /^[^\r\n]*/.exec(
      sample
        .toString('latin1')
        .replace(/^\u00ef\u00bb\u00bf/, '')
        .trimStart(),
    )?.[0] ?? ''
  );
}

/** The separator that occurs most on the first line, outside quotes. */
function separatorOf(line: string): string {
  const bare = line.replaceAll(/"[^"]*"/g, '');
  const times = (sign: string): number => bare.split(sign).length - 1;
  return SEPARATORS.reduce((best, sign) => (times(sign) > times(best) ? sign : best));
}
