const nl = { line: 'regel', column: 'kolom' };
const en: typeof nl = { line: 'line', column: 'column' };

/** A place of a file, which a service names as `line 4: profiles[0].code` or `line 4: column 'level'`, in the reader's language. */
export function toldPlace(at: string, language: string): string {
  const { line, column } = language === 'en' ? en : nl;
  return at
    .replace(/^line (?=\d)/, `${line} `)
    .replace(/^(\S+ \d+): column (?='.*'$)/, (_, before: string) => `${before}, ${column} `);
}

/** The line of a file that a place is on. */
export function lineOf(at: string): number | undefined {
  const [, line] = /^line (\d+)/.exec(at) ?? [];
  return line === undefined ? undefined : Number(line);
}
