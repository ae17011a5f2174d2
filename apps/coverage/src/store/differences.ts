/** Things that are not as they should be: how many, and some of them. */
export interface Differences {
  readonly count: number;
  readonly samples: readonly string[];
}

const SAMPLES = 20;

export function differences(lines: readonly string[]): Differences {
  return { count: lines.length, samples: lines.slice(0, SAMPLES) };
}

/** Counts differences as they are found, and keeps some: there may be as many as there are rows. */
export class Tally implements Differences {
  count = 0;
  readonly samples: string[] = [];

  add(line: () => string): void {
    this.count++;
    if (this.samples.length < SAMPLES) this.samples.push(line());
  }
}

export const NO_DIFFERENCES: Differences = differences([]);

export function together(one: Differences, other: Differences): Differences {
  return { count: one.count + other.count, samples: [...one.samples, ...other.samples].slice(0, SAMPLES) };
}
