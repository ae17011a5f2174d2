import {
  HoldingsChangedV1,
  ParticipantChangedV1,
  TitlesChangedV1,
  type LiteraryForm,
  type Material,
} from '#libs/contracts';
import { sheetsOf } from '#libs/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { extractText, getDocumentProxy } from 'unpdf';
import { COUNTS } from '../src/store/recount.ts';
import { type Answer, type Person, request } from './calling.ts';
import { RunningCoverage } from './running.ts';

const [A, B] = ['NL-0800000001', 'NL-0800000002'] as const;
const owner: Person = { roles: ['plan-owner'] };
const manager: Person = { roles: ['collection-manager'], participant: A };

let coverage: RunningCoverage;
let version = 0;
beforeAll(async () => {
  coverage = await RunningCoverage.start();
}, 120_000);
afterAll(() => coverage.stop());
beforeEach(async () => {
  await coverage.forget();
  version = 0;
  await coverage.hear(
    ParticipantChangedV1.of({ isil: A, version: 1, name: 'Rivierdal', kind: 'library', from: '2020-01-01' }),
    ParticipantChangedV1.of({ isil: B, version: 1, name: 'Nieuwland', kind: 'library', from: '2020-01-01' }),
  );
});

type Kind = readonly [audience: 'youth' | 'adult' | 'unknown', form: LiteraryForm | null, material?: Material];
const id = (at: number): string => `1${String(at).padStart(18, '0')}`;

const titles = (kinds: Readonly<Record<number, Kind>>): TitlesChangedV1 =>
  TitlesChangedV1.of({
    version: ++version,
    run: randomUUID(),
    titles: Object.entries(kinds).map(([at, [audience, form, material = 'book']]) =>
      Object.assign(
        {
          id: id(Number(at)),
          keys: [id(Number(at))],
          title: `Titel ${at}`,
          material,
          language: 'dut',
          audience,
          classifications: [],
        },
        form === null ? {} : { form },
      ),
    ),
  });

const holdings = (participant: string, copies: Readonly<Record<number, number>>): HoldingsChangedV1 =>
  HoldingsChangedV1.of({
    version: ++version,
    run: randomUUID(),
    participant,
    holdings: Object.entries(copies).map(([at, some]) => ({
      title: id(Number(at)),
      copies: some,
      extant: some,
      onOrder: 0,
    })),
  });

interface Told {
  readonly participants: readonly {
    readonly isil: string;
    readonly knownFrom: string | null;
    readonly categories: readonly Readonly<Record<string, unknown>>[] | null;
    readonly unknown: Readonly<Record<string, unknown>> | null;
    readonly requested: unknown;
  }[];
}

async function asked(query: string, as = owner): Promise<Answer & { body: Record<string, unknown> & Partial<Told> }> {
  return request(coverage, 'GET', `/coverage/statutory?${query}`, { as });
}

/**
 * Of a participant, by category: titles/copies, added and withdrawn in the same way, without these where none is known;
 * what counts nothing is left out.
 */
async function figures(of: string, query = 'year=2026'): Promise<Record<string, string>> {
  const { body } = await asked(query);
  const theirs = body.participants?.find(({ isil }) => isil === of)?.categories ?? [];
  return Object.fromEntries(
    theirs
      .map((it) => {
        const pair = (...counts: string[]): string => counts.map((one) => String(it[one])).join('/');
        const came = pair('addedTitles', 'addedCopies');
        const went = pair('withdrawnTitles', 'withdrawnCopies');
        const flows = came === 'null/null' && went === 'null/null' ? '' : ` +${came} -${went}`;
        return [String(it['category']), `${pair('titles', 'copies')}${flows}`];
      })
      .filter(([, said]) => !['0/0', '0/0 +0/0 -0/0'].includes(said!)),
  ) as Record<string, string>;
}

const KINDS: Readonly<Record<number, Kind>> = {
  1: ['youth', 'fiction'],
  2: ['youth', 'non-fiction'],
  3: ['adult', 'fiction'],
  4: ['adult', 'non-fiction'],
  5: ['adult', 'fiction', 'e-book'],
  6: ['youth', null, 'score'],
  7: ['youth', null],
  8: ['adult', null],
  9: ['unknown', 'fiction'],
  10: ['unknown', 'non-fiction'],
  11: ['unknown', null],
};

