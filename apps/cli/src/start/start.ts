import { postmasterEnded } from '#libs/embedded';
import type { DataFolder } from './data-folder.ts';
import { demoUsers, loadDemoOnce } from './demo.ts';
import { Run } from './run.ts';

export interface StartOptions {
  folder: DataFolder;
  project: string;
  port: number;
  fresh: boolean;
  demo: boolean;
  watch: boolean;
}

/** Runs everything until it is asked to stop; answers the exit code. */
export async function start({ folder, project, port, fresh, demo, watch }: StartOptions): Promise<number> {
  const other = folder.claim(`http://localhost:${port}`);
  if (other !== undefined) {
    complain(`Already running as process ${other.pid}: open ${other.url}, or stop it with Ctrl-C (kill ${other.pid}).`);
    return 1;
  }
  if (fresh) {
    await postmasterEnded(folder.in('postgres'));
    tellDeleted(folder.path, folder.empty());
  }
  const run = new Run({ folder, project, port, watch, say });
  const asked = new AbortController();
  const stopped = listenForStop(asked);
  try {
    await Promise.race([running(run, { folder, project, demo, signal: asked.signal }), stopped]);
    await stopped;
    return 0;
  } catch (error) {
    if (asked.signal.aborted) return 0;
    complain(error instanceof Error ? error.message : String(error));
    return 1;
  } finally {
    const begin = Date.now();
    say('Stopping');
    await run.stop();
    folder.release();
    say(`Stopped in ${((Date.now() - begin) / 1000).toFixed(1)} s; the data is kept in ${folder.path}`);
  }
}

interface Running {
  folder: DataFolder;
  project: string;
  demo: boolean;
  signal: AbortSignal;
}

async function running(run: Run, { folder, project, demo, signal }: Running): Promise<void> {
  await run.start();
  const clientSecret = folder.secrets().cliClient;
  const loaded = demo && (await loadDemoOnce({ folder, project, origin: run.origin, clientSecret, signal }));
  // Loading it tells them already.
  if (!loaded) say(`\nSign in as:\n${await demoUsers(project)}`);
  say(`\nOpen ${run.origin}\n`);
}

/** Resolves at the first request to stop. A second one does not wait for anything: the guards end what is left. */
function listenForStop(asked: AbortController): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (asked.signal.aborted) process.exit(130);
        asked.abort();
        resolve();
      });
    }
  });
}

function tellDeleted(path: string, names: string[]): void {
  say(names.length === 0 ? `Nothing to delete in ${path}` : `Deleted in ${path}: ${names.join(', ')}`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function complain(line: string): void {
  process.stderr.write(`${line}\n`);
}
