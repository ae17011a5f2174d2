import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { type Demo, generateDemo } from './generate.ts';
import { identity } from './truth.ts';

const sources = join(import.meta.dirname, '../../demo');
let root: string;
let demo: Demo;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'demo-'));
  demo = await generateDemo({ folder: join(root, 'one'), sources });
});
afterAll(async () => await rm(root, { recursive: true }));

async function contentOf(folder: string): Promise<string> {
  const hash = createHash('sha256');
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const file of names
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()) {
    hash.update(file.slice(folder.length)).update(await readFile(file));
  }
  return hash.digest('hex');
}

describe('the demo', () => {
  it('is as large as promised', () => {
    const holdings = Object.values(demo.truth.holdings).reduce((sum, { titles }) => sum + titles, 0);
    expect(demo.truth.titles).toBeGreaterThan(18_000);
    expect(demo.truth.titles).toBeLessThan(24_000);
    expect(holdings).toBeGreaterThan(50_000);
    expect(holdings).toBeLessThan(72_000);
  });

  it('has titles that only the crosswalk of its plan brings into a profile', () => {
    expect(demo.truth.translated).toBeGreaterThan(1_000);
    expect(demo.truth.translated).toBeLessThan(demo.truth.titles / 5);
  });

  it('is the same files for the same seed, and other files for another', async () => {
    const again = await generateDemo({ folder: join(root, 'two'), sources });
    expect(await contentOf(again.folder)).toBe(await contentOf(demo.folder));
    const other = await generateDemo({ folder: join(root, 'three'), sources, seed: 7 });
    expect(await contentOf(other.folder)).not.toBe(await contentOf(demo.folder));
  });

  it('plants every kind of flag, none twice', () => {
    const kinds = new Set(demo.truth.flags.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual([
      'gap.level',
      'gap.preservation',
      'gap.redundancy',
      'gap.undelivered',
      'gap.unowned',
      'gap.upcoming',
      'gap.volume',
      'overlap.holdings',
      'overlap.planned-title',
      'overlap.responsibility',
      'risk.last-copy',
      'risk.level-mismatch',
      'risk.single-holder',
    ]);
    expect(new Set(demo.truth.flags.map(identity)).size).toBe(demo.truth.flags.length);
  });

  it('gives every participant a plan with lines and a file in one of the formats', async () => {
    expect(demo.participants).toHaveLength(16);
    for (const path of [...demo.agreed, ...demo.proposed]) {
      const plan = parseYaml(await readFile(path, 'utf8')) as { lines: unknown[] };
      expect([path, plan.lines.length > 0]).toEqual([path, true]);
    }
    const formats = demo.holdings.map(({ path }) => path.slice(-3));
    expect(formats.filter((format) => format === 'mrc')).toHaveLength(8);
    expect(formats.filter((format) => format === 'csv')).toHaveLength(8);
  });

  it('refuses a scale that cannot be made', async () => {
    await expect(generateDemo({ folder: root, sources, scale: 0 })).rejects.toThrow('A scale of 0 cannot be made');
  });
});
