import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Arguments with which Node runs a TypeScript file of ours as it is. */
export function typescriptArguments(file: string): string[] {
  return ['--conditions', 'source', '--import', fileURLToPath(new URL('typescript.mjs', import.meta.url)), file];
}

/**
 * A TypeScript file of ours in a process of its own, for tests that kill it. Given what it writes when it is ready, waits
 * until it has written that, or has died.
 */
export async function ownProcess(
  file: string,
  environment: Record<string, string>,
  ready?: string,
): Promise<ChildProcess> {
  const { FAILPOINT: _none, ...inherited } = process.env;
  const child = spawn(process.execPath, typescriptArguments(file), {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...inherited, NODE_OPTIONS: '', ...environment },
  });
  if (ready !== undefined) await Promise.race([written(child, ready), ended(child)]);
  child.stdout.resume();
  return child;
}

async function written(child: ChildProcess, words: string): Promise<void> {
  let said = '';
  for await (const piece of child.stdout?.iterator({ destroyOnReturn: false }) ?? []) {
    said += String(piece);
    if (said.includes(words)) break;
  }
}

/** Resolves when a process has ended, with what ended it: a signal or an exit code. */
export async function ended(child: ChildProcess): Promise<string | number> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.signalCode ?? child.exitCode ?? 0;
}

/** Ends a process, unless it has ended already. */
export async function end(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) child.kill(signal);
  await ended(child);
}
