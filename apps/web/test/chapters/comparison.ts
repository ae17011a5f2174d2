import { describe, expect, it } from '@jest/globals';
import { freshIsbn, soon } from '../screens.ts';
import { PATIENCE, type World } from '../world.ts';

/** What two libraries have, side by side. */
export function comparison(world: World): void {
  describe('comparing holdings', () => {
    it(
      'lists what the one has and the other has not, and leads to the title',
      async () => {
        const { manager } = world;
        const { page } = manager;
        const isbn = freshIsbn();
        const content = `isbn;titel;jaar;uitgever;exemplaren\n${isbn};Alleen hier ${isbn};2020;Bruna;2\n`;
        await manager.deliver({ name: 'alleen.csv', content }, `alleen-${isbn}`);
        await manager.open('/deelnemers');
        await page.getByRole('link', { name: 'Bezit vergelijken' }).click();
        await page.getByText('Kies twee deelnemers').waitFor();
        await page.getByLabel('Vergelijk met').selectOption({ label: 'Plusbibliotheek Lindeburg (demo)' });
        await page.getByRole('tab', { name: 'Alleen Plusbibliotheek Noorderveen (demo)' }).waitFor();
        await soon(async () => expect(await page.locator('.counts').innerText()).toMatch(/Allebei\s+[1-9]/));
        expect(await manager.accessibilityProblems()).toEqual([]);
        await page.getByRole('tab', { name: 'Allebei' }).click();
        await page.getByRole('table', { name: 'Titels' }).getByRole('row').nth(1).waitFor();
        expect(new URL(page.url()).searchParams.get('wat')).toBe('both');
        await page.getByRole('tab', { name: 'Alleen Plusbibliotheek Noorderveen (demo)' }).click();
        const saved = page.waitForEvent('download');
        await page.getByRole('link', { name: 'Lijst downloaden' }).click();
        expect((await saved).suggestedFilename()).toMatch(/^vergelijking-NL-\d+-NL-\d+\.csv$/);
        await page.getByLabel('Vergelijk met').selectOption({ label: 'Plusbibliotheek Noorderveen (demo)' });
        await page.getByText('Kies twee verschillende deelnemers.').waitFor();
        expect(await manager.accessibilityProblems()).toEqual([]);
      },
      PATIENCE,
    );
  });
}
