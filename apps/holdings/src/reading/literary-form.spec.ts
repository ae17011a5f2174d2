import { marcRecord } from '#libs/marc';
import { describe, expect, it } from '@jest/globals';
import { formOf as formOfWord } from './csv/coded.ts';
import { formIn } from './literary-form.ts';
import { MarcReader } from './marc/reader.ts';

const nur = (...notations: string[]) => notations.map((notation) => ({ scheme: 'nur' as const, notation }));

function formOfBook(code: string, leader = 'am', notation?: string): unknown {
  const reader = new MarcReader();
  const bytes = marcRecord(
    [
      ['001', '1'],
      ['008', `820101s1982    ne a   j      000 ${code} dut d`],
      ['245', '10', [['a', 'Titel']]],
      ...(notation === undefined ? [] : ([['084', '  ', [['a', notation] as const, ['2', 'nur'] as const]]] as const)),
    ],
    leader,
  );
  return [...reader.push(bytes), ...reader.end()].flat()[0]?.record?.form;
}

describe('whether a title is fiction', () => {
  it.each(['1', 'd', 'f', 'h', 'j', 'p'])('is fiction by 008/33 %s', (code) => {
    expect(formOfBook(code)).toBe('fiction');
  });

  it.each(['0', 'e', 'i', 's'])('is no fiction by 008/33 %s', (code) => {
    expect(formOfBook(code)).toBe('non-fiction');
  });

  it.each(['m', 'u', '|', ' ', 'c', '9'])("is not known by 008/33 '%s'", (code) => {
    expect(formOfBook(code)).toBeNull();
  });

  it.each(['as', 'ai', 'ab', 'cm', 'em', 'jm', 'gm'])(
    'is not read from that position of a record of type %s',
    (type) => {
      expect(formOfBook('1', type)).toBeNull();
    },
  );

  it.each([
    ['280', 'fiction'],
    ['285', 'fiction'],
    ['300', 'fiction'],
    ['319', 'fiction'],
    ['320', 'non-fiction'],
    ['329', 'non-fiction'],
    ['330', 'fiction'],
    ['349', 'fiction'],
    ['400', 'non-fiction'],
    ['999', 'non-fiction'],
    ['100', null],
    ['210', null],
    ['279', null],
    ['286', null],
    ['350', null],
    ['30', null],
    ['30a', null],
  ])('by NUR %s is %s', (notation, form) => {
    expect(formIn(null, nur(notation))).toBe(form);
  });

  it('is not known where two say different things, whichever comes first', () => {
    expect(formIn('fiction', nur('680'))).toBeNull();
    expect(formIn(null, nur('301', '680'))).toBeNull();
    expect(formIn(null, nur('680', '301'))).toBeNull();
    expect(formIn('non-fiction', nur('680', '301'))).toBeNull();
    expect(formIn('fiction', nur('301', '284', '100'))).toBe('fiction');
    expect(formOfBook('0', 'am', '301')).toBeNull();
    expect(formOfBook('|', 'am', '301')).toBe('fiction');
  });

  it('is not told by any other classification', () => {
    expect(
      formIn(null, [
        { scheme: 'nbc', notation: '18.10' },
        { scheme: 'ddc', notation: '301' },
      ]),
    ).toBeNull();
  });

  it.each([
    ['Fictie', 'fiction'],
    ['fiction', 'fiction'],
    ['ja', 'fiction'],
    ['Non-fictie', 'non-fiction'],
    ['non fiction', 'non-fiction'],
    ['Informatief', 'non-fiction'],
    ['nee', 'non-fiction'],
    ['hardcover', null],
    ['?', null],
    ['', null],
  ])("of a list that says '%s' is %s", (word, form) => {
    expect(formOfWord(word)).toBe(form);
  });
});
