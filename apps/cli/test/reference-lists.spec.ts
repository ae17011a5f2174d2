import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { GivenSystem } from './given-system.ts';

const given = new GivenSystem();
const PATH = '/api/coverage/collection-plans/plan/2/reference-lists';
const draft = { code: 'plan', version: 3, state: 'draft' };
const music = { code: 'basis', name: { nl: 'Basislijst muziek' }, titles: 1200, known: 940, held: 900 };

/** Brings in a list of one title, which is answered as such. */
async function load(...options: string[]) {
  const file = await given.file('basis.csv', 'isbn;titel\n9789021434049;De ontdekking van de hemel\n');
  return await given.system.run('plan', 'load-list', 'plan/2', 'basis', file, ...options);
}

function asked(): URL {
  return new URL(given.system.asked.at(-1)?.path ?? '', given.system.url);
}

describe('a reference list of a plan', () => {
  it('is listed with how much of it the network has and what is measured against it', async () => {
    given.system.route = () => ({ body: [{ ...music, profiles: ['muziek', 'podium'] }] });
    const { out } = await given.system.run('plan', 'reference-lists', 'plan/2');
    expect(out).toMatch(/basis +Basislijst muziek +1,200 +940 +900 +muziek,podium\n/);
    expect(given.system.asked.at(-1)?.path).toBe(PATH);
    given.system.route = () => ({ body: [] });
    expect((await given.system.run('plan', 'reference-lists', 'plan/2')).out).toBe('No reference lists\n');
  });

  it('is written to a file', async () => {
    given.system.route = () => ({ type: 'text/csv', body: 'titles' });
    const file = join(given.folder, 'basis.csv');
    await given.system.run('plan', 'export-list', 'plan/2', 'basis', file);
    expect(given.system.asked.at(-1)?.path).toBe(`${PATH}/basis/list.csv`);
    expect(await readFile(file, 'utf8')).toBe('titles');
  });

  it('is brought in as a next version, with its names and what is measured against it', async () => {
    given.system.route = () => ({ body: { ...draft, titles: 1, added: 1, leftOut: [] } });
    const told = await load('--name-nl', 'Basislijst', '--name-en', 'Core list', '--profiles', 'muziek,podium');
    expect([told.code, told.out]).toEqual([0, 'plan/3 is a draft with 1 titles on the reference list basis\n']);
    expect(given.system.asked.at(-1)).toMatchObject({ method: 'POST', type: 'text/csv' });
    expect(asked().pathname).toBe(`${PATH}/basis`);
    expect(Object.fromEntries(asked().searchParams)).toEqual({
      nl: 'Basislijst',
      en: 'Core list',
      profiles: 'muziek,podium',
    });
  });

  it('tells the lines that it leaves out, and why', async () => {
    const message = "'12' is not a valid ISBN";
    given.system.route = () => ({
      body: { ...draft, titles: 4, added: 4, leftOut: [{ line: 3, identifier: '12', title: null, message }] },
    });
    expect((await load()).err).toContain(`line 3 is left out: ${message}\n`);
  });

  it('keeps its name and what is measured against it when nothing is said of these', async () => {
    given.system.route = () => ({ body: { ...draft, titles: 1, added: 0, leftOut: [] } });
    await load();
    expect(asked().search).toBe('');
    await load('--profiles', '');
    expect(asked().search).toBe('?profiles=');
  });

  it('is added to when that is asked', async () => {
    given.system.route = () => ({ body: { ...draft, titles: 12, added: 1, leftOut: [] } });
    expect((await load('--add')).out).toBe(
      'plan/3 is a draft with 12 titles on the reference list basis, 1 of them new\n',
    );
    expect(asked().search).toBe('?add=true');
  });

  it('is taken out as a next version', async () => {
    given.system.route = () => ({ body: draft });
    const told = await given.system.run('plan', 'remove-list', 'plan/2', 'basis');
    expect(told.out).toBe('plan/3 is a draft without the reference list basis\n');
    expect(given.system.asked.at(-1)).toMatchObject({ method: 'DELETE', path: `${PATH}/basis` });
  });
});
