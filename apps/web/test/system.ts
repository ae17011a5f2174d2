import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startedSystem, type StartedSystem } from '#libs/testing';

/** Starts everything with its demo in a folder of its own; `E2E_URL` names a system that runs already, then left running. */
export async function startSystem(): Promise<StartedSystem> {
  const running = process.env['E2E_URL'];
  if (running !== undefined) return { url: running, stop: () => Promise.resolve() };
  const folder = await mkdtemp(join(tmpdir(), 'collectie-web-'));
  const forget = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    // The repository that is harvested is on this machine.
    const { url, stop } = await startedSystem(folder, [], { HARVEST_PRIVATE_ADDRESSES: 'allow' });
    return { url, stop: () => stop().then(forget) };
  } catch (error) {
    await forget();
    throw error;
  }
}
