import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { freePort } from '#libs/embedded';
import { builtProject } from './built-project.ts';
import { eventually } from './eventually.ts';

/** Everything that `collectie start` starts, as a person starts it. */
export interface StartedSystem {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

const PATIENCE = 540_000;

/** Starts everything with its data in a folder, and waits until it may be opened. */
export async function startedSystem(
  folder: string,
  options: readonly string[] = [],
  environment: Readonly<Record<string, string>> = {},
): Promise<StartedSystem> {
  const main = join(await builtProject(), 'dist/apps/cli/src/main.js');
  const port = await freePort();
  const child = spawn(process.execPath, [main, 'start', '--data', folder, '--port', String(port), ...options], {
    detached: true,
    env: { ...process.env, NODE_OPTIONS: '', ...environment },
  });
  const exited = once(child, 'exit');
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => (said += piece.toString()));
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await exited;
  };
  try {
    await eventually(
      () => {
        if (!said.includes('Open http') && child.exitCode === null) throw new Error(`Not open yet: ${said}`);
      },
      { timeout: PATIENCE, every: 100 },
    );
    if (child.exitCode !== null) throw new Error(`It ended: ${said}`);
    return { url: `http://localhost:${port}`, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
