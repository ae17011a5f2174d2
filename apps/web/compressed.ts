import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

const TEXT = /\.(?:css|html|js|json|svg)$/;
/** Below so many bytes a file fits into the first packets anyway. */
const SMALL = 1_000;

const WAYS = [
  ['br', promisify(brotliCompress)],
  ['gz', promisify(gzip)],
] as const;

/** Lays each file of text ready in the compressed forms that browsers take, so that serving it costs nothing. */
export function compressed(): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    async writeBundle({ dir = '' }, bundle) {
      for (const output of Object.values(bundle)) {
        const content = Buffer.from(output.type === 'chunk' ? output.code : output.source);
        if (!TEXT.test(output.fileName) || content.length < SMALL) continue;
        for (const [ending, compress] of WAYS) {
          await writeFile(join(dir, `${output.fileName}.${ending}`), await compress(content));
        }
      }
    },
  };
}
