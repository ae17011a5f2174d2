/** Whether an array of keys has an identifier: identifiers are the smallest, and descriptions and decisions are none. */
export function identified(keys: string): string {
  return `coalesce(${keys}[1] < 7000000000000000000, false)`;
}
