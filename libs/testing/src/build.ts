import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '..', '..', '..');
let built: Promise<string> | undefined;

/** Builds what is stale, once per run; answers the folder of the project. */
export function build(): Promise<string> {
  built ??= promisify(execFile)(process.execPath, [join(root, 'deploy', 'build-stale.ts')], {
    maxBuffer: 64 * 1024 * 1024,
  }).then(
    () => root,
    (error: { stdout?: string; stderr?: string }) => {
      throw new Error(`The build failed: ${error.stdout ?? ''}${error.stderr ?? ''}`);
    },
  );
  return built;
}
