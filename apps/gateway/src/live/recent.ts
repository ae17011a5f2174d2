import type { Change } from './change.ts';

/** Milliseconds that changes are kept, and how many at most. */
const KEPT = 30_000;
const MOST = 2_000;

/**
 * What was told lately, for a page whose line opens just after it asked for its data: it need not ask again. Times are of
 * any clock in milliseconds that only goes on.
 */
export class Recent {
  private readonly told: { readonly at: number; readonly change: Change }[] = [];
  /** From when on nothing was missed; undefined while nothing is heard. */
  private whole: number | undefined;

  /** From now on everything is heard. */
  begin(now: number): void {
    this.whole ??= now;
  }

  /** What happens now may not be heard. */
  end(): void {
    this.whole = undefined;
    this.told.length = 0;
  }

  note(change: Change, now: number): void {
    if (this.whole === undefined) return;
    this.told.push({ at: now, change });
    while (this.told.length > MOST || now - this.told[0]!.at > KEPT) this.whole = this.told.shift()!.at;
  }

  /** What was told after a moment; undefined when that is not all that happened. */
  since(moment: number): readonly Change[] | undefined {
    if (this.whole === undefined || !(moment > this.whole)) return undefined;
    return this.told.filter(({ at }) => at >= moment).map(({ change }) => change);
  }
}