describe('what libraries report each year', () => {
  it('has each title in one category, with a plan and without, and guesses nothing', async () => {
    const everything = Object.fromEntries(Object.keys(KINDS).map((at) => [at, 2]));
    await coverage.hear(titles(KINDS), holdings(A, everything));
    expect(await figures(A)).toEqual({
      'youth-fiction': '1/2',
      'youth-non-fiction': '1/2',
      'adult-fiction': '1/2',
      'adult-non-fiction': '1/2',
      other: '2/4',
      'youth-unknown': '1/2',
      'adult-unknown': '1/2',
      'unknown-fiction': '1/2',
      'unknown-non-fiction': '1/2',
      'unknown-unknown': '1/2',
    });
    const { body } = await asked('year=2026');
    expect(body.participants?.find(({ isil }) => isil === A)?.unknown).toMatchObject({ titles: 5, copies: 10 });
  });

  it('tells what came and went in the year after the first delivery, and by whom', async () => {
    await coverage.hear(titles(KINDS), holdings(A, { 1: 1, 3: 2 }));
    coverage.clock.moveTo('2026-06-03');
    await coverage.hear(holdings(A, { 1: 3, 2: 1, 3: 0 }), holdings(B, { 4: 1 }));
    expect(await figures(B)).toEqual({ 'adult-non-fiction': '1/1' });
    coverage.clock.moveTo('2027-02-01');
    await coverage.hear(holdings(A, { 2: 0, 4: 5 }));
    expect(await figures(A)).toEqual({
      'youth-fiction': '1/3 +0/2 -0/0',
      'youth-non-fiction': '1/1 +1/1 -0/0',
      'adult-fiction': '0/0 +0/0 -1/2',
    });
    expect(await figures(B)).toEqual({ 'adult-non-fiction': '1/1 +0/0 -0/0' });
    expect(await figures(A, 'year=2027')).toEqual({
      'youth-fiction': '1/3 +0/0 -0/0',
      'youth-non-fiction': '0/0 +0/0 -1/1',
      'adult-non-fiction': '1/5 +1/5 -0/0',
    });
  });

  it('counts a title elsewhere once its record says what it is, which is nothing that came or went', async () => {
    await coverage.hear(titles({ 1: ['youth', null] }), holdings(A, { 1: 2 }));
    coverage.clock.moveTo('2026-06-03');
    await coverage.hear(titles({ 1: ['youth', 'fiction'] }));
    expect(await figures(A)).toEqual({ 'youth-fiction': '1/2 +0/0 -0/0' });
  });

  it('says nothing of a year before the data, and of who never delivered', async () => {
    await coverage.hear(titles(KINDS), holdings(A, { 1: 1 }));
    const before = await asked('year=2025');
    expect(before.body.participants?.map(({ categories }) => categories)).toEqual([null, null]);
    const { body } = await asked('year=2026');
    expect(body.participants?.map(({ isil, categories }) => [isil, categories === null])).toEqual([
      [B, true],
      [A, false],
    ]);
  });

  it('is right without agreements, and then says nothing of requests', async () => {
    await coverage.hear(titles(KINDS), holdings(A, { 1: 1 }));
    const { body } = await asked(`year=2026&participant=${A}`);
    expect(body.participants).toMatchObject([{ isil: A, requested: null }]);
  });

  it('is of the own participant for a collection manager, and of all for the plan owner', async () => {
    expect(await asked(`year=2026&participant=${A}`, manager)).toMatchObject({ status: 200 });
    expect(await asked('year=2026', manager)).toMatchObject({ status: 409, body: { code: 'report.whose' } });
    const other = await asked(`year=2026&participant=${B}`, manager);
    expect(other.status).not.toBe(200);
    expect(await request(coverage, 'GET', '/coverage/statutory?year=2026')).toMatchObject({ status: 401 });
  });

  it.each([
    ['year=2027', 409, 'report.period'],
    ['year=x', 422, 'request.invalid'],
    ['', 422, 'request.invalid'],
    ['year=2026&participant=NL-0899999999', 404, 'participant.unknown'],
  ])("says what is wrong with '%s'", async (query, status, code) => {
    expect(await asked(query)).toMatchObject({ status, body: { code } });
  });

  it('is a PDF, a spreadsheet and a CSV, which say the same', async () => {
    await coverage.hear(titles(KINDS), holdings(A, { 1: 1, 8: 3 }));
    const sheets = await sheetsOf(await file('format=xlsx'));
    expect(sheets['Bezit en aanschaf']?.find(([name]) => name === 'Jeugd, fictie')?.slice(1)).toEqual([
      '1',
      '1',
      '–',
      '–',
      '–',
      '–',
    ]);
    expect(sheets['Bezit en aanschaf']?.at(-1)?.slice(0, 3)).toEqual(['Totaal', '2', '4']);
    expect(sheets['Exemplaren per deelnemer']?.find(([name]) => name === 'Rivierdal')?.at(-2)).toBe('3');
    const about = sheets['Over dit rapport']?.flat().join(' ');
    expect(about).toContain('van 3 van de 4 exemplaren');
    expect(about).toContain('Uitleningen: niet bekend');
    expect(about).toContain('niet bekend van: Nieuwland');
    const csv = (await file('format=csv')).toString();
    expect(csv).toContain(`${A};Rivierdal`);
    expect(csv).toMatch(/;youth-fiction;1;1;;;;;;/);
    const pdf = await getDocumentProxy(new Uint8Array(await file('format=pdf&language=en')));
    const text = (await extractText(pdf, { mergePages: true })).text.replaceAll(/\s+/g, ' ');
    expect(text).toContain('Statutory data 2026');
    expect(text).toContain('Loans: not known');
  });

  it('is verified: a counter of a category that is wrong is no longer what the rows come to', async () => {
    await coverage.hear(titles(KINDS), holdings(A, { 1: 1 }));
    const differing = async (): Promise<number> => {
      const [row] = await coverage.em.execute<{ n: number }[]>(
        `select count(*)::int as n from (
           (select profile, participant, titles, copies, extant, on_order from participant_statistics where titles <> 0)
           except (${COUNTS.participant_statistics})) d`,
      );
      return row!.n;
    };
    expect(await differing()).toBe(0);
    await coverage.em.execute('update participant_statistics set copies = copies + 1 where profile = -2000000000');
    expect(await differing()).toBe(1);
  });
});

async function file(query: string): Promise<Buffer> {
  const headers = { authorization: `Bearer ${await coverage.issuer.token(owner)}` };
  const url = `/coverage/statutory/file?year=2026&${query}`;
  const answer = await coverage.app.inject({ method: 'GET', url, headers });
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['content-disposition']).toContain('wettelijke-gegevens-2026');
  return answer.rawPayload;
}
