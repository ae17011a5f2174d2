import { isbn } from '#libs/kernel';
import type { ListedTitle } from '../../model/listed-title.ts';

const PREFIXED = /^((?:ppn|ocn|issn):\s*\S+)\s*(.*)$/i;
const WRITTEN = /^((?:ISBN[-: ]*)?\d[\d\-\u2010-\u2015 ]*[\dXx])(?:[\s,;:]+(.*))?$/;

/** Reads what somebody typed or pasted: an identifier on each line, with the title after it if they like. */
export function titlesInText(text: string): ListedTitle[] {
  return text.split(/\r\n?|\n/).flatMap((written, at) => {
    const line = written.trim();
    return line === '' ? [] : [{ line: at + 1, facets: null, ...readLine(line) }];
  });
}

function readLine(line: string): Pick<ListedTitle, 'identifier' | 'title'> {
  const [, prefixed, afterPrefixed = ''] = PREFIXED.exec(line) ?? [];
  if (prefixed !== undefined) return titled(prefixed, afterPrefixed);
  const [first = '', ...rest] = line.split(/[\s,;]+/);
  if (isbn(first) !== null) return titled(first, rest.join(' '));
  const [, written = '', title = ''] = WRITTEN.exec(line) ?? [];
  return isbn(written) === null ? titled(line, '') : titled(written, title);
}

/** Whether a cell of a list without column names can be an identifier. */
export function isIdentifier(text: string): boolean {
  return PREFIXED.test(text.trim()) || isbn(text) !== null;
}

function titled(identifier: string, title: string): Pick<ListedTitle, 'identifier' | 'title'> {
  return { identifier: identifier.trim(), title: title.trim() === '' ? null : title.trim() };
}
