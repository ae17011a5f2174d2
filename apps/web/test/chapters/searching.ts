import { describe, expect, it } from '@jest/globals';
import { freshIsbn, soon } from '../screens.ts';
import { PATIENCE, type World } from '../world.ts';

/** Thirteen under one button: by number, by words however they are typed, and narrowed down. */
export function searching(world: World): void {
  describe('searching the network', () => {
    const isbn = freshIsbn();
    const hyphened = `${isbn.slice(0, 3)}-${isbn.slice(3, 12)}-${isbn.slice(12)}`;
    const title = `Kwartelkoning zingt ${isbn}`;

    it(
      'finds a title by its ISBN, with who holds it and who is responsible for its profile',
      async () => {
        const { manager } = world;
        const { page } = manager;
        await manager.deliver(
          {
            name: 'zoeken.csv',
            content: `isbn;titel;auteur;jaar;nbc;taal;exemplaren\n${isbn};${title};Wulp, Noor;2019;24.10;nl;4\n`,
          },
          `zoeken-${isbn}`,
        );
        await page
          .getByRole('navigation', { name: 'Hoofdmenu' })
          .getByRole('link', { name: 'Zoeken', exact: true })
          .click();
        await page.getByText('Nog niets gezocht').waitFor();
        await page.getByLabel('Wat zoekt u?').fill(hyphened);
        await page.keyboard.press('Enter');
        const found = page.getByRole('article', { name: title });
        await found.waitFor();
        await found.getByRole('row', { name: /Noorderveen.* 4 4 0$/ }).waitFor();
        await found.getByText(/nbc-24/).waitFor();
        await found.getByText(/Verantwoordelijk: \S/).waitFor();
        await soon(async () => expect(await page.getByRole('status').first().innerText()).toBe('1 titel gevonden'));
        await soon(async () =>
          expect(await page.getByLabel('Wat zoekt u?').evaluate((it) => it.matches(':focus'))).toBe(true),
        );
        expect(await manager.accessibilityProblems()).toEqual([]);
      },
      PATIENCE,
    );

    it(
      'forgives typing errors in the words of title and author, and is known by its address',
      async () => {
        const { manager } = world;
        const { page } = manager;
        await page.getByLabel('Wat zoekt u?').fill('kwartelkonning wulp zignt');
        await page.getByRole('button', { name: 'Zoeken' }).click();
        await page.getByRole('article', { name: title }).waitFor();
        expect(new URL(page.url()).searchParams.get('q')).toBe('kwartelkonning wulp zignt');
        await page.reload();
        await page.getByRole('article', { name: title }).waitFor();
        await page.goBack();
        await soon(async () => expect(await page.getByLabel('Wat zoekt u?').inputValue()).toBe(hyphened));
        await page.goForward();
        await soon(async () => expect(await page.getByLabel('Wat zoekt u?').inputValue()).toContain('kwartelkonning'));
      },
      PATIENCE,
    );

    it(
      'is narrowed down by notation, language and holder, and says so when nothing is left',
      async () => {
        const { manager } = world;
        const { page } = manager;
        const found = page.getByRole('article', { name: title });
        await page.getByLabel('Notatie begint met').fill('24.1');
        await page.keyboard.press('Enter');
        await soon(async () => expect(new URL(page.url()).searchParams.get('notation')).toBe('24.1'));
        await found.waitFor();
        await page.getByLabel('In bezit bij').selectOption({ label: 'Plusbibliotheek Noorderveen (demo)' });
        await found.waitFor();
        await page.getByLabel('Taal', { exact: true }).selectOption({ label: 'Duits' });
        await page.getByText('Geen titels gevonden').first().waitFor();
        expect(await manager.accessibilityProblems()).toEqual([]);
        await page.getByRole('button', { name: 'Verfijningen wissen' }).click();
        await found.waitFor();
      },
      PATIENCE,
    );

    it(
      'finds by classification alone, a page at a time',
      async () => {
        const { manager } = world;
        const { page } = manager;
        await manager.open('/zoeken?notation=24');
        await soon(async () => expect(await page.getByRole('article').count()).toBe(20));
        await page.getByRole('button', { name: 'Meer tonen' }).click();
        await soon(async () => expect(await page.getByRole('article').count()).toBe(40));
        expect(await manager.accessibilityProblems()).toEqual([]);
      },
      PATIENCE,
    );
  });
}
