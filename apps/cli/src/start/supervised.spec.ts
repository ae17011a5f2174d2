import { describe, expect, it } from '@jest/globals';
import { Supervised, type Started } from './supervised.ts';

/** A program that the test ends when it wants. */
class Program implements Started {
  readonly exited: Promise<void>;
  end: () => void = () => {};

  constructor() {
    this.exited = new Promise((resolve) => {
      this.end = resolve;
    });
  }

  async stop(): Promise<void> {
    this.end();
  }
}

function supervised(fails: (start: number) => boolean = () => false) {
  const programs: Program[] = [];
  const said: string[] = [];
  let starts = 0;
  const it = new Supervised({
    name: 'coverage',
    pause: 1,
    longest: 4,
    say: (line) => said.push(line),
    start: async () => {
      if (fails(++starts)) throw new Error('no room');
      const program = new Program();
      programs.push(program);
      return program;
    },
  });
  return { it, programs, said };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 1));
}

describe('keeping a program running', () => {
  it('starts it again when it ends unasked, after a pause that grows to a limit', async () => {
    const { it: kept, programs, said } = supervised();
    await kept.start();
    for (let n = 0; n < 4; n++) {
      programs[n]?.end();
      await until(() => programs.length === n + 2);
    }
    await kept.stop();
    expect(said.map((line) => /in (\S+) s/.exec(line)?.[1])).toEqual(['0.001', '0.002', '0.004', '0.004']);
  });

  it('does not start it again once asked to stop', async () => {
    const { it: kept, programs, said } = supervised();
    await kept.start();
    await kept.stop();
    expect([programs.length, said]).toEqual([1, []]);
  });

  it('tells why a restart failed, and tries again', async () => {
    const { it: kept, programs, said } = supervised((start) => start === 2);
    await kept.start();
    programs[0]?.end();
    await until(() => programs.length === 2);
    await kept.stop();
    expect(said).toContain('coverage could not start: no room');
  });

  it('lets a failure of the first start be known', async () => {
    const { it: kept } = supervised(() => true);
    await expect(kept.start()).rejects.toThrow('no room');
  });
});
