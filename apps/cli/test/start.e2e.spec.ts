import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePort } from '#libs/embedded';
import { builtProject, eventually } from '#libs/testing';

const PATIENCE = 300_000;

interface Command {
  process: ChildProcess;
  output: () => string;
  exited: Promise<number | null>;
}

let project: string;
let data: string;
let port: number;
const commands: Command[] = [];

beforeAll(async () => {
  project = await builtProject();
  data = await mkdtemp(join(tmpdir(), 'collectie-start-'));
  port = await freePort();
}, 300_000);

afterAll(async () => {
  for (const { process: child } of commands) child.kill('SIGKILL');
  await eventually(
    () => {
      if (processesOf(data).length > 0) throw new Error(`Left: ${processesOf(data).join(', ')}`);
    },
    { timeout: 30_000 },
  );
  await rm(data, { recursive: true, force: true });
});

/** `collectie start`, in a process group of its own as a terminal would have it. */
function start(...more: string[]): Command {
  const main = join(project, 'dist/apps/cli/src/main.js');
  const args = [main, 'start', '--data', data, '--port', String(port), '--no-demo', ...more];
  const child = spawn(process.execPath, args, {
    detached: true,
    env: { ...process.env, NODE_OPTIONS: '', MARK: data },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => (text += piece.toString()));
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  const command = { process: child, output: () => text, exited };
  commands.push(command);
  return command;
}

async function opened(command: Command): Promise<void> {
  await eventually(
    () => {
      const done = command.output().includes('Open http') || command.process.exitCode !== null;
      if (!done) throw new Error(`Not open yet: ${command.output()}`);
    },
    { timeout: PATIENCE, every: 100 },
  );
  expect(command.output()).toContain(`Open http://localhost:${port}`);
}

/** Every process that was started for this data folder, by its arguments or the mark in its environment. */
function processesOf(folder: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => ['cmdline', 'environ'].some((file) => contents(join('/proc', pid, file)).includes(folder)))
    .map((pid) => contents(join('/proc', pid, 'cmdline')).replaceAll('\0', ' '));
}

function contents(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

describe('everything on one machine', () => {
  it(
    'comes up at one address, refuses to run twice, and leaves no process after Ctrl-C',
    async () => {
      const first = start();
      await opened(first);
      const page = await fetch(`http://localhost:${port}/`);
      expect([page.status, page.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html')]);

      const second = start();
      expect(await second.exited).toBe(1);
      expect(second.output()).toContain(`Already running as process ${first.process.pid}`);

      process.kill(-(first.process.pid ?? 0), 'SIGINT');
      expect(await first.exited).toBe(0);
      expect(processesOf(data)).toEqual([]);
    },
    PATIENCE,
  );

  it(
    'starts a service again that was killed, and itself after it was killed',
    async () => {
      const first = start();
      await opened(first);
      const holdings = pidOf('dist/apps/holdings/src/main.js');
      process.kill(holdings, 'SIGKILL');
      await eventually(() => expect(pidOf('dist/apps/holdings/src/main.js')).not.toBe(holdings), { timeout: 20_000 });
      expect(first.output()).toContain('holdings ended; it starts again');

      first.process.kill('SIGKILL');
      await first.exited;
      const second = start();
      await opened(second);
      process.kill(-(second.process.pid ?? 0), 'SIGTERM');
      expect(await second.exited).toBe(0);
      // What the killed run left may still be ending; its guards give it ten seconds.
      await eventually(() => expect(processesOf(data)).toEqual([]), { timeout: 30_000, every: 250 });
    },
    PATIENCE,
  );

  it(
    'starts over with --fresh, and says what it deletes',
    async () => {
      const command = start('--fresh');
      await opened(command);
      expect(command.output()).toMatch(/Deleted in .*: postgres, nats, /);
      process.kill(-(command.process.pid ?? 0), 'SIGINT');
      expect(await command.exited).toBe(0);
    },
    PATIENCE,
  );
});

function pidOf(program: string): number {
  const found = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => contents(`/proc/${pid}/cmdline`).includes(program))
    .find((pid) => contents(`/proc/${pid}/environ`).includes(data));
  if (found === undefined) throw new Error(`${program} does not run`);
  return Number(found);
}
