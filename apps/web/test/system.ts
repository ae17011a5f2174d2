import { freePort } from '#libs/embedded';
import { builtProject, eventually } from '#libs/testing';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The whole system with its demo, as a person starts it. */
export interface System {
  readonly url: string;
  stop(): Promise<void>;
}

const PATIENCE = 540_000;

/** Starts everything in a folder of its own; `E2E_URL` names a system that runs already, which is then left running. */
export async function startSystem(): Promise<System> {
  const running = process.env['E2E_URL'];
  if (running !== undefined) return { url: running, stop: () => Promise.resolve() };
  const project = await builtProject();
  const folder = await mkdtemp(join(tmpdir(), 'collectie-web-'));
  const port = await freePort();
  const main = join(project, 'dist/apps/cli/src/main.js');
  const child = spawn(process.execPath, [main, 'start', '--data', folder, '--port', String(port)], {
    detached: true,
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const exited = once(child, 'exit');
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => (said += piece.toString()));
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await exited;
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await eventually(
      () => {
        if (!said.includes('Open http') && child.exitCode === null) throw new Error(`Not open yet: ${said}`);
      },
      { timeout: PATIENCE, every: 200 },
    );
    if (child.exitCode !== null) throw new Error(`It ended: ${said}`);
    return { url: `http://localhost:${port}`, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
