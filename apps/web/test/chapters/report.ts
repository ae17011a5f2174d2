import { describe, expect, it } from '@jest/globals';
import { PATIENCE, type World } from '../world.ts';

/** How the plan was met, to be taken home. */
export function report(world: World): void {
  describe('the coverage report', () => {
    it(
      'is downloaded of a year, of the plan period or of other days, as PDF or for a spreadsheet',
      async () => {
        const { manager } = world;
        const { page } = manager;
        await manager.open('/dekking');
        await page.getByRole('link', { name: 'Rapport' }).click();
        await page.getByRole('heading', { level: 1, name: 'Dekkingsrapport' }).waitFor();
        expect(await manager.accessibilityProblems()).toEqual([]);
        const year = new Date().getUTCFullYear();
        expect(await kindOf('PDF')).toMatchObject({ type: 'application/pdf', start: '%PDF', name: `${year}-01-01` });
        await page.getByLabel('Over welke periode').selectOption({ label: 'Een andere periode' });
        expect(await page.getByRole('link', { name: 'PDF', exact: true }).count()).toBe(0);
        await page.getByLabel('Van').fill(`01-03-${year}`);
        await page.getByLabel('Tot en met').fill(`01-02-${year}`);
        await page.getByText('De eerste dag ligt na de laatste.').waitFor();
        expect(await manager.accessibilityProblems()).toEqual([]);
        await page.getByLabel('Tot en met').fill(`01-04-${year}`);
        expect(await kindOf('Excel (XLSX)')).toMatchObject({ start: 'PK', name: `${year}-03-01-${year}-04-01` });

        async function kindOf(link: string): Promise<{ type: string; start: string; name: string }> {
          const href = (await page.getByRole('link', { name: link, exact: true }).getAttribute('href')) ?? '';
          const answer = await page.request.get(new URL(href, page.url()).href);
          const { 'content-type': type = '', 'content-disposition': disposition = '' } = answer.headers();
          const name = /dekking-([\d-]+)\./.exec(disposition)?.[1] ?? '';
          const start = (await answer.body()).toString('latin1', 0, link === 'PDF' ? 4 : 2);
          return { type, start, name: link === 'PDF' ? name.slice(0, 10) : name };
        }
      },
      PATIENCE,
    );

    it(
      'tells what libraries report each year, of the own participant, with what is not known',
      async () => {
        const { manager } = world;
        const { page } = manager;
        await manager.open('/rapport');
        const section = page.getByRole('region', { name: 'Wettelijke gegevens' });
        await section.getByLabel('Over welk jaar').selectOption(String(new Date().getUTCFullYear()));
        const all = section.getByRole('row', { name: /^Totaal/ }).getByRole('cell');
        const copies = Number((await all.nth(1).innerText()).replaceAll('.', ''));
        expect(copies).toBeGreaterThan(0);
        await section.getByText('Uitleningen: niet bekend.').waitFor();
        await section.getByText(/^Aangevraagd bij andere organisaties: [\d.]+ geleverd/).waitFor();
        expect(await manager.accessibilityProblems()).toEqual([]);
        const href = await section.getByRole('link', { name: 'Wettelijke gegevens als CSV' }).getAttribute('href');
        const file = await page.request.get(new URL(href ?? '', page.url()).href);
        const counted = (await file.text()).split('\n').find((line) => line.includes(';all;'));
        expect(counted?.split(';')[8]).toBe(String(copies));
      },
      PATIENCE,
    );
  });
}
