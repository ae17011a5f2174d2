import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { demoAccounts } from '../demo/accounts.ts';
import type { DataFolder } from './data-folder.ts';

export interface DemoOptions {
  folder: DataFolder;
  project: string;
  origin: string;
  clientSecret: string;
  signal: AbortSignal;
}

/** Loads the demo into a new installation, by the ordinary command, which says what it did; afterwards never again. */
export async function loadDemoOnce({ folder, project, origin, clientSecret, signal }: DemoOptions): Promise<boolean> {
  const mark = folder.in('demo-loaded');
  if (existsSync(mark)) return false;
  const main = join(project, 'dist', 'apps', 'cli', 'src', 'main.js');
  const child = spawn(process.execPath, [main, 'demo', 'load'], {
    stdio: ['ignore', 'inherit', 'inherit'],
    // Out of reach of Ctrl-C, which we pass on in our own order.
    detached: true,
    signal,
    env: {
      ...process.env,
      COLLECTIE_URL: origin,
      COLLECTIE_CLIENT_ID: 'collectie-cli',
      COLLECTIE_CLIENT_SECRET: clientSecret,
    },
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) {
    // What is there works all the same, and the next start tries again.
    process.stderr.write('The demo is not complete; the next start goes on with it. To do without: --no-demo\n');
    return false;
  }
  writeFileSync(mark, `${new Date().toISOString()}\n`);
  return true;
}

/** Who can sign in with one click, a line each. */
export async function demoUsers(project: string): Promise<string> {
  const accounts = await demoAccounts(join(project, 'apps', 'cli', 'demo'));
  return accounts.map(({ id, name, role }) => `  ${id.padEnd(12)} ${name}, ${role}`).join('\n');
}
