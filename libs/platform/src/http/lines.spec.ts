import { describe, expect, it } from '@jest/globals';
import { Refusal } from '#libs/kernel';
import type { StreamableFile } from '@nestjs/common';
import { setInterval as every, setTimeout as after } from 'node:timers/promises';
import { inLines } from './lines.ts';

async function read(file: StreamableFile): Promise<unknown[]> {
  const pieces = await file.getStream().toArray();
  return Buffer.concat(pieces as Buffer[])
    .toString()
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line));
}

describe('long work in lines', () => {
  it('tells how far it is, and last what came of it', async () => {
    const file = inLines<'counting', string>((say) => {
      say({ part: 'counting', done: 1 });
      say({ part: 'counting', done: 2 });
      return Promise.resolve('found');
    });
    expect(await read(file)).toEqual([
      { progress: { part: 'counting', done: 1 } },
      { progress: { part: 'counting', done: 2 } },
      { found: 'found' },
    ]);
  });

  it('says again how far it is while nothing else is said', async () => {
    const file = inLines<'counting', null>(async (say) => {
      say({ part: 'counting', done: 1 });
      // As often as it is due, however late that is on a machine that is busy.
      let due = 0;
      for await (const _ of every(20)) if (++due > 3) break;
      return null;
    }, 20);
    const lines = await read(file);
    expect(lines.at(-1)).toEqual({ found: null });
    expect(lines.length).toBeGreaterThan(3);
    expect(lines.slice(0, -1)).toEqual(lines.slice(1).map(() => ({ progress: { part: 'counting', done: 1 } })));
  });

  it('tells last why nothing came of it', async () => {
    const file = inLines(() => Promise.reject(new Refusal('plan.unknown', 'There is no such plan')));
    expect(await read(file)).toEqual([
      { problem: expect.objectContaining({ status: 404, code: 'plan.unknown', detail: 'There is no such plan' }) },
    ]);
  });

  it('is left where it is once nobody reads it any more', async () => {
    const ended = Promise.withResolvers<unknown>();
    const begun = Promise.withResolvers<void>();
    const file = inLines<'counting', void>(async (say) => {
      try {
        for (let done = 0; ; done++) {
          say({ part: 'counting', done });
          begun.resolve();
          await after(1);
        }
      } catch (error) {
        ended.resolve(error);
        throw error;
      }
    });
    await begun.promise;
    file.getStream().destroy();
    expect(await ended.promise).toMatchObject({ message: 'Nobody waits for it any more' });
  });
});
