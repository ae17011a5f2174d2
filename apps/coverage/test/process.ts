import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const ROOT = new URL('../../..', import.meta.url);
const here = (path: string): string => fileURLToPath(new URL(path, ROOT));

/** The service as it is deployed, in a process of its own, for tests that kill it. Ready when it listens or has died. */
export async function coverageProcess(environment: Record<string, string>): Promise<ChildProcess> {
  const child = spawn(
    process.execPath,
    [
      '--conditions',
      'source',
      '--import',
      here('libs/messaging/test/typescript.mjs'),
      here('apps/coverage/src/main.ts'),
    ],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_OPTIONS: '', LOG_LEVEL: 'info', ...environment },
    },
  );
  await Promise.race([listening(child), once(child, 'exit')]);
  return child;
}

async function listening(child: ChildProcess): Promise<void> {
  let said = '';
  for await (const piece of child.stdout!.iterator({ destroyOnReturn: false })) {
    said += String(piece);
    if (said.includes('listens on')) break;
  }
  child.stdout!.resume();
}

export async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

export async function end(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await ended(child);
}
