import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Builds what changed since it was built last: the services, the web app, both or nothing. */
const root = join(import.meta.dirname, '..');
const EVERYTHING = [
  'package-lock.json',
  'package.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'deploy/build-stale.ts',
];

build('services', ['apps', 'libs', 'nest-cli.json', ...EVERYTHING], ['apps/web'], ['nest', 'build']);
build('web', ['apps/web', 'libs/kernel', 'libs/contracts', ...EVERYTHING], [], ['vite', 'build', 'apps/web']);

function build(what: string, sources: string[], except: string[], [tool = '', ...args]: string[]): void {
  const stamp = join(root, 'dist', `.built-${what}`);
  const built = existsSync(stamp) ? statSync(stamp).mtimeMs : 0;
  const changed = Math.max(...sources.map((source) => newest(join(root, source), except)));
  if (changed <= built) return;
  const begin = new Date();
  process.stdout.write(`Building the ${what}\n`);
  // Whoever builds for a test gets what everyone gets: without this, Vite would put React's development build in.
  const env = { ...process.env, NODE_ENV: 'production' };
  const done = spawnSync(join(root, 'node_modules', '.bin', tool), args, { cwd: root, stdio: 'inherit', env });
  if (done.status !== 0) process.exit(done.status ?? 1);
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(stamp, '');
  // What changed while it was being built is stale still.
  utimesSync(stamp, begin, begin);
}

/** When the youngest file below was changed; folders count, too, so that a file that went is noticed. */
function newest(path: string, except: string[]): number {
  if (!existsSync(path) || except.some((folder) => path === join(root, folder))) return 0;
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name), except)));
}
