import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sheetsOf } from '#libs/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Demo, generateDemo } from '../src/demo/generate.ts';
import { identity } from '../src/demo/truth.ts';
import type { ListedFlag } from '../src/commands/flags.ts';
import type { Run } from '../src/commands/run.ts';
import { WholeSystem } from './whole-system.ts';

const PATIENCE = 600_000;

let folder: string;
let system: WholeSystem;
let demo: Demo;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'collectie-demo-test-'));
  demo = await generateDemo({ folder: join(folder, 'demo'), sources: join(import.meta.dirname, '../demo') });
  system = await WholeSystem.start(join(folder, 'data'));
}, PATIENCE);

afterAll(async () => {
  await system?.stop();
  await rm(folder, { recursive: true, force: true });
}, 60_000);

async function openFlags(): Promise<string[]> {
  const flags = await system.json<ListedFlag[]>('flags', 'list');
  return flags.map(({ kind, profile, activity, subject }) => [kind, profile, activity ?? '', subject].join(' ')).sort();
}

describe('the demo, loaded by the ordinary path', () => {
  it(
    'raises every planted flag and no other, and says so',
    async () => {
      const { out, code } = await system.run('demo', 'load');
      expect(out).toContain('every one that was planted, and no other');
      expect(out).toContain('Petra van Dijk, plan owner');
      expect(code).toBe(0);
      expect(await openFlags()).toEqual(demo.truth.flags.map(identity).sort());
    },
    PATIENCE,
  );

  it('brings titles into profiles that only the crosswalk of its plan leads there, and reports how many', async () => {
    const path = join(folder, 'dekking.xlsx');
    expect((await system.run('report', path)).code).toBe(0);
    const { Profielen = [], 'Over dit rapport': about = [] } = await sheetsOf(await readFile(path));
    const shown = new Intl.NumberFormat('nl-NL').format(demo.truth.translated);
    expect(about.flat().join(' ')).toContain(`${shown} titels vallen alleen via een concordantie in een profiel`);
    const byProfile = new Map(Profielen.slice(1).map((row) => [row[0], Number(row[6])]));
    expect([...byProfile.values()].reduce((sum, titles) => sum + titles, 0)).toBe(demo.truth.translated);
  });

  it('changes nothing when it is loaded again, and says so', async () => {
    const told = await system.json<{ already: boolean }>('demo', 'load');
    expect(told.already).toBe(true);
    expect(await openFlags()).toEqual(demo.truth.flags.map(identity).sort());
  });

  it('agrees with a recomputation from the facts', async () => {
    const told = await system.json<{ equal: boolean; holdings: { titles: number; holdings: number } }>('verify');
    const held = Object.values(demo.truth.holdings).reduce((sum, { titles }) => sum + titles, 0);
    expect(told).toMatchObject({ equal: true, holdings: { titles: demo.truth.titles, holdings: held } });
  });
});

describe('a delivery by command line', () => {
  const isil = 'NL-0800099002';
  const deliver = (path: string, ...more: string[]): string[] => [
    'holdings',
    'import',
    path,
    '--participant',
    isil,
    '--mode',
    'full',
    '--source',
    'demo',
    ...more,
  ];

  it(
    'that was made before changes nothing, and gives back what could not be taken in',
    async () => {
      const path = demo.holdings.find((file) => file.isil === isil)?.path ?? '';
      const rejects = join(folder, 'rejects.csv');
      const run = await system.json<Run & { rejects: unknown[] }>(...deliver(path, '--rejects', rejects));
      const { titles, rejected } = demo.truth.holdings[isil]!;
      expect(run).toMatchObject({ state: 'done', added: 0, changed: 0, removed: 0, unchanged: titles, rejected });
      expect(run.rejects).toHaveLength(rejected);
      const saved = await readFile(rejects, 'utf8');
      for (const wrong of ['9.789E+12', ',veel', 'Z02']) expect(saved).toContain(wrong);
    },
    PATIENCE,
  );

  it(
    'that would remove most is held, and can be dropped',
    async () => {
      const few = join(folder, 'few.csv');
      const whole = await readFile(demo.holdings.find((file) => file.isil === isil)?.path ?? '', 'utf8');
      await writeFile(few, `${whole.split('\n').slice(0, 20).join('\n')}\n`);
      const { out, code } = await system.run(...deliver(few));
      expect(code).toBe(4);
      expect(out).toMatch(/would remove 4,\d{3} of 4,\d{3} titles/);
      const id = /confirm (\S+)/.exec(out)?.[1] ?? '';
      expect((await system.run('holdings', 'cancel', id)).out).toBe('Cancelled: nothing was changed\n');
      expect(await openFlags()).toEqual(demo.truth.flags.map(identity).sort());
    },
    PATIENCE,
  );

  it('for a participant that nobody knows is refused', async () => {
    const { err, code } = await system.run(
      'holdings',
      'import',
      demo.holdings[0]!.path,
      '--participant',
      'NL-X',
      '--mode',
      'full',
    );
    expect(code).toBe(3);
    expect(err).toContain('[participant.unknown]');
  });
});
