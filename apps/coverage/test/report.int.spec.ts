import {
  AgreementChangedV1,
  HoldingsChangedV1,
  ParticipantChangedV1,
  TitlesChangedV1,
  type TitleState,
} from '#libs/contracts';
import { sheetsOf } from '#libs/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { extractText, getDocumentProxy } from 'unpdf';
import { type Person, request } from './calling.ts';
import { EXAMPLE_PLAN, RunningCoverage } from './running.ts';

const [A, B] = ['NL-0800000001', 'NL-0800000002'] as const;
const manager: Person = { roles: ['collection-manager'], participant: A };
const TITLE = '1000000000000000001';

let coverage: RunningCoverage;

beforeAll(async () => {
  coverage = await RunningCoverage.start();
}, 120_000);

afterAll(() => coverage.stop());

beforeEach(() => coverage.forget());

interface Given {
  readonly plan?: string;
  /** What the title that has no NBC has instead. */
  readonly outside?: TitleState['classifications'];
}

const CROSSWALK = `${EXAMPLE_PLAN}
crosswalks:
  - { from: ddc, to: nbc, rules: "784..785;24.50\\n9;15" }
  - { from: siso, to: nbc, rules: "78;24" }
`;

/** Two participants of which one collects music, on 1 June 2026; nobody does anything else. */
async function given({ plan = EXAMPLE_PLAN, outside = [] }: Given = {}): Promise<void> {
  await coverage.adopt(plan);
  await coverage.hear(
    ParticipantChangedV1.of({ isil: A, version: 1, name: 'Rivierdal', kind: 'library', from: '2020-01-01' }),
    ParticipantChangedV1.of({ isil: B, version: 1, name: 'Nieuwland', kind: 'library', from: '2020-01-01' }),
    TitlesChangedV1.of({
      version: 1,
      run: '11111111-0000-4000-8000-000000000001',
      titles: [
        {
          id: TITLE,
          keys: [TITLE],
          title: 'Een',
          material: 'book',
          language: 'dut',
          audience: 'adult',
          classifications: [{ scheme: 'nbc', notation: '24.10' }],
        },
        {
          id: '1000000000000000002',
          keys: [],
          title: 'Buiten alles',
          material: 'book',
          language: 'dut',
          audience: 'adult',
          classifications: outside,
        },
      ],
    }),
    HoldingsChangedV1.of({
      version: 1,
      run: '11111111-0000-4000-8000-000000000001',
      participant: A,
      holdings: [
        { title: TITLE, copies: 1, extant: 1, onOrder: 0 },
        { title: '1000000000000000002', copies: 1, extant: 1, onOrder: 0 },
      ],
    }),
    agreement(1, '2026-12-31'),
  );
}

function agreement(version: number, to: string): AgreementChangedV1 {
  return AgreementChangedV1.of({
    agreement: '22222222-0000-4000-8000-000000000001',
    version,
    participant: A,
    profile: 'muziek',
    activity: 'collect',
    level: '3b',
    from: '2026-01-01',
    to,
    titles: 10,
    copies: 10,
    plan: '33333333-0000-4000-8000-000000000001',
    named: [],
  });
}

async function file(query: string, as = manager): Promise<Buffer> {
  const token = await coverage.issuer.token(as);
  const headers = { authorization: `Bearer ${token}` };
  const answer = await coverage.app.inject({ method: 'GET', url: `/coverage/report?${query}`, headers });
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['content-disposition']).toMatch(/dekking-.*\.(pdf|xlsx)/);
  return answer.rawPayload;
}

async function sheets(query: string): Promise<Record<string, string[][]>> {
  return sheetsOf(await file(`format=xlsx&${query}`));
}

const rowOf = (rows: readonly string[][] | undefined, first: string): string[] | undefined =>
  rows?.find(([cell]) => cell === first);

