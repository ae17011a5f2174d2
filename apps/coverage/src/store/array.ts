/** An array as PostgreSQL writes it, for values that need no quotes: numbers, uuids, keys. */
export function arrayOf(values: Iterable<string | number>): string {
  return `{${[...values].join(',')}}`;
}
