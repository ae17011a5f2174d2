import { readFile, writeFile } from 'node:fs/promises';
import { expect, it } from '@jest/globals';
import { httpReference } from './http-reference.ts';

const PAGE = new URL('../docs/http.md', import.meta.url);

/** `UPDATE_DOCS=1 npm test -- deploy/http-reference` writes the page anew. */
it('docs/http.md names the routes that there are', async () => {
  const page = await httpReference();
  if (process.env['UPDATE_DOCS'] === '1') await writeFile(PAGE, page);
  expect(await readFile(PAGE, 'utf8')).toBe(page);
});
