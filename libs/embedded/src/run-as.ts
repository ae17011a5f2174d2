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

/** Whom PostgreSQL runs as, since it refuses root: the user `postgres`, made when absent. Nobody else unless we are root. */
export function postgresUser(): { uid: number; gid: number } | undefined {
  return process.getuid?.() === 0 ? (idsOf('postgres') ?? makePostgres()) : undefined;
}

/**
 * How to run PostgreSQL on a data folder. Where its user may not enter that folder (one under /root, a temporary one of
 * mode 700) it keeps one right of root: to pass folders.
 */
export function asPostgres(binary: string, dataDir: string): RunAs {
  const ids = postgresUser();
  if (ids === undefined) return { prefix: [] };
  if (entered(dataDir, ids)) return { ...ids, owner: ids, prefix: [] };
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
    `PostgreSQL may not run as root, and the user postgres may not enter ${dataDir}. ` +
      'Choose a data folder where others may enter, or start as an ordinary user.',
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
