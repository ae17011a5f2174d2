import { spawnSync } from 'node:child_process';
import { installWithApt } from '../../embedded/src/apt.ts';

/** Whether `yaz-marcdump`, another reader of MARC 21, is here; it is installed from the distribution where that is possible. */
export async function hasMarcdump(): Promise<boolean> {
  if (isHere()) return true;
  await installWithApt('yaz', (line) => process.stderr.write(`${line}\n`)).catch(() => false);
  return isHere();
}

function isHere(): boolean {
  return spawnSync('yaz-marcdump', ['-V']).error === undefined;
}
