import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { extractText, getDocumentProxy } from 'unpdf';
import { accepted, ADOPTED, knowProfiles, PROPOSAL, registerBoth } from './given.ts';
import { NIEUWLAND, nieuwland, planOwner, rivierdal, RunningAgreements, START } from './running.ts';

interface Tagged {
  readonly role?: string;
  readonly children?: readonly Tagged[];
}

let service: RunningAgreements;

beforeAll(async () => {
  service = await RunningAgreements.start();
}, START);

afterAll(async () => {
  await service.stop();
});

beforeEach(async () => {
  await service.em.execute('truncate participant, acquisition_plan, agreement, collection_plan cascade');
  await registerBoth(service);
  await knowProfiles(service);
});

/** The document, read back by another library than the one that wrote it. */
async function read(query = '') {
  const file = await service.bytes(`/convenant.pdf${query}`, rivierdal);
  return getDocumentProxy(new Uint8Array(file));
}

async function textOf(query = ''): Promise<string> {
  return (await extractText(await read(query), { mergePages: true })).text.replaceAll(/\s+/g, ' ');
}

async function acceptFor(from: string, to: string): Promise<void> {
  const [line] = PROPOSAL.lines;
  const body = { participant: NIEUWLAND, name: 'Nieuwland', from, to, lines: [{ ...line, retainUntil: 'indefinite' }] };
  const { id } = await service.done('POST', '/acquisition-plans', { as: nieuwland, body });
  await service.done('POST', `/acquisition-plans/${String(id)}/submit`, { as: nieuwland, body: {} });
  await service.done('POST', `/acquisition-plans/${String(id)}/accept`, { as: planOwner, body: {} });
}

/** More agreements than go on a few pages: 122 of one participant. */
async function acceptMany(): Promise<void> {
  await accepted(service);
  await service.em.execute(
    `insert into agreement select * from (
       select (jsonb_populate_record(agreement, jsonb_build_object(
                'id', gen_random_uuid(), 'line', gen_random_uuid(), 'profile', profile || ' ' || number))).*
         from agreement, generate_series(1, 60) number) copies`,
  );
}

function roles({ role, children = [] }: Tagged): string[] {
  return [...(role === undefined ? [] : [role]), ...children.flatMap(roles)];
}

describe('the joint agreement of a plan period', () => {
  it('has every agreement, under the name of its participant', async () => {
    await accepted(service);
    await acceptFor('2028-01-01', '2028-06-30');
    const text = await textOf();
    expect(text).toContain('Convenant bij Gezamenlijk Collectieplan');
    expect(text).toContain('over de periode van 1 jan 2025 tot en met 31 dec 2028');
    expect(text).toContain('Afspraken: 3. Deelnemers: 2.');
    expect(text).toMatch(
      /Bibliotheek Nieuwland \(NL-0800020000\).*muziek Muziek verzamelen 3b 4 12 \/ 20 onbeperkt 1 jan 2028 t\/m 30 jun 2028/,
    );
    expect(text).toMatch(
      /Bibliotheek Rivierdal \(NL-0800010000\).*muziek Muziek verzamelen 3b 4 .*talen Talen beschikbaar stellen 2 –/,
    );
    expect(text.indexOf('Nieuwland (')).toBeLessThan(text.indexOf('Rivierdal ('));
  });

  it('leaves out what is of another period, and takes in what reaches into it', async () => {
    await acceptFor('2029-01-01', '2029-12-31');
    await expect(textOf()).resolves.toContain('Voor deze periode zijn nog geen afspraken gemaakt.');
    await acceptFor('2028-12-31', '2029-06-30');
    await expect(textOf()).resolves.toContain('Afspraken: 1.');
  });

  it('speaks English when asked', async () => {
    await accepted(service);
    const text = await textOf('?language=en');
    expect(text).toContain('Joint agreement under Gezamenlijk Collectieplan');
    expect(text).toContain('muziek Music collect');
    expect((await (await read('?language=en')).getMetadata()).info).toMatchObject({ Language: 'en-GB' });
  });

  it('can be read by everyone: title, language, headings, header cells, embedded fonts, numbered pages', async () => {
    await accepted(service);
    const pdf = await read();
    const { info } = await pdf.getMetadata();
    expect(info).toMatchObject({ Title: 'Convenant bij Gezamenlijk Collectieplan', Language: 'nl-NL' });
    await expect(pdf.getMarkInfo()).resolves.toMatchObject({ Marked: true });
    const page = await pdf.getPage(1);
    const tags = roles((await page.getStructTree()) as Tagged);
    expect(tags.filter((role) => /^H\d$/.test(role))).toEqual(['H1', 'H2']);
    expect(tags.filter((role) => role === 'TH')).toHaveLength(7 + 2);
    expect(tags.filter((role) => role === 'TR')).toHaveLength(3);
    const raw = (await service.bytes('/convenant.pdf', rivierdal)).toString('latin1');
    expect(raw).toMatch(/\/FontFile2|\/FontFile3/);
    expect(raw).not.toMatch(/\/BaseFont \/(Helvetica|Times)/);
    await expect(textOf()).resolves.toContain('Pagina 1 van 1');
  });

  it('goes on over as many pages as it takes, each with its number', async () => {
    await acceptMany();
    const pdf = await read();
    expect(pdf.numPages).toBeGreaterThan(3);
    const { text } = await extractText(pdf);
    expect(text.map((page) => /Pagina (\d+) van (\d+)/.exec(page)?.slice(1))).toEqual(
      text.map((_, page) => [String(page + 1), String(pdf.numPages)]),
    );
    expect(text.join(' ').match(/muziek \d+/g)).toHaveLength(60);
  });

  it('shows the headers of a table on every page that it reaches, and reads them aloud once', async () => {
    await acceptMany();
    const pdf = await read();
    const { text } = await extractText(pdf);
    for (const page of text) expect(page.match(/Profiel\s+Activiteit\s+AC\s+GL/g)).toHaveLength(1);
    const { items } = await (await pdf.getPage(2)).getTextContent();
    const heights = items.flatMap((it) => ('str' in it && it.str.trim() !== '' ? [Math.round(it.transform[5])] : []));
    const [headers = 0, ...rows] = new Set(heights);
    expect(heights.filter((height) => height === headers)).toHaveLength(7);
    expect(headers - Math.max(...rows)).toBeGreaterThan(15);
    const tags = roles((await (await pdf.getPage(1)).getStructTree()) as Tagged);
    expect(tags.filter((role) => role === 'TH')).toHaveLength(7 + 122);
  });

  it('is of the plan that is named, and of none that is not known', async () => {
    await expect(textOf(`?plan=${ADOPTED.plan}`)).resolves.toContain('Gezamenlijk Collectieplan');
    for (const query of ['?plan=elders', '?language=fy']) {
      const { status } = await service.request('GET', `/convenant.pdf${query}`, { as: rivierdal });
      expect(status).toBeGreaterThanOrEqual(400);
    }
    await service.em.execute('truncate collection_plan');
    await expect(service.request('GET', '/convenant.pdf', { as: rivierdal })).resolves.toMatchObject({
      status: 404,
      body: { code: 'collection-plan.unknown' },
    });
  });
});
