import { describe, expect, it } from '@jest/globals';
import { freshIsbn, soon } from '../screens.ts';
import { PATIENCE, type World } from '../world.ts';

/** How complete delivered records are, and which of them to mend. */
export function metadataQuality(world: World): void {
  describe('metadata quality', () => {
    const mark = freshIsbn();
    const source = `kwaliteit-${mark}`;

    it(
      'is measured after a delivery, and leads to the records to mend',
      async () => {
        const { manager } = world;
        const { page } = manager;
        const content = `id;isbn;titel;jaar;uitgever;nbc;exemplaren\nk1;${mark};Volledig;2020;Bruna;24.10;1\nk2${mark};;Zonder nummer ${mark};;;;1\n`;
        await manager.deliver({ name: 'kwaliteit.csv', content }, source);
        await soon(async () => {
          await manager.open('/metadatakwaliteit');
          await page.getByRole('row', { name: new RegExp(`${source} 2 50% 50% 50%`) }).waitFor({ timeout: 3_000 });
        });
        expect(await manager.accessibilityProblems()).toEqual([]);
        await page.getByRole('button', { name: /^Met nummer/ }).click();
        await soon(async () =>
          expect(await page.getByRole('columnheader', { name: /^Met nummer/ }).getAttribute('aria-sort')).toBe(
            'ascending',
          ),
        );
        await page.getByRole('link', { name: source }).click();
        await page.getByRole('heading', { level: 1, name: new RegExp(`^${source} van `) }).waitFor();
        const list = page.getByRole('table', { name: 'Records om te verbeteren' });
        await list.getByText(`k2${mark}`).waitFor();
        expect(await list.getByText('k1', { exact: true }).count()).toBe(0);
        await page
          .getByRole('button', { name: 'vaker in deze bron' })
          .or(page.getByText('vaker in deze bron'))
          .first()
          .waitFor();
        await page.getByLabel('Toon records').selectOption({ label: 'zonder NBC' });
        await soon(async () => expect(new URL(page.url()).searchParams.get('lijst')).toBe('nbc'));
        await list.getByText(`k2${mark}`).waitFor();
        await page
          .getByRole('table', { name: 'Verloop per levering' })
          .getByRole('cell', { name: '50%' })
          .first()
          .waitFor();
        expect(await manager.accessibilityProblems()).toEqual([]);
        await list.getByRole('link', { name: `Zonder nummer ${mark}` }).click();
        await page.getByRole('heading', { level: 1, name: `Zonder nummer ${mark}` }).waitFor();
      },
      PATIENCE,
    );

    it(
      'comes as files',
      async () => {
        const { owner } = world;
        await owner.open('/metadatakwaliteit');
        const saved = owner.page.waitForEvent('download');
        await owner.page.getByRole('link', { name: 'Cijfers downloaden' }).click();
        expect((await saved).suggestedFilename()).toBe('metadatakwaliteit.csv');
      },
      PATIENCE,
    );
  });
}
