import { execFile } from 'node:child_process';
import { chown, rm, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { commandAs, type RunAs } from './run-as.ts';

/** Makes a data folder with one superuser, sorting by code point, and passwords for every connection. */
export async function makeCluster(initdb: string, dataDir: string, password: string, runAs: RunAs): Promise<void> {
  const passwordFile = `${dataDir}.password`;
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (runAs.owner !== undefined) await chown(passwordFile, runAs.owner.uid, runAs.owner.gid);
  const { command, args } = commandAs(runAs, initdb, [
    `--pgdata=${dataDir}`,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-sync',
  ]);
  try {
    await promisify(execFile)(command, args, {
      env: { PATH: process.env['PATH'], LC_MESSAGES: 'C' },
      ...(runAs.uid !== undefined && { uid: runAs.uid }),
      ...(runAs.gid !== undefined && { gid: runAs.gid }),
    });
  } catch (cause) {
    await rm(dataDir, { recursive: true, force: true });
    const words = cause instanceof Error && 'stderr' in cause ? String(cause.stderr) : String(cause);
    throw new Error(`PostgreSQL could not make its data folder ${dataDir}: ${words}`, { cause });
  } finally {
    await rm(passwordFile, { force: true });
  }
}
