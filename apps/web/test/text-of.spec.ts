import { describe, expect, it } from '@jest/globals';
import { textOf } from '../src/ui/text-of.ts';

const LIST = 'isbn;titel\n9789021434049;Café én crème – 12 €\n';

describe('the text of a file', () => {
  it.each([
    ['as UTF-8', Buffer.from(LIST)],
    ['as UTF-8 with a byte order mark', Buffer.from(`\uFEFF${LIST}`)],
    [
      'by a spreadsheet in the code page of Windows',
      Buffer.from(LIST.replace('–', '\u0096').replace('€', '\u0080'), 'latin1'),
    ],
  ])('is read when it was saved %s', async (_, content) => {
    expect(await textOf(new Blob([content]))).toBe(LIST);
  });
});
