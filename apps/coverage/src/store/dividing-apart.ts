import { Worker } from 'node:worker_threads';
import type { Capacities } from '../model/capacity.ts';
import type { DivisionProposal } from '../model/division-proposal.ts';
import type { DivisionSettings } from '../model/division.ts';
import type { Headway } from './solving.ts';

/** What the thread says, the last of it how it ended. What is wrong with it comes as the thread's error. */
export type FromThread =
  | { readonly headway: Headway }
  | { readonly nothing: true }
  | { readonly proposal: DivisionProposal; readonly optimal: boolean; readonly headway: Headway };

export type Divided = Exclude<FromThread, { readonly headway: Headway; readonly proposal?: never }>;

/** Whether this is the source itself, as in tests, which Node has to turn into JavaScript. */
const source = import.meta.url.endsWith('.ts');
const THREAD = new URL(source ? './division.thread.ts' : './division.thread.js', import.meta.url);
const FLAGS = source ? ['--experimental-transform-types', '--conditions=source', '--no-warnings'] : [];

/** Divides on a thread of its own, so that requests are answered meanwhile; it can be stopped at any moment. */
export class DividingApart {
  private readonly thread: Worker;
  readonly ended: Promise<Divided | 'stopped'>;

  constructor(
    asked: { readonly known: Capacities; readonly settings: DivisionSettings; readonly seconds: number },
    tell: (headway: Headway) => void,
  ) {
    this.thread = new Worker(THREAD, { workerData: asked, execArgv: FLAGS });
    this.ended = new Promise((resolve, reject) => {
      this.thread.on('message', (message: FromThread) => {
        if ('proposal' in message || 'nothing' in message) resolve(message);
        else tell(message.headway);
      });
      this.thread.on('error', reject);
      this.thread.on('exit', () => resolve('stopped'));
    });
  }

  async stop(): Promise<void> {
    await this.thread.terminate();
  }
}
