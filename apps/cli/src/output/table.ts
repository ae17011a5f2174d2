export type Row = readonly (string | number | null | undefined)[];

/** Text columns as wide as their widest value; numbers to the right. What would not fit on a line is not cut. */
export function table(header: readonly string[], rows: readonly Row[]): string {
  const cells = [header, ...rows.map((row) => row.map(shown))];
  const widths = header.map((_, column) => Math.max(...cells.map((row) => (row[column] ?? '').length)));
  const right = header.map((_, column) => rows.length > 0 && rows.every((row) => typeof row[column] === 'number'));
  const lines = cells.map((row) =>
    widths
      .map((width, column) => {
        const cell = row[column] ?? '';
        if (right[column] === true) return cell.padStart(width);
        return column === widths.length - 1 ? cell : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd(),
  );
  const [head, ...body] = lines;
  return [head, widths.map((width) => '-'.repeat(Math.min(width, 60))).join('  '), ...body].join('\n');
}

function shown(value: Row[number]): string {
  return typeof value === 'number' ? count(value) : (value ?? '');
}

/** A number with its thousands apart, the same wherever the program runs. */
export function count(value: number): string {
  return value.toLocaleString('en');
}
