import { describe, expect, it } from '@jest/globals';
import { perTitle, readWeedingList } from './weeding-list.ts';

const ISBN = '0-306-40615-2';
const KEY = '1000009780306406157';
const PPN = '2000000000123456789';

describe('a weeding list', () => {
  it('tells apart what names no title, with its place', () => {
    const listed = [
      { identifier: ISBN, copies: 1 },
      { identifier: '123', copies: 1 },
    ];
    expect(readWeedingList(listed)).toEqual({
      wanted: [{ identifier: ISBN, key: KEY, copies: 1 }],
      unread: [{ place: 1, identifier: '123', code: 'identifier.invalid', message: expect.any(String) }],
    });
  });

  it('has a title once, by whichever of its keys it is listed, with all copies', () => {
    const { wanted } = readWeedingList([
      { identifier: ISBN, copies: 2 },
      { identifier: '9780306406157', copies: 1 },
      { identifier: 'ppn:123456789', copies: 1 },
      { identifier: 'ocn:77', copies: 1 },
    ]);
    const titles = new Map([
      [KEY, '5'],
      [PPN, '5'],
    ]);
    expect(perTitle(wanted, titles)).toMatchObject([
      { identifier: ISBN, title: '5', copies: 4 },
      { identifier: 'ocn:77', title: null, copies: 1 },
    ]);
    expect(perTitle(wanted, new Map())).toMatchObject([{ copies: 3 }, { copies: 1 }, { copies: 1 }]);
  });
});
