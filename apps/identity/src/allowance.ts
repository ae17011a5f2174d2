interface Used {
  readonly tries: number;
  readonly at: number;
}

/** How many wrong passwords are allowed in a row: so many at once, after that one in so many milliseconds. */
export class Allowance {
  private readonly used = new Map<string, Used>();
  private sweptAt = 0;

  constructor(
    private readonly atOnce: number,
    private readonly oneIn: number,
  ) {}

  /**
   * Takes a try before it is known to be wrong, so that many at the same moment do not all pass. False when none is left.
   */
  take(who: string, now: number): boolean {
    this.sweep(now);
    const tries = this.left(who, now);
    if (tries > this.atOnce - 1) return false;
    this.used.set(who, { tries: tries + 1, at: now });
    return true;
  }

  /** The try was right, so it does not count. */
  giveBack(who: string, now: number): void {
    this.used.set(who, { tries: Math.max(0, this.left(who, now) - 1), at: now });
  }

  /** Forgets all tries, for an account that somebody got into. */
  forget(who: string): void {
    this.used.delete(who);
  }

  /** The tries that still count; each wears off. */
  private left(who: string, now: number): number {
    const { tries, at } = this.used.get(who) ?? { tries: 0, at: now };
    return Math.max(0, tries - (now - at) / this.oneIn);
  }

  private sweep(now: number): void {
    if (now - this.sweptAt < this.oneIn) return;
    this.sweptAt = now;
    for (const who of this.used.keys()) if (this.left(who, now) === 0) this.used.delete(who);
  }
}
