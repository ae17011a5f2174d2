import { HoldingsChangedV1, RunFinishedV1, typeOf, type Fact } from '#libs/contracts';
import type { Day } from '#libs/kernel';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Oracle, Standing } from './oracle.ts';

/** What of one profile counts for one participant at the end of a day, and what it got and let go that day. */
export interface Kept {
  stock: string;
  titles: number;
  added: number;
  withdrawn: number;
  addedCopies: number;
  withdrawnCopies: number;
}

/**
 * What the statistics by day must be: notes how things stood before and after each thing that counts, and compares title
 * by title. Nothing but the oracle and plain loops.
 */
export class DayLedger {
  /** By profile, participant and day. */
  readonly kept = new Map<string, Kept>();
  readonly profileSince = new Map<string, Day>();
  readonly participantSince = new Map<string, Day>();

  constructor(private readonly oracle: Oracle) {
    oracle.ledger = this;
  }

  /** Lets the oracle hear what counts at once, or nothing yet, thing after thing. */
  hear(facts: readonly Fact[], on: Day, day: Day): void {
    for (const group of countedTogether(facts)) {
      const before = this.oracle.standing(on);
      const counting = group.flatMap((fact) => this.oracle.countsNow(fact));
      const delivering = counting.flatMap((fact) =>
        fact instanceof HoldingsChangedV1 && this.oracle.isNews(fact) ? [fact.participant] : [],
      );
      for (const fact of group) this.oracle.accept(fact);
      const now = this.oracle.standing(on);
      if (counting.length === 0) {
        this.close(now, day);
        continue;
      }
      if (!this.profileSince.has('')) for (const code of this.oracle.alwaysCounted()) this.since(code, day);
      this.flow(before, now, day);
      for (const participant of delivering) {
        const survivor = this.oracle.lasting(participant, on);
        if (survivor !== null && !this.participantSince.has(survivor)) this.participantSince.set(survivor, day);
      }
      this.close(now, day);
    }
  }

  /** Another plan is in force, or another day began. */
  note(on: Day, day: Day): void {
    const codes = this.oracle.codes();
    for (const code of this.profileSince.keys()) if (!codes.includes(code)) this.profileSince.delete(code);
    for (const code of codes) this.since(code, day);
    this.close(this.oracle.standing(on), day);
  }

  private since(code: string, day: Day): void {
    if (!this.profileSince.has(code)) this.profileSince.set(code, day);
  }

  private flow(before: Standing, now: Standing, day: Day): void {
    for (const at of new Set([...before.keys(), ...now.keys()])) {
      const [participant, title] = at.split(' ') as [string, string];
      const [had, has] = [before.get(at)?.copies ?? 0, now.get(at)?.copies ?? 0];
      if (had === has || (this.participantSince.get(participant) ?? day) >= day) continue;
      const profiles = had > has ? this.oracle.codesBefore(before, title) : this.oracle.codesBefore(now, title);
      for (const code of profiles) {
        if ((this.profileSince.get(code) ?? day) >= day) continue;
        const kept = this.at(code, participant, day);
        if (has > had) kept.addedCopies += has - had;
        if (has < had) kept.withdrawnCopies += had - has;
        if (had === 0 && has > 0) kept.added++;
        if (has === 0 && had > 0) kept.withdrawn++;
      }
    }
  }

  private close(now: Standing, day: Day): void {
    const sums = new Map<string, [number, number, number, number]>();
    for (const [at, { copies, extant, onOrder, codes }] of now) {
      if (at.startsWith('*')) continue;
      for (const code of codes) {
        const key = `${code}|${at.split(' ')[0]}`;
        const [t, c, e, o] = sums.get(key) ?? [0, 0, 0, 0];
        sums.set(key, [t + (copies > 0 ? 1 : 0), c + copies, e + extant, o + onOrder]);
      }
    }
    const open = new Set(this.oracle.codes());
    const known = [...this.kept.keys()].map((key) => key.split('|').slice(0, 2).join('|'));
    for (const key of new Set([...sums.keys(), ...known])) {
      const [code, participant] = key.split('|') as [string, string];
      if (!open.has(code)) continue;
      const figures = sums.get(key) ?? [0, 0, 0, 0];
      const last = this.upTo(code, participant, '9999-12-31');
      if ((last?.stock ?? '0 0 0 0') === figures.join(' ')) continue;
      Object.assign(this.at(code, participant, day), { stock: figures.join(' '), titles: figures[0] });
    }
  }

  upTo(code: string, participant: string, day: Day): Kept | undefined {
    const days = [...this.kept].filter(([key]) => key.startsWith(`${code}|${participant}|`) && key.slice(-10) <= day);
    return days.toSorted(([one], [other]) => (one < other ? -1 : 1)).at(-1)?.[1];
  }

  /** Titles that came and went on days that a condition holds for. */
  came(code: string, participant: string, when: (day: Day) => boolean): { added: number; withdrawn: number } {
    const days = [...this.kept].filter(([key]) => key.startsWith(`${code}|${participant}|`) && when(key.slice(-10)));
    return {
      added: days.reduce((sum, [, { added }]) => sum + added, 0),
      withdrawn: days.reduce((sum, [, { withdrawn }]) => sum + withdrawn, 0),
    };
  }

  private at(code: string, participant: string, day: Day): Kept {
    const key = `${code}|${participant}|${day}`;
    const last = this.upTo(code, participant, '9999-12-31');
    const kept = this.kept.get(key) ?? {
      stock: last?.stock ?? '0 0 0 0',
      titles: last?.titles ?? 0,
      added: 0,
      withdrawn: 0,
      addedCopies: 0,
      withdrawnCopies: 0,
    };
    this.kept.set(key, kept);
    return kept;
  }

  lines(): string[] {
    return [...this.kept]
      .map(([key, it]) => `${key} ${it.stock} ${it.added} ${it.withdrawn} ${it.addedCopies} ${it.withdrawnCopies}`)
      .toSorted();
  }
}

/** Titles, or holdings, that are heard together count together; of runs each. */
function countedTogether(facts: readonly Fact[]): Fact[][] {
  const groups: Fact[][] = [];
  for (const fact of facts) {
    const last = groups.at(-1);
    const joins = last !== undefined && typeOf(last[0]!) === typeOf(fact) && !(fact instanceof RunFinishedV1);
    if (joins) last.push(fact);
    else groups.push([fact]);
  }
  return groups;
}

/** The statistics by day as the ledger writes them. */
export async function daysOf(em: EntityManager): Promise<string[]> {
  const rows = await em.execute<{ line: string }[]>(
    `select concat_ws('|', profile, isil, day) || ' ' || concat_ws(' ', titles, copies, extant, on_order, added_titles,
            withdrawn_titles, added_copies, withdrawn_copies) as line
       from statistics_by_day join participant p on p.number = participant`,
  );
  return rows.map(({ line }) => line).toSorted();
}
