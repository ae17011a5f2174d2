import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** The process id and state that PostgreSQL keeps in its data folder while it runs. */
export function postmasterOf(dataDir: string): { pid: number; state: string } | undefined {
  const file = join(dataDir, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, 'utf8').split('\n');
  const pid = Number(lines[0]);
  return pid > 0 ? { pid, state: (lines[7] ?? '').trim() } : undefined;
}

/**
 * Waits until no server uses the folder, and makes way for the next. A server left by a killed runner is being ended by its guard, so it is waited
 * for; a file whose process id now belongs to another program (after a restart of the machine) is removed. The file of a
 * process that is no more stays: PostgreSQL reads in it whether parts of the old server still run.
 */
export async function postmasterEnded(dataDir: string, patience = 10_000): Promise<void> {
  const begin = Date.now();
  for (let left = postmasterOf(dataDir); left !== undefined; left = postmasterOf(dataDir)) {
    if (!alive(left.pid)) return;
    if (!isPostgres(left.pid)) {
      rmSync(join(dataDir, 'postmaster.pid'), { force: true });
      return;
    }
    if (Date.now() - begin > patience) {
      throw new Error(
        `A PostgreSQL server (process ${left.pid}) runs in ${dataDir} already. ` +
          'End what started it, or choose another data folder.',
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function isPostgres(pid: number): boolean {
  // Without /proc (macOS) PostgreSQL's own check of the file decides.
  if (!existsSync('/proc/self/cmdline')) return true;
  const commandLine = `/proc/${pid}/cmdline`;
  return existsSync(commandLine) && readFileSync(commandLine, 'utf8').includes('postgres');
}
