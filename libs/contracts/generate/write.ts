import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { breakingChanges } from './breaking.ts';
import { documents } from './documents.ts';
import type { Schema } from './schema.ts';

/** Writes the published documents into `docs/`, unless a published contract would change incompatibly. */
export function writeDocuments(root: string): { written: string[]; refused: string[] } {
  const files = documents(join(root, 'libs/contracts/src'), (type) => readFixture(root, type));
  const refused = [...files].flatMap(([name, content]) => {
    const path = join(root, 'docs', name);
    if (!name.startsWith('events/schemas/') || !existsSync(path)) return [];
    const before = JSON.parse(readFileSync(path, 'utf8')) as Schema;
    return breakingChanges(before, JSON.parse(content) as Schema).map((change) => `${name}: ${change}`);
  });
  if (refused.length > 0) return { written: [], refused };
  for (const [name, content] of files) {
    const path = join(root, 'docs', name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  return { written: [...files.keys()], refused };
}

export function readFixture(root: string, type: string): unknown {
  return JSON.parse(readFileSync(join(root, 'libs/contracts/fixtures', `${type}.json`), 'utf8'));
}
