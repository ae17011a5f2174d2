import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DataFolder } from './data-folder.ts';

export interface DemoOptions {
  folder: DataFolder;
  project: string;
  origin: string;
  clientSecret: string;
  signal: AbortSignal;
}

/** Loads the demo into a new installation, by the ordinary command; afterwards never again. */
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
    throw new Error(`The demo could not be loaded. Start over with --fresh, or without it with --no-demo.`);
  }
  writeFileSync(mark, `${new Date().toISOString()}\n`);
  return true;
}
