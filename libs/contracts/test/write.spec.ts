import 'reflect-metadata';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeDocuments } from '../generate/write.ts';

const file = 'docs/events/schemas/holdings.run-finished.v1.json';
let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'contracts-'));
  for (const folder of ['libs/contracts/src', 'libs/contracts/fixtures']) {
    mkdirSync(join(root, folder), { recursive: true });
    cpSync(join(import.meta.dirname, '../../..', folder), join(root, folder), { recursive: true });
  }
  writeDocuments(root);
});
afterEach(() => rmSync(root, { recursive: true }));

it('writes the same again', () => {
  const before = readFileSync(join(root, file), 'utf8');
  expect(writeDocuments(root).refused).toEqual([]);
  expect(readFileSync(join(root, file), 'utf8')).toBe(before);
});

it('writes nothing when a published field is gone from the classes', () => {
  const published = JSON.parse(readFileSync(join(root, file), 'utf8')) as { properties: Record<string, unknown> };
  published.properties['skipped'] = { type: 'integer' };
  writeFileSync(join(root, file), JSON.stringify(published));
  const told = writeDocuments(root);
  expect(told).toEqual({ written: [], refused: ['events/schemas/holdings.run-finished.v1.json: skipped was removed'] });
  expect(JSON.parse(readFileSync(join(root, file), 'utf8'))).toEqual(published);
});
