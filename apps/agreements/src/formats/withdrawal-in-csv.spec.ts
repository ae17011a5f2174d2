import { describe, expect, it } from '@jest/globals';
import { withdrawalInCsv } from './withdrawal-in-csv.ts';

async function* bytes(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}

const read = (text: string, most = 10) => withdrawalInCsv(bytes(text), most);

describe('a list of what is to go', () => {
  it('has its columns by name, in whatever order', async () => {
    await expect(read('\uFEFFtitel;Aantal;ISBN\nDe aanslag;2;9780306406157\n;;\n')).resolves.toEqual([
      { identifier: '9780306406157', copies: 2 },
    ]);
  });

  it('may be what a scanner made: identifiers alone, or with a number', async () => {
    await expect(read('9780306406157\r\n0-306-40615-2\r\n')).resolves.toEqual([
      { identifier: '9780306406157', copies: 1 },
      { identifier: '0-306-40615-2', copies: 1 },
    ]);
    await expect(read('ppn:123456789\t3\n')).resolves.toEqual([{ identifier: 'ppn:123456789', copies: 3 }]);
  });

  it.each([
    ['titel\nDe aanslag\n', 'csv.columns-missing'],
    ['isbn;aantal\n9780306406157;veel\n', 'csv.malformed'],
    ['isbn\n9780306406157\n9780306406157\n', 'withdrawal.too-large'],
  ])('%j is refused: %s', async (text, code) => {
    await expect(read(text, 1)).rejects.toMatchObject({ code });
  });
});
