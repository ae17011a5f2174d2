import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ServerProcess } from '#libs/embedded';
import { typescriptArguments } from '#libs/testing';

const PROJECT = resolve(import.meta.dirname, '../../..');

/** A program of ours as a process of its own, run from its sources. */
export class Program {
  private readonly server: ServerProcess;

  constructor(
    app: string,
    private readonly logFile: string,
    environment: Record<string, string>,
  ) {
    this.server = new ServerProcess({
      name: app,
      command: process.execPath,
      args: typescriptArguments(join(PROJECT, 'apps', app, 'src', 'main.ts')),
      logFile,
      stopSignal: 'SIGTERM',
      env: { PATH: process.env['PATH'], ...environment },
      cwd: PROJECT,
    });
  }

  /** What it wrote so far. */
  get output(): string {
    return readFileSync(this.logFile, 'utf8');
  }

  /** Waits until it answers there. */
  async up(url: string): Promise<void> {
    await this.server.waitUntil(async () => {
      const answer = await fetch(url).catch(() => undefined);
      await answer?.arrayBuffer();
      return answer?.ok === true;
    });
  }

  stop(): Promise<void> {
    return this.server.stop();
  }
}
