import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { checksumOf } from './nats-binary.ts';
import { startNats } from './nats.ts';
import { startPostgres } from './postgres.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'collectie-embedded-test-'));
  await chmod(folder, 0o755);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows;
  } finally {
    await client.end();
  }
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function gone(pid: number): Promise<void> {
  for (let tries = 0; runs(pid); tries++) {
    if (tries > 400) throw new Error(`Process ${pid} still runs`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

describe('an embedded PostgreSQL server', () => {
  it('keeps each service in a database of its own, closed to the others', async () => {
    const postgres = await startPostgres({ services: { holdings: 'a/b@c', agreements: 'x' } });
    expect(await query(postgres.url('holdings'), 'select current_user::text, current_database()::text')).toEqual([
      ['holdings', 'holdings'],
    ]);
    await expect(query(postgres.url('agreements', 'holdings'), 'select 1')).rejects.toThrow('permission denied');
    await expect(query(postgres.url('postgres', 'holdings'), 'select 1')).rejects.toThrow('permission denied');
    await postgres.createServiceDatabases({ holdings: 'another' });
    expect(await query(postgres.url('holdings'), 'select 1')).toEqual([[1]]);
    await postgres.stop();
  });

  it('leaves no process and no folder behind', async () => {
    const postgres = await startPostgres();
    await postgres.stop();
    expect([runs(postgres.pid), existsSync(postgres.dataDir)]).toEqual([false, false]);
  });

  it('has what was committed after it was killed', async () => {
    const dataDir = join(folder, 'killed');
    const first = await startPostgres({ dataDir });
    await query(first.url(), 'create table kept (n int)');
    await query(first.url(), 'insert into kept values (1)');
    await first.kill();
    const second = await startPostgres({ dataDir });
    expect(await query(second.url(), 'select n from kept')).toEqual([[1]]);
    await second.stop();
  });

  it('is not hindered by a file that names another program as the server', async () => {
    const dataDir = join(folder, 'stale');
    const first = await startPostgres({ dataDir });
    await first.stop();
    await writeFile(join(dataDir, 'postmaster.pid'), `${process.pid}\n${dataDir}\n`);
    const second = await startPostgres({ dataDir });
    expect(await query(second.url(), 'select 1')).toEqual([[1]]);
    await second.stop();
  });

  it('runs where the user postgres may not enter', async () => {
    const closed = join(folder, 'closed');
    await mkdir(closed, { mode: 0o700 });
    const postgres = await startPostgres({ dataDir: join(closed, 'data') });
    expect(await query(postgres.url(), 'select 1')).toEqual([[1]]);
    await postgres.stop();
  });
});

describe('an embedded NATS server', () => {
  it('is gone after it stopped, with its store', async () => {
    const nats = await startNats();
    await nats.stop();
    expect([runs(nats.pid), existsSync(nats.storeDir)]).toEqual([false, false]);
  });

  it('tries again when somebody was given its port in between', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const storeDir = join(folder, 'twice');
    const starting = startNats({ storeDir, config: `leafnodes { listen: "127.0.0.1:${port}" }` });
    const refused = async (): Promise<boolean> =>
      (await readFile(`${storeDir}.log`, 'utf8').catch(() => '')).includes('address already in use');
    while (!(await refused())) await new Promise((resolve) => setTimeout(resolve, 1));
    other.close();
    const nats = await starting;
    expect(runs(nats.pid)).toBe(true);
    await nats.stop();
  });

  it('says what is wrong with its configuration', async () => {
    await expect(startNats({ storeDir: join(folder, 'wrong'), config: 'authorization {' })).rejects.toThrow(
      /nats-server ended while starting/,
    );
  });
});

it('refuses a port that is taken, and says so', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  await expect(startPostgres({ port })).rejects.toThrow(`Port ${port} is taken, so PostgreSQL cannot start there`);
  await expect(startNats({ port })).rejects.toThrow(`Port ${port} is taken, so NATS cannot start there`);
  server.close();
});

it('ends the servers with their runner, even when that is killed, and starts again in the same folders', async () => {
  const dataDir = join(folder, 'orphan');
  const storeDir = join(folder, 'orphan-nats');
  const { runner, pids } = await startRunner(dataDir, storeDir);
  runner.kill('SIGKILL');
  const again = await startPostgres({ dataDir });
  await again.stop();
  await Promise.all(pids.map(gone));
  expect(pids.map(runs)).toEqual([false, false]);
});

it('finds the checksum of the one file meant', () => {
  const sums = 'aa  nats-server-v2-linux-amd64.tar.gz\nbb  other-nats-server-v2-linux-amd64.tar.gz\n';
  expect(checksumOf('nats-server-v2-linux-amd64.tar.gz', sums)).toBe('aa');
  expect(() => checksumOf('absent.tar.gz', sums)).toThrow('do not name absent.tar.gz');
});

/** A process of its own that starts both servers and tells their process ids. */
async function startRunner(dataDir: string, storeDir: string): Promise<{ runner: ChildProcess; pids: number[] }> {
  const told = join(folder, 'pids.json');
  const script = `
    const { startNats, startPostgres } = await import(${JSON.stringify(join(import.meta.dirname, 'index.ts'))});
    const { writeFileSync, renameSync } = await import('node:fs');
    const postgres = await startPostgres({ dataDir: ${JSON.stringify(dataDir)} });
    const nats = await startNats({ storeDir: ${JSON.stringify(storeDir)} });
    writeFileSync('${told}.part', JSON.stringify([postgres.pid, nats.pid]));
    renameSync('${told}.part', '${told}');`;
  const env = { ...process.env, NODE_OPTIONS: '' };
  const runner = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'inherit', env });
  while (!existsSync(told)) {
    if (runner.exitCode !== null) throw new Error('The runner ended');
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return { runner, pids: JSON.parse(await readFile(told, 'utf8')) as number[] };
}
