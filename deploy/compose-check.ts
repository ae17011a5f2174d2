import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Brings the composed system up with passwords of its own, drives the main path through it (a plan, participants,
 * holdings, an acquisition plan submitted and accepted, the flags that follow), sees that health tells the truth, and
 * takes it down again with its volumes. The image is built first, unless `COLLECTIEPLAN_IMAGE` names one. Arguments go to `docker compose` before the command, like `-f` and a file.
 */
const root = join(import.meta.dirname, '..');
const port = await freePort();
const secrets = Object.fromEntries(
  [
    'POSTGRES_PASSWORD',
    'GATEWAY_CLIENT_SECRET',
    'CLI_CLIENT_SECRET',
    'SESSION_SECRET',
    ...['HOLDINGS', 'AGREEMENTS', 'COVERAGE', 'GATEWAY'].flatMap((it) => [`${it}_DB_PASSWORD`, `${it}_NATS_PASSWORD`]),
  ].map((name) => [name, `s${randomBytes(20).toString('hex')}`]),
);
const env = { ...process.env, ...secrets, PORT: String(port), COMPOSE_PROJECT_NAME: `collectie-check-${process.pid}` };
const files = mkdtempSync(join(tmpdir(), 'collectie-compose-'));
// The user in the container reads them.
chmodSync(files, 0o755);
const begin = Date.now();

const FIRST = 'NL-0800099101';
const SECOND = 'NL-0800099102';
const ISBN = '9789000000012';

try {
  if (process.env['COLLECTIEPLAN_IMAGE'] === undefined) compose('build', 'gateway');
  told('the image is there');
  compose('up', '-d', '--wait', '--wait-timeout', '600', '--scale', 'demo=0');
  told('every service is healthy');
  const uid = compose('exec', '-T', 'holdings', 'id', '-u').trim();
  expect(uid !== '0', `the services run as user ${uid}, not as root`);
  await mainPath();
  await healthTellsTheTruth();
} catch (error) {
  process.stderr.write(`${compose('logs', '--tail', '40')}\n`);
  throw error;
} finally {
  compose('down', '--volumes', '--timeout', '20');
  rmSync(files, { recursive: true, force: true });
  told('taken down');
}

async function mainPath(): Promise<void> {
  write(
    'plan.yaml',
    `plan: check
title: Plan of the check (fictional)
period: { from: 2026-01-01, to: 2029-12-31 }
profiles:
  - code: muziek
    name: { nl: Muziek, en: Music }
    scope: { classification: [{ scheme: siso, prefix: '78' }] }
    targets: { collect: { level: 1b, participants: { min: 2 } } }
`,
  );
  write(
    'participants.csv',
    `isil,name,kind,from\n${FIRST},Bibliotheek Een,library,2020-01-01\n${SECOND},Bibliotheek Twee,library,2020-01-01\n`,
  );
  write('holdings.csv', `id,isbn,title,author,year,siso,copies\n1,${ISBN},Muziek van nu,"Vries, A. de",2024,780.1,2\n`);
  write(
    'acquisition-plan.yaml',
    JSON.stringify({
      participant: FIRST,
      name: 'Acquisitieplan',
      from: '2026-01-01',
      to: '2029-12-31',
      lines: [{ profile: 'muziek', activity: 'collect', level: '1b', titles: 5, copies: 5, named: [] }],
    }),
  );
  collectie('plan', 'load', '/files/plan.yaml', '--adopt', '--yes');
  collectie('participants', 'load', '/files/participants.csv');
  await eventually('nobody owns the profile', () => kinds().includes('gap.unowned'));

  for (const isil of [FIRST, SECOND]) {
    collectie(
      'holdings',
      'import',
      '/files/holdings.csv',
      '--participant',
      isil,
      '--mode',
      'full',
      '--source',
      'check',
    );
  }
  const submitted = (await eventually('the plan is submitted', () =>
    collectie('acquisition-plan', 'submit', '/files/acquisition-plan.yaml'),
  )) as { id: string; version: number };
  const assessed = async (): Promise<boolean> => {
    const { state } = await call<{ state: string }>('GET', `/coverage/acquisition-plans/${submitted.id}/assessment`);
    return state === 'assessed';
  };
  await eventually('coverage assesses the plan', assessed);
  const path = `/agreements/acquisition-plans/${submitted.id}/accept`;
  await call('POST', path, { version: submitted.version });
  await eventually('one owner is there, a second is wanted', () => {
    const open = kinds();
    return open.includes('gap.redundancy') && !open.includes('gap.unowned');
  });
  await eventually('coverage counts what both imported', async () => {
    const matrix = await call<{ cells: { participant: string; titles: number }[] }>('GET', '/coverage/coverage/matrix');
    const counted = new Set(matrix.cells.filter(({ titles }) => titles === 1).map(({ participant }) => participant));
    return counted.has(FIRST) && counted.has(SECOND);
  });
  const { code } = await page();
  expect(code === 200, 'the web app is served');
}

/** A service whose database is away is not healthy, and is again when it is back. */
async function healthTellsTheTruth(): Promise<void> {
  expect(health('holdings').includes('(healthy)'), 'holdings is healthy');
  compose('stop', 'postgres');
  await eventually('holdings is unhealthy without its database', () => health('holdings').includes('unhealthy'));
  compose('start', 'postgres');
  await eventually('holdings is healthy with its database', () => health('holdings').includes('(healthy)'));
  await eventually('the flags are there again', () => kinds().includes('gap.redundancy'));
}

function health(service: string): string {
  return compose('ps', '--format', '{{.Status}}', service);
}

function kinds(): string[] {
  return (collectie('flags', 'list') as { kind: string }[]).map(({ kind }) => kind);
}

/** The command line from the image, signed in by client credentials. */
function collectie(...args: string[]): unknown {
  const run = ['run', '--rm', '-T', '--no-deps', '--volume', `${files}:/files:ro`, 'collectie', 'collectie', '--json'];
  return JSON.parse(compose(...run, ...args));
}

async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const basic = Buffer.from(`collectie-cli:${secrets['CLI_CLIENT_SECRET']}`).toString('base64');
  const signedIn = await fetch(`http://localhost:${port}/identity/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${basic}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  const { access_token: token } = (await signedIn.json()) as { access_token: string };
  const answer = await fetch(`http://localhost:${port}/api${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

async function page(): Promise<{ code: number }> {
  const answer = await fetch(`http://localhost:${port}/`);
  await answer.text();
  return { code: answer.status };
}

function compose(...args: string[]): string {
  const more = process.argv.slice(2);
  const done = spawnSync('docker', ['compose', ...more, ...args], {
    cwd: root,
    env,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (done.status !== 0) throw new Error(`docker compose ${args.join(' ')} failed:\n${done.stdout}${done.stderr}`);
  return done.stdout;
}

async function eventually<T>(what: string, attempt: () => T | Promise<T>, patience = 180_000): Promise<T> {
  const deadline = Date.now() + patience;
  for (let last: unknown; ;) {
    try {
      const found = await attempt();
      if (found !== false) {
        told(what);
        return found;
      }
    } catch (error) {
      last = error;
    }
    if (Date.now() > deadline) throw new Error(`Not so in ${patience / 1000} s: ${what}`, { cause: last });
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

function expect(holds: boolean, what: string): void {
  if (!holds) throw new Error(`Not so: ${what}`);
  told(what);
}

function told(what: string): void {
  process.stdout.write(`${((Date.now() - begin) / 1000).toFixed(1).padStart(6)} s  ${what}\n`);
}

function write(name: string, content: string): void {
  writeFileSync(join(files, name), content);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port: free } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return free;
}
