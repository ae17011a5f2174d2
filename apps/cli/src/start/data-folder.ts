import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The logins of the services; each has a database, a database login and a NATS user of its own of this name. */
export const LOGINS = ['holdings', 'agreements', 'coverage', 'gateway'] as const;
export type Login = (typeof LOGINS)[number];

/** What nobody but this installation may know; made at the first start. */
export interface Secrets {
  postgres: string;
  databases: Record<Login, string>;
  nats: Record<Login, string>;
  gatewayClient: string;
  cliClient: string;
  session: string;
}

/** The run that uses the folder now. */
export interface RunningNow {
  pid: number;
  url: string;
}

/** Where an installation on one machine keeps everything. */
export class DataFolder {
  readonly path: string;
  /** Whether the run before was killed, so that what it started may be ending still. */
  orphaned = false;

  constructor(path: string) {
    this.path = path;
    mkdirSync(this.in('logs'), { recursive: true });
  }

  in(...parts: string[]): string {
    return join(this.path, ...parts);
  }

  secrets(): Secrets {
    const file = this.in('secrets.json');
    if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Secrets;
    const secrets = makeSecrets();
    writeFileSync(file, JSON.stringify(secrets, null, 2), { mode: 0o600 });
    return secrets;
  }

  /** Takes the folder for this process; answers whose it is when another run has it. */
  claim(url: string): RunningNow | undefined {
    const file = this.in('running.json');
    const mine: RunningNow = { pid: process.pid, url };
    for (;;) {
      try {
        writeFileSync(file, JSON.stringify(mine), { flag: 'wx' });
        return undefined;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const other = this.running();
      if (other !== undefined) return other;
      rmSync(file, { force: true });
      this.orphaned = true;
    }
  }

  release(): void {
    rmSync(this.in('running.json'), { force: true });
  }

  /** The run that has the folder; a run that was killed has it no more. */
  running(): RunningNow | undefined {
    try {
      const now = JSON.parse(readFileSync(this.in('running.json'), 'utf8')) as RunningNow;
      return now.pid !== process.pid && isRun(now.pid) ? now : undefined;
    } catch {
      return undefined;
    }
  }

  /** Deletes everything that a run kept; answers what that was. */
  empty(): string[] {
    const kept = ['postgres', 'nats', 'spool', 'identity', 'demo-loaded', 'secrets.json', 'logs'];
    const found = kept.filter((name) => existsSync(this.in(name)));
    for (const name of found) rmSync(this.in(name), { recursive: true, force: true });
    mkdirSync(this.in('logs'), { recursive: true });
    return found;
  }
}

/** The folder of the project that this program belongs to, built or not. */
export function projectFolder(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json')) || !existsSync(join(folder, 'node_modules'))) {
    if (folder === dirname(folder)) throw new Error('Cannot find the project that this program belongs to');
    folder = dirname(folder);
  }
  return folder;
}

function secret(): string {
  return randomBytes(24).toString('base64url');
}

function makeSecrets(): Secrets {
  const perLogin = (): Record<Login, string> => ({
    holdings: secret(),
    agreements: secret(),
    coverage: secret(),
    gateway: secret(),
  });
  return {
    postgres: secret(),
    databases: perLogin(),
    nats: perLogin(),
    gatewayClient: secret(),
    cliClient: secret(),
    session: randomBytes(32).toString('base64url'),
  };
}

/** Process ids are given out again, so the one in the file must be such a program, too. */
function isRun(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const commandLine = `/proc/${pid}/cmdline`;
  if (!existsSync('/proc/self/cmdline')) return true;
  return existsSync(commandLine) && /main\.[jt]s\0(start|dev)\0/.test(readFileSync(commandLine, 'utf8'));
}
