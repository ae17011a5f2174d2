import type { Format, Read } from '../found.ts';
import type { GivenColumns } from './columns.ts';
import { kbartColumnsIn } from './kbart.ts';
import { readCsv } from './reader.ts';

const SEPARATORS = [',', ';', '\t', '|'];

/** Tells of a list by its first line what stands between its values, and whether it is KBART. */
export function recogniseList(sample: Buffer, given?: GivenColumns): { format: Format; read: Read } {
  const first = firstLineOf(sample);
  const separator = separatorOf(first);
  const names = first.split(separator).map((name) => name.replaceAll('"', ''));
  return {
    format: kbartColumnsIn(names) === null ? 'csv' : 'kbart',
    read: (pieces) => readCsv(pieces, separator, given),
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
