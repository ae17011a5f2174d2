import type { EntityManager } from '@mikro-orm/postgresql';
import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import type { TitleHolders } from '../model/title-holders.ts';
import { atOneMoment } from '../queries/at-one-moment.ts';
import { changedSince, momentOfHolders } from './holder-changes.ts';
import { readAgain, readHolders } from './read-holders.ts';

/** Past this share of the titles, and so many, it takes less to read all again than to look up those that changed. */
const FOLLOWED = { share: 0.1, titles: 1000 };

/** Titles that were read again to come from one moment to another. */
interface Move {
  readonly from: number;
  readonly to: number;
  readonly titles: ReadonlySet<string>;
}

interface Held {
  readonly holders: TitleHolders;
  readonly moment: number;
  /** How it came to this moment, the oldest first: the way back for a reader of an earlier one. */
  readonly moves: readonly Move[];
}

/**
 * Who has each title, in memory, for what asks about all of them at once. It is read when it is asked for the first time,
 * and brought each time to the moment of the transaction that asks, by the titles that changed since, whoever wrote them.
 */
@Injectable()
export class HoldersInMemory implements BeforeApplicationShutdown {
  private readonly logger = new Logger(HoldersInMemory.name);
  private readonly stopping = new AbortController();
  private held: Held | null = null;
  private expecting = false;
  private last: Promise<unknown> = Promise.resolve();

  /** Answers a question in a transaction of one moment; one at a time, since others may be of other moments. */
  at<Answer>(em: EntityManager, ask: (holders: TitleHolders) => Promise<Answer>): Promise<Answer> {
    const answer = this.last.then(() => this.brought(em)).then(ask);
    this.last = answer.catch(() => undefined);
    return answer;
  }

  /** Somebody is about to ask: begins to bring it up to date, which for a nation may take half a minute. */
  expectQuestions(em: EntityManager): void {
    if (this.expecting) return;
    this.expecting = true;
    atOneMoment(em, (tx) => this.at(tx, () => Promise.resolve()))
      .catch((error: unknown) => {
        if (!this.stopping.signal.aborted) this.logger.warn(`Who has each title was not read ahead: ${String(error)}`);
      })
      .finally(() => (this.expecting = false));
  }

  /** Nothing that is read is kept, so that nobody has to wait for its end. */
  beforeApplicationShutdown(): void {
    this.stopping.abort();
  }

  private async brought(em: EntityManager): Promise<TitleHolders> {
    const { held } = this;
    // Whoever fails on the way leaves nothing that is of no moment.
    this.held = null;
    const moment = await momentOfHolders(em);
    const followed = held === null ? null : await follow(em, held, moment);
    this.held = followed ?? { holders: await readHolders(em, this.stopping.signal), moment, moves: [] };
    return this.held.holders;
  }
}

/** Brings what is held to another moment; `null` when it is better read again. */
async function follow(em: EntityManager, held: Held, moment: number): Promise<Held | null> {
  if (moment === held.moment) return held;
  const most = Math.max(FOLLOWED.titles, FOLLOWED.share * held.holders.titles);
  const titles = moment > held.moment ? await changedSince(em, held.moment) : changedUntil(held, moment);
  if (titles === null || titles.size > most) return null;
  await readAgain(em, held.holders, titles);
  const moves =
    moment > held.moment
      ? [...held.moves, { from: held.moment, to: moment, titles }]
      : held.moves.flatMap((it) => (it.from < moment ? { ...it, to: Math.min(it.to, moment) } : []));
  return { holders: held.holders, moment, moves: latest(moves, most) };
}

/** The titles that were read again to come from an earlier moment; `null` when all were. */
function changedUntil({ moves }: Held, moment: number): Set<string> | null {
  const after = moves.filter(({ to }) => to > moment);
  if (after.length === 0 || after[0]!.from > moment) return null;
  return after.reduce((all, { titles }) => all.union(titles), new Set<string>());
}

/** As many of the last moves as come to so many titles at most. */
function latest(moves: readonly Move[], most: number): readonly Move[] {
  let titles = 0;
  return moves.slice(moves.findLastIndex((move) => (titles += move.titles.size) > most) + 1);
}
