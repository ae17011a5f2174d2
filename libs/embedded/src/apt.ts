import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';

/**
 * Installs a package of the distribution without asking anything. Answers false where that is not possible: not root,
 * or no apt.
 */
export async function installWithApt(name: string, say: (line: string) => void = () => {}): Promise<boolean> {
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) return false;
  say(`Installing ${name} with apt-get`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args: string[]): Promise<unknown> =>
    promisify(execFile)('apt-get', ['-q', '-y', '-o', 'DPkg::Lock::Timeout=120', ...args], {
      env,
      maxBuffer: 64 * 1024 * 1024,
    });
  const install = (): Promise<unknown> =>
    apt('-o', 'Dpkg::Options::=--force-confold', 'install', '--no-install-recommends', name);
  try {
    await install();
  } catch {
    // The list of packages is old or was never fetched.
    await apt('update');
    await install();
  }
  return true;
}
