import { describe, expect, it } from '@jest/globals';
import { csvLine } from './csv-line.ts';

describe('a line of CSV', () => {
  it('quotes what would end a field or a line', () => {
    expect(csvLine(['a;b', 'c\nd', 'e"f', 'g,h', '', null, 0])).toBe('"a;b";"c\nd";"e""f";g,h;;;0\r\n');
  });

  it.each(['=1+1', '+31', '-1', '@x', '\tx', '\rx'])('keeps %j a text', (text) => {
    expect(csvLine([text])).toContain(`'${text}`);
  });

  it('leaves a number below nought a number', () => {
    expect(csvLine([-1])).toBe('-1\r\n');
  });
});
