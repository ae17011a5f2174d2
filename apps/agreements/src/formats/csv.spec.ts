import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { csvLines } from './csv.ts';

async function numbered(text: string): Promise<[number, string][]> {
  const lines = csvLines(Readable.from([Buffer.from(text)]));
  const found: [number, string][] = [];
  for await (const { line, values } of lines) found.push([line, values[0] ?? '']);
  return found;
}

describe('the number of a line', () => {
  it.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
  ])(
    'is where it stands in the file, whatever blank lines and cells of several lines come before it: %s',
    async (_, end) => {
      const file = ['kop;wat', 'een;1', '', '', 'twee;2', 'drie;"a', 'b', 'c"', 'vier;"d', 'e"', '', 'vijf;3'].join(
        end,
      );
      expect(await numbered(file)).toEqual([
        [1, 'kop'],
        [2, 'een'],
        [5, 'twee'],
        [6, 'drie'],
        [9, 'vier'],
        [12, 'vijf'],
      ]);
    },
  );
});
