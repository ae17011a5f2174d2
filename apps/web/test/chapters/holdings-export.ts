import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { freshIsbn } from '../screens.ts';
import { PATIENCE, type World } from '../world.ts';

/** What a library has, on its way out again. */
export function holdingsExport(world: World): void {
  describe('a file of what a library holds', () => {
    it(
      'has what it delivered, and what it promised to keep',
      async () => {
        const { manager } = world;
        const { page } = manager;
        const isbn = freshIsbn();
        const content = `id;isbn;titel;jaar;uitgever;nbc;exemplaren\nu${isbn};${isbn};Uitgeschreven ${isbn};2020;Bruna;24.10;2\n`;
        await manager.deliver({ name: 'uit.csv', content }, `uit-${isbn}`);
        await manager.open('/bewaarafspraken?deel=nieuw');
        await page.getByLabel('Nummer van de titel').fill(isbn);
        await page.getByRole('textbox', { name: 'Titel', exact: true }).fill(`Uitgeschreven ${isbn}`);
        await page.getByLabel('Tot en met').fill('31-12-2040');
        await page.getByLabel('Regeling').fill('PLUS');
        await page.getByRole('button', { name: 'Vastleggen' }).click();
        await page.getByText(isbn).first().waitFor();

        await manager.open('/bezit');
        const panel = page.getByRole('region', { name: 'Bezit downloaden' });
        const fileOf = async (name: string): Promise<[name: string, text: string]> => {
          const saved = page.waitForEvent('download');
          await panel.getByRole('link', { name }).click();
          const download = await saved;
          return [download.suggestedFilename(), await readFile(await download.path(), 'utf8')];
        };
        const [listName, list] = await fileOf('CSV');
        expect(listName).toMatch(/^bezit-NL-\d+\.csv$/);
        expect(list.split('\r\n').find((line) => line.includes(isbn))).toMatch(/;2;2;0;;;;2040-12-31;PLUS$/);
        const [marcName, marc] = await fileOf('MARC 21');
        expect(marcName).toMatch(/\.mrc$/);
        const record = marc.split('\u001D').find((it) => it.includes(isbn));
        expect(record).toContain('committed to retain');
        expect(record?.split('\u001F').filter((it) => /^t\d/.test(it))).toHaveLength(2);
        expect(await manager.accessibilityProblems()).toEqual([]);
      },
      PATIENCE,
    );
  });
}
