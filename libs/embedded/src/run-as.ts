import { execFileSync, spawnSync } from 'node:child_process';

/** How to run a program that refuses to run as root: as which user, and through which command. */
export interface RunAs {
  uid?: number;
  gid?: number;
  /** Whose the data folder must be. */
  owner?: { uid: number; gid: number };
  /** Put before the command, when entering the folders takes more than the user may. */
  prefix: string[];
}

/**
 * PostgreSQL refuses root. Started by root it runs as the user `postgres`, made when absent. Where that user may not
 * enter the folders (a project under /root, a temporary folder of mode 700) it keeps one right of root: to pass them.
 */
export function asPostgres(binary: string, dataDir: string): RunAs {
  if (process.getuid?.() !== 0) return { prefix: [] };
  const ids = idsOf('postgres') ?? makePostgres();
  const reaches = spawnSync(binary, ['--version'], ids).status === 0 && entered(dataDir, ids);
  if (reaches) return { ...ids, owner: ids, prefix: [] };
  const prefix = [
    'setpriv',
    `--reuid=${ids.uid}`,
    `--regid=${ids.gid}`,
    '--clear-groups',
    '--inh-caps=+dac_override',
    '--ambient-caps=+dac_override',
    '--',
  ];
  const { command, args } = commandAs({ prefix }, binary, ['--version']);
  if (spawnSync(command, args).status === 0) return { owner: ids, prefix };
  throw new Error(
    `PostgreSQL may not run as root, and the user postgres may not enter the folders of ${binary} and ${dataDir}. ` +
      'Put the project where others may enter, or start it as an ordinary user.',
  );
}

/** The program and its arguments, behind the prefix. */
export function commandAs({ prefix }: RunAs, program: string, args: string[]): { command: string; args: string[] } {
  const [first, ...rest] = [...prefix, program, ...args];
  return { command: first ?? program, args: rest };
}

function idsOf(user: string): { uid: number; gid: number } | undefined {
  const ask = (flag: string): number | undefined => {
    const answer = spawnSync('id', [flag, user], { encoding: 'utf8' });
    return answer.status === 0 ? Number(answer.stdout.trim()) : undefined;
  };
  const [uid, gid] = [ask('-u'), ask('-g')];
  return uid === undefined || gid === undefined ? undefined : { uid, gid };
}

function makePostgres(): { uid: number; gid: number } {
  try {
    execFileSync('groupadd', ['--system', '--force', 'postgres'], { stdio: 'pipe' });
    execFileSync('useradd', ['--system', '--gid', 'postgres', '--no-create-home', 'postgres'], { stdio: 'pipe' });
  } catch (cause) {
    throw new Error(
      'PostgreSQL may not run as root, and the user postgres could not be made. Start as an ordinary user.',
      { cause },
    );
  }
  const ids = idsOf('postgres');
  if (ids === undefined) throw new Error('The user postgres was made, but the system does not know it.');
  return ids;
}

function entered(folder: string, ids: { uid: number; gid: number }): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], ids).status === 0;
}
