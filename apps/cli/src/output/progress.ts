import { SingleBar } from 'cli-progress';
import type { Output } from './output.ts';
import { count } from './table.ts';

/** How long a stage will take yet, in words; nothing while that cannot be told, which `cli-progress` says in letters. */
export function timeLeft(seconds: number | string): string {
  if (typeof seconds === 'string' || !Number.isFinite(seconds)) return '';
  return seconds < 60 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;
}

/** How far a task is: a bar that moves on a terminal, a line for each stage elsewhere. */
export class Progress {
  #bar: SingleBar | undefined;
  #stage = '';

  constructor(private readonly output: Output) {}

  /** Tells how far a stage is; naming another stage ends the one before. */
  at(stage: string, done: number, of: number): void {
    if (stage !== this.#stage) this.#begin(stage, of);
    this.#bar?.setTotal(Math.max(of, done, 1));
    this.#bar?.update(done);
  }

  end(): void {
    this.#bar?.stop();
    this.#bar = undefined;
    this.#stage = '';
  }

  #begin(stage: string, of: number): void {
    this.end();
    this.#stage = stage;
    if (!this.output.isTerminal) {
      this.output.step(of > 0 ? `${stage} (${count(of)})` : stage);
      return;
    }
    this.#bar = new SingleBar({
      format: `${stage.padEnd(34)} {bar} {percentage} %  {eta_formatted}`,
      stream: this.output.terminal,
      formatTime: timeLeft,
      hideCursor: true,
      barsize: 30,
      fps: 8,
    });
    this.#bar.start(Math.max(of, 1), 0);
  }
}
