import { describe, expect, it } from '@jest/globals';
import { freshIsbn, soon } from '../screens.ts';
import { PATIENCE, type World } from '../world.ts';

const HEAD = 'id,titel,jaar,uitgever,nbc,exemplaren';

/** From a file on somebody's disk to holdings, or not. */
export function deliveries(world: World): void {
  describe('a delivery', () => {
    it(
      'takes in a file and shows how it goes',
      async () => {
        const { manager } = world;
        const mark = freshIsbn();
        const rows = Array.from({ length: 400 }, (_, row) => `w${mark}-${row},Titel ${row},2020,Uitgeverij,24.10,1`);
        const content = [HEAD, ...rows, `x${mark},,2020,,24.10,1`].join('\n');
        const seen = await manager.deliver({ name: `bezit-${mark}.csv`, content }, `proef-${mark}`);
        expect(seen.at(-1)).toBe('klaar');
        await soon(async () => expect(await manager.page.locator('.counts').innerText()).toMatch(/Afgekeurd\s+1/));
        await manager.page.getByRole('heading', { name: 'Afgekeurde records' }).waitFor();
        await soon(async () => expect(await manager.page.locator('tbody tr').count()).toBe(1));
      },
      PATIENCE,
    );

    it(
      'removes what a delete list names, and says which numbers it does not know',
      async () => {
        const { manager } = world;
        const mark = freshIsbn();
        const rows = Array.from({ length: 40 }, (_, row) => `d${mark}-${row},Titel ${row},2020,Uitgeverij,24.10,1`);
        await manager.deliver({ name: `bezit-${mark}.csv`, content: [HEAD, ...rows].join('\n') }, `lijst-${mark}`);
        const list = { name: `weg-${mark}.txt`, content: [`d${mark}-1`, `d${mark}-2`, 'onbekend'].join('\n') };
        const seen = await manager.deliver(list, `lijst-${mark}`, 'Een verwijderlijst');
        expect(seen.at(-1)).toBe('klaar');
        await soon(async () => expect(await manager.page.locator('.counts').innerText()).toMatch(/Verwijderd\s+2/));
        await manager.page.getByRole('heading', { name: 'Nummers die uw bron niet heeft' }).waitFor();
        await manager.page.getByRole('cell', { name: /^Deze bron heeft geen record met dit nummer/ }).waitFor();
        expect(await manager.accessibilityProblems()).toEqual([]);
      },
      PATIENCE,
    );

    it(
      'can be undone, after a question that says what goes and what comes back, and that can be undone too',
      async () => {
        const { manager } = world;
        const { page } = manager;
        const mark = freshIsbn();
        const line = (row: number, copies: number): string =>
          `u${mark}-${row},Titel ${row},2020,Uitgeverij,24.10,${copies}`;
        await manager.deliver({ name: `eerst-${mark}.csv`, content: [HEAD, line(1, 1)].join('\n') }, `terug-${mark}`);
        const second = [HEAD, line(1, 5), line(2, 1)].join('\n');
        await manager.deliver({ name: `daarna-${mark}.csv`, content: second }, `terug-${mark}`);
        await page.getByRole('button', { name: 'Ongedaan maken' }).click();
        const question = page.getByRole('dialog', { name: 'Levering ongedaan maken?' });
        await question.getByText(/1 nieuwe records verdwijnen, 1 gewijzigde en 0 verwijderde komen terug/).waitFor();
        expect(await manager.accessibilityProblems()).toEqual([]);
        await question.getByRole('button', { name: 'Ongedaan maken' }).click();
        await page.getByRole('heading', { level: 1, name: `Ongedaan gemaakt: terug-${mark}` }).waitFor();
        await page.locator('.lead .mark', { hasText: 'klaar' }).waitFor();
        await soon(async () => expect(await page.locator('.counts').innerText()).toMatch(/Verwijderd\s+1/));
        expect(await manager.accessibilityProblems()).toEqual([]);
        await page.getByRole('link', { name: 'Bekijk die' }).click();
        await page.getByText('Deze levering is later ongedaan gemaakt.').waitFor();
        expect(await page.getByRole('button', { name: 'Ongedaan maken' }).count()).toBe(0);
        await page.getByRole('link', { name: 'Bekijk die' }).click();
        await page.getByRole('button', { name: 'Ongedaan maken' }).waitFor();
      },
      PATIENCE,
    );

    it(
      'says in the language of the reader why a whole file could not be taken in',
      async () => {
        const { manager } = world;
        const mark = freshIsbn();
        await manager.send({ name: `fout-${mark}.csv`, content: 'naam;prijs\n1;2\n' }, `fout-${mark}`);
        const alert = manager.page.getByRole('alert');
        await alert.getByText(/^In de eerste regel staan geen kolommen waaraan we titels herkennen/).waitFor();
        await soon(async () => expect(await alert.locator('[lang=en]').innerText()).toContain('naam, prijs'));
        expect(await manager.accessibilityProblems()).toEqual([]);
      },
      PATIENCE,
    );

    it(
      'can be stopped while it is being read, after a question, and then changes nothing',
      async () => {
        const { manager } = world;
        const mark = freshIsbn();
        const rows = Array.from({ length: 80_000 }, (_, row) => `s${mark}-${row},Titel ${row},2020,Uitgeverij,24.10,1`);
        const name = `stop-${mark}.csv`;
        await manager.send({ name, content: [HEAD, ...rows].join('\n') }, `stop-${mark}`);
        const { page } = manager;
        await page.getByRole('button', { name: 'Levering stoppen' }).click();
        const question = page.getByRole('dialog', { name: 'Deze levering stoppen?' });
        await soon(async () => expect(await question.innerText()).toContain('Uw bezit blijft zoals het was'));
        await question.getByRole('button', { name: 'Levering stoppen' }).click();
        await page.locator('.lead .mark', { hasText: 'gestopt' }).waitFor();
        await page.getByText('Deze levering is gestopt.').waitFor();
        await soon(async () => expect(await page.locator('.counts').innerText()).toMatch(/Nieuw\s+0\b/));
        await soon(async () => expect(await page.getByRole('button', { name: 'Levering stoppen' }).count()).toBe(0));
        expect(await manager.accessibilityProblems()).toEqual([]);
      },
      PATIENCE,
    );
  });
}
