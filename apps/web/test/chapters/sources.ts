import { describe, expect, it } from '@jest/globals';
import { freshIsbn, soon } from '../screens.ts';
import { PATIENCE, type World } from '../world.ts';

/** What is in a file, before anything of it is kept, and how the fields of its source are read. */
export function sources(world: World): void {
  describe('a source', () => {
    const mark = freshIsbn();
    const name = `uitproberen-${mark}`;
    const isbn = freshIsbn();
    const content = `id;Plaatje;titel;jaar;uitgever;exemplaren\n1${mark};${isbn};Proefdruk;2020;Bruna;2\n2${mark};;Huis;2020;Bruna;x\n`;

    it(
      'shows what is in a file and what would come of it, and keeps nothing',
      async () => {
        const { manager } = world;
        const { page } = manager;
        await manager.open('/bezit');
        await page.getByRole('textbox', { name: /^Bron/ }).fill(name);
        await page.getByRole('button', { name: 'Eerst uitproberen' }).click();
        await page.getByText('Kies eerst een bestand.').waitFor();
        await page
          .locator('input[type=file]')
          .setInputFiles({ name: 'proef.csv', mimeType: 'text/csv', buffer: Buffer.from(content) });
        await page.getByRole('button', { name: 'Eerst uitproberen' }).click();
        await page.getByRole('row', { name: /^Plaatje niet gelezen 50%/ }).waitFor();
        await page.getByRole('row', { name: /^exemplaren aantal exemplaren 100% 2 · x/ }).waitFor();
        await page.getByRole('cell', { name: /Een aantal is geen bruikbaar getal/ }).waitFor();
        await soon(async () => expect(await page.locator('.counts').innerText()).toMatch(/Afgekeurd\s+1/));
        expect(await manager.accessibilityProblems()).toEqual([]);
        await manager.open('/bezit');
        await page.getByRole('region', { name: 'Bronnen' }).getByRole('link').first().waitFor();
        expect(await page.getByRole('link', { name }).count()).toBe(0);
      },
      PATIENCE,
    );

    it(
      'reads a column as its library says, tries that out at once, and delivers the file',
      async () => {
        const { manager } = world;
        const { page } = manager;
        await page.getByRole('textbox', { name: /^Bron/ }).fill(name);
        await page
          .locator('input[type=file]')
          .setInputFiles({ name: 'proef.csv', mimeType: 'text/csv', buffer: Buffer.from(content) });
        await page.getByRole('button', { name: 'Eerst uitproberen' }).click();
        await page.getByRole('button', { name: 'Betekenis geven aan Plaatje' }).click();
        await page.getByRole('button', { name: 'Opslaan als nieuwe versie' }).click();
        await page.getByText('Vul dit in.').waitFor();
        expect(await manager.accessibilityProblems()).toEqual([]);
        await page.getByLabel('Betekent').selectOption({ label: 'ISBN' });
        await page.getByRole('button', { name: 'Opslaan als nieuwe versie' }).click();
        await page.getByText('geldt nu').waitFor();
        await page.getByRole('row', { name: /^Plaatje ISBN 50%/ }).waitFor();
        await page.getByRole('tab', { name: 'MARC 21' }).click();
        await page.getByLabel('Eigen nummer van het record').fill('wat');
        await page.getByRole('button', { name: 'Opslaan als nieuwe versie' }).click();
        await page
          .getByText(/zoals 907 \$a\.$/)
          .last()
          .waitFor();
        expect(await manager.accessibilityProblems()).toEqual([]);
        await page.getByRole('button', { name: 'Wijzigingen weggooien' }).click();
        await page.getByRole('tab', { name: 'PICA+' }).click();
        expect(await manager.accessibilityProblems()).toEqual([]);

        await page.getByRole('button', { name: 'Dit bestand leveren' }).click();
        await page.getByText(/^proef\.csv, /).waitFor();
        expect(await page.getByRole('textbox', { name: /^Bron/ }).inputValue()).toBe(name);
        await page.getByRole('button', { name: 'Leveren', exact: true }).click();
        await page.locator('.lead .mark', { hasText: 'klaar' }).waitFor();
        await manager.open(`/zoeken?q=${isbn}`);
        await page.getByRole('article', { name: 'Proefdruk' }).waitFor();
        await manager.open('/bezit');
        await page.getByRole('link', { name, exact: true }).last().click();
        await page.getByText('geldt nu').waitFor();
      },
      PATIENCE,
    );

    it(
      'goes back to what is assumed, after a question',
      async () => {
        const { manager } = world;
        const { page } = manager;
        await page.getByRole('button', { name: 'Terug naar standaard' }).click();
        const question = page.getByRole('dialog', { name: 'Terug naar een eerdere versie?' });
        await question.getByRole('button', { name: 'Hiernaar terug' }).click();
        await page.getByText('Versie 2').waitFor();
        await page.getByText('standaard', { exact: true }).waitFor();
        expect(await page.getByRole('button', { name: 'Terug naar standaard' }).count()).toBe(0);
      },
      PATIENCE,
    );
  });
}
