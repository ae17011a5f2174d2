import { Refusal } from '#libs/kernel';
import { Problem } from '../gateway/problem.ts';

const PATIENCE = 60_000;
const PAUSE = 250;

/** Waits for a state that another service needs a moment for. */
export async function eventually(what: string, holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + PATIENCE;
  while (!(await holds())) {
    if (Date.now() > deadline) {
      throw new Refusal(
        'demo.too-slow',
        `Waited ${PATIENCE / 1000} s for ${what}. Look at its log, then load the demo again`,
      );
    }
    await pause();
  }
}

/** Does it again as long as the answer is this refusal, which time mends. */
export async function retrying<Result>(code: string, attempt: () => Promise<Result>): Promise<Result> {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== code || Date.now() > deadline) throw error;
      await pause();
    }
  }
}

/** Works through a list, so many at a time. */
export async function inParallel<Item>(
  lanes: number,
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const queue = [...items];
  const lane = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, PAUSE));
}