describe('a coverage report', () => {
  it('tells for each target who is responsible, how many titles there are, and what is missing', async () => {
    await given();
    const { Profielen, Deelnemers, 'Over dit rapport': about } = await sheets('');
    expect(Profielen?.slice(0, 3)).toEqual([
      [
        'Profiel',
        'Activiteit',
        'Streefniveau',
        'Deelnemers',
        'Verantwoordelijk',
        'Titels',
        'Via concordantie',
        'Toegevoegd',
        'Afgevoerd',
        'Lacunes',
      ],
      ['muziek Muziekwetenschap', 'verzamelen', '3b', '2–4', 'Rivierdal (3b)', '1', '0', '0', '0', expect.any(String)],
      ['muziek Muziekwetenschap', 'bewaren', '3a', '1', 'niemand', '1', '0', '0', '0', expect.any(String)],
    ]);
    expect(rowOf(Profielen, 'jeugd Jeugdliteratuur')?.[3]).toBe('–');
    expect(rowOf(Deelnemers, 'Rivierdal')?.slice(1, 5)).toEqual([A, 'nog niets geleverd', '1', '1']);
    expect(rowOf(Deelnemers, 'Nieuwland')?.slice(1, 5)).toEqual([B, 'nog niets geleverd', '0', '0']);
    expect(about?.flat().join(' ')).toContain('1 titels vallen in geen enkel profiel');
    expect(about?.flat().join(' ')).toContain('1 jan 2026 tot en met 1 jun 2026');
  });

  it('tells of each profile how many of its titles are there by a crosswalk alone, and which crosswalks those are', async () => {
    await given({ plan: CROSSWALK, outside: [{ scheme: 'ddc', notation: '785.1' }] });
    const { Profielen, 'Over dit rapport': about = [] } = await sheets('');
    expect(rowOf(Profielen, 'muziek Muziekwetenschap')?.slice(5, 7)).toEqual(['2', '1']);
    expect(rowOf(Profielen, 'jeugd Jeugdliteratuur')?.slice(5, 7)).toEqual(['0', '0']);
    const text = about.flat().join(' ');
    expect(text).toContain(
      'van DDC naar NBC (2 regels); van SISO naar NBC (1 regel). Zij horen bij versie 1 van het plan',
    );
    expect(text).toContain('1 titels vallen alleen via een concordantie in een profiel');
    const { 'About this report': english = [] } = await sheets('language=en');
    expect(english.flat().join(' ')).toContain('from DDC to NBC (2 rules); from SISO to NBC (1 rule)');
    expect(english.flat().join(' ')).toContain('1 titles fall in a profile by a crosswalk alone');
    const pdf = await getDocumentProxy(new Uint8Array(await file('format=pdf')));
    const read = (await extractText(pdf, { mergePages: true })).text.replaceAll(/\s+/g, ' ');
    expect(read).toContain('Via concordantie');
    expect(read).toContain('van DDC naar NBC (2 regels)');
  });

  it('says so when the plan has no crosswalk', async () => {
    await given({ outside: [{ scheme: 'ddc', notation: '785.1' }] });
    const { Profielen, 'Over dit rapport': about = [] } = await sheets('');
    expect(rowOf(Profielen, 'muziek Muziekwetenschap')?.slice(5, 7)).toEqual(['1', '0']);
    expect(about.flat().join(' ')).toContain('Het plan gebruikt geen concordantie');
  });

  it('counts flags before, in and after the period, by their history', async () => {
    await given();
    const [open] = await coverage.em.execute<{ open: number }[]>(
      `select count(*)::int as open from flag where kind = 'gap.redundancy' and cleared_at is null`,
    );
    expect(open?.open).toBeGreaterThan(0);
    await coverage.newDay('2027-02-01');
    const kinds = async (query: string): Promise<Record<string, number[]>> => {
      const { 'Signaleringen per soort': rows = [] } = await sheets(query);
      return Object.fromEntries(rows.slice(1).map(([kind = '', ...numbers]) => [kind, numbers.map(Number)]));
    };
    // The agreement ended with 2026: what was too few then is nobody in 2027.
    const year = await kinds('from=2026-01-01&to=2026-12-31');
    const next = await kinds('from=2027-01-01&to=2027-12-31');
    const both = await kinds('from=2026-01-01&to=2027-12-31');
    expect(year['Te weinig deelnemers']?.[1]).toBeGreaterThan(0);
    for (const [kind, [before = 0, raised = 0, cleared = 0, after = 0]] of Object.entries(year)) {
      expect(before).toBe(0);
      expect(after).toBe(before + raised - cleared);
      expect(next[kind]?.[0]).toBe(after);
      expect(both[kind]?.[3]).toBe(next[kind]?.[3]);
    }
    const flags = await coverage.em.execute<{ kind: string; open: number }[]>(
      `select kind, count(*)::int as open from flag where cleared_at is null group by kind`,
    );
    const total = flags.reduce((sum, it) => sum + it.open, 0);
    expect(Object.values(both).reduce((sum, [, , , after = 0]) => sum + after, 0)).toBe(total);
    const { 'Open signaleringen': listed } = await sheets('');
    expect(listed).toHaveLength(1 + total);
  });

  it('is a PDF that everyone can read, in Dutch or English', async () => {
    await given();
    const nl = await getDocumentProxy(new Uint8Array(await file('format=pdf')));
    const text = (await extractText(nl, { mergePages: true })).text.replaceAll(/\s+/g, ' ');
    expect(text).toContain('Dekkingsrapport bij Voorbeeld van een collectieplan');
    expect(text).toContain('Rivierdal (3b)');
    expect(text).toMatch(/Pagina 1 van \d/);
    const en = await getDocumentProxy(
      new Uint8Array(await file('format=pdf&language=en&from=2026-01-01&to=2026-03-31')),
    );
    const english = (await extractText(en, { mergePages: true })).text.replaceAll(/\s+/g, ' ');
    expect(english).toContain('For the period from 1 Jan 2026 to 31 Mar 2026.');
    expect(english).toContain('Musicology');
  });

  it.each([
    ['format=csv', 422, 'request.invalid'],
    ['format=pdf&from=2026', 422, 'request.invalid'],
    ['format=pdf&from=2026-05-01&to=2026-04-30', 409, 'report.period'],
    ['format=pdf&from=2027-01-01&to=2027-12-31', 409, 'report.period'],
    ['format=pdf&from=2026-02-30', 400, 'day.malformed'],
  ])('says what is wrong with %s', async (query, status, code) => {
    await given();
    expect(await request(coverage, 'GET', `/coverage/report?${query}`, { as: manager })).toMatchObject({
      status,
      body: { code },
    });
  });

  it('needs a plan in force, and somebody who is known', async () => {
    expect(await request(coverage, 'GET', '/coverage/report?format=pdf', { as: manager })).toMatchObject({
      status: 404,
      body: { code: 'collection-plan.unknown' },
    });
    expect(await request(coverage, 'GET', '/coverage/report?format=pdf')).toMatchObject({ status: 401 });
  });
});
