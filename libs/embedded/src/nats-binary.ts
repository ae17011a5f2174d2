import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants } from 'node:fs';
import { chmod, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { arch, homedir, platform, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { installWithApt } from './apt.ts';

const RELEASE = '2.12.4';
const RELEASES = 'https://github.com/nats-io/nats-server/releases/download';

/**
 * The nats-server program of this machine: from the search path, else (as root on Debian and its kin) from the
 * distribution, else the project's own release, verified against the checksums that the project publishes with it.
 */
export async function natsServer(say: (line: string) => void = () => {}): Promise<string> {
  const here = installed();
  if (here !== undefined) return here;
  const reasons: string[] = [];
  try {
    if (await installWithApt('nats-server', say)) return installed() ?? 'nats-server';
  } catch (error) {
    reasons.push(String(error));
  }
  try {
    return await downloadRelease(say);
  } catch (error) {
    reasons.push(String(error));
  }
  throw new Error(
    'nats-server is not on this machine and could not be fetched. Install it (Debian, Ubuntu: `apt install ' +
      'nats-server`; macOS: `brew install nats-server`; others: https://github.com/nats-io/nats-server/releases) ' +
      `so that it is on the PATH, and start again. Tried: ${reasons.join('; ')}`,
  );
}

/** `[major, minor]` of a nats-server program. */
export function natsVersion(binary: string): [number, number] {
  const words = execFileSync(binary, ['--version'], { encoding: 'utf8' });
  const [, major, minor] = /v?(\d+)\.(\d+)\./.exec(words) ?? [];
  return [Number(major), Number(minor)];
}

function installed(): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin', releaseFolder()];
  return folders
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, platform() === 'win32' ? 'nats-server.exe' : 'nats-server'))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

function releaseFolder(): string {
  return join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'collectieplan', `nats-server-${RELEASE}`);
}

async function downloadRelease(say: (line: string) => void): Promise<string> {
  const machine = { x64: 'amd64', arm64: 'arm64', arm: 'arm7' }[arch() as string];
  if (!['linux', 'darwin'].includes(platform()) || machine === undefined) {
    throw new Error(`no known release for ${platform()} on ${arch()}`);
  }
  const folder = `nats-server-v${RELEASE}-${platform()}-${machine}`;
  const archive = `${folder}.tar.gz`;
  say(`Fetching nats-server ${RELEASE} from ${RELEASES}`);
  const [sums, bytes] = await Promise.all([fetched('SHA256SUMS'), fetched(archive)]);
  const expected = checksumOf(archive, sums.toString('utf8'));
  const found = createHash('sha256').update(bytes).digest('hex');
  if (expected !== found) throw new Error(`${archive} has checksum ${found}, the project publishes ${expected}`);

  const work = await mkdtemp(join(tmpdir(), 'collectie-nats-release-'));
  try {
    await writeFile(join(work, archive), bytes);
    const unpacked = spawnSync('tar', ['-xzf', archive], { cwd: work, encoding: 'utf8' });
    if (unpacked.status !== 0) throw new Error(`tar could not unpack ${archive}: ${unpacked.stderr}`);
    await mkdir(releaseFolder(), { recursive: true });
    const program = join(releaseFolder(), 'nats-server');
    await rename(join(work, folder, 'nats-server'), program).catch(async () => {
      execFileSync('cp', [join(work, folder, 'nats-server'), program]);
    });
    await chmod(program, 0o755);
    return program;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** The checksum that a `SHA256SUMS` file gives for one file. */
export function checksumOf(file: string, sums: string): string {
  const line = sums.split('\n').find((candidate) => candidate.trim().endsWith(` ${file}`));
  const checksum = line?.trim().split(/\s+/)[0];
  if (checksum === undefined) throw new Error(`the published checksums do not name ${file}`);
  return checksum;
}

async function fetched(name: string): Promise<Buffer> {
  const answer = await fetch(`${RELEASES}/v${RELEASE}/${name}`, { signal: AbortSignal.timeout(120_000) });
  if (!answer.ok) throw new Error(`${answer.url} answered ${answer.status}`);
  return Buffer.from(await answer.arrayBuffer());
}
