/** Two titles of which one became, or had been, part of the other. */
export interface Related {
  readonly one: string;
  readonly other: string;
}

/** Each title that is related to others, with the first of all that it is related to in the end. */
export function familiesOf(related: readonly Related[]): Map<string, string> {
  const towards = new Map<string, string>();
  const first = (title: string): string => {
    let at = title;
    for (let next = towards.get(at); next !== undefined && next !== at; next = towards.get(at)) at = next;
    towards.set(title, at);
    return at;
  };
  for (const { one, other } of related) {
    const [a, b] = [first(one), first(other)];
    towards.set(a < b ? b : a, a < b ? a : b);
  }
  return new Map([...towards.keys()].map((title) => [title, first(title)]));
}
