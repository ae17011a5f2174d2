/** A started program: how it ends, and how to end it. */
export interface Started {
  readonly exited: Promise<void>;
  stop(): Promise<void>;
}

export interface SupervisedOptions {
  name: string;
  start: () => Promise<Started>;
  say: (line: string) => void;
  /** Milliseconds before the first restart; doubles with each further one, up to `longest`. */
  pause?: number;
  longest?: number;
  /** After this many milliseconds of running, an end counts as the first again. */
  settled?: number;
}

/** Keeps a program running: when it ends unasked it is started again, after a pause that grows. */
export class Supervised {
  readonly name: string;
  /** Ends in a row, each soon after the start. */
  failures = 0;
  private readonly options: Required<SupervisedOptions>;
  private current: Started | undefined;
  private starting: Promise<Started> | undefined;
  private ending = false;
  private wake: () => void = () => {};
  private loop: Promise<void> = Promise.resolve();

  constructor(options: SupervisedOptions) {
    this.name = options.name;
    this.options = { pause: 500, longest: 30_000, settled: 60_000, ...options };
  }

  /** The first start. What goes wrong here is thrown; afterwards it is told and tried again. */
  async start(): Promise<void> {
    if (this.ending) return;
    this.starting = this.options.start();
    this.current = await this.starting;
    this.loop = this.keepRunning(this.current);
  }

  async stop(): Promise<void> {
    this.ending = true;
    this.wake();
    const started = await this.starting?.catch(() => undefined);
    await (this.current ?? started)?.stop();
    await this.loop;
  }

  private async keepRunning(first: Started): Promise<void> {
    let running: Started | undefined = first;
    for (;;) {
      const begin = Date.now();
      await running?.exited;
      if (this.ending) return;
      this.failures = Date.now() - begin > this.options.settled ? 1 : this.failures + 1;
      const pause = Math.min(this.options.pause * 2 ** (this.failures - 1), this.options.longest);
      this.options.say(`${this.name} ended; it starts again in ${pause / 1000} s`);
      await this.sleep(pause);
      if (this.ending) return;
      running = await this.options.start().catch((error: unknown) => {
        this.options.say(`${this.name} could not start: ${error instanceof Error ? error.message : String(error)}`);
        return undefined;
      });
      this.current = running;
      if (this.ending) await running?.stop();
    }
  }

  private sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
