import { describe, expect, it } from '@jest/globals';
import { soon } from '../screens.ts';
import { PATIENCE, type World } from '../world.ts';

interface Plans {
  readonly items: readonly { readonly code: string; readonly version: number }[];
}

/** What another classification leads to in the plan's. */
export function crosswalk(world: World): void {
  describe('a crosswalk of the plan', () => {
    it(
      'comes from a file whose mistakes are told by line, as a draft that shows its rules',
      async () => {
        const { owner } = world;
        const { page } = owner;
        const send = async (...lines: string[]): Promise<void> =>
          page.locator('input[aria-label="Kies een CSV-bestand"]').setInputFiles({
            name: 'ddc-nbc.csv',
            mimeType: 'text/csv',
            buffer: Buffer.from(['fromNotation;toNotation', ...lines, ''].join('\n')),
          });
        await owner.open('/collectieplan');
        const asked = new URL('/api/coverage/collection-plans?limit=200', page.url());
        const { items } = (await (await page.request.get(asked.href)).json()) as Plans;
        const versions = items.filter(({ code }) => code === 'demo').map(({ version }) => version);
        await owner.open(`/collectieplan/demo/${Math.max(...versions)}`);
        await send('780..789;24.50', '790..;24.60', ';24.70');
        const panel = page.locator('.panel', { has: page.getByRole('heading', { name: 'Concordanties' }) });
        const mistakes = panel.getByRole('alert');
        await mistakes.getByText(/3/).first().waitFor();
        await mistakes.getByText(/4/).first().waitFor();
        await send('780..789;24.50', '781.6;24.40');
        const made = panel.getByRole('alert').filter({ hasText: '2 regels zijn overgenomen' });
        await made.waitFor();
        await made.getByRole('link', { name: 'Naar het concept' }).click();
        await panel.getByRole('row', { name: /^780–789 24\.50/ }).waitFor();
        await panel.getByRole('link', { name: 'DDC → NBC als CSV' }).waitFor();
        expect(await owner.accessibilityProblems()).toEqual([]);
      },
      PATIENCE,
    );

    it(
      'leads to classes that are brought in from a file, which are not replaced without being asked',
      async () => {
        const { owner } = world;
        const { page } = owner;
        const panel = page.locator('.panel', { has: page.getByRole('heading', { name: 'Concordanties' }) });
        const input = panel.locator('input[aria-label="Klassen van PIM inlezen"]');
        const bringIn = async (...lines: string[]): Promise<void> => {
          const buffer = Buffer.from([...lines, ''].join('\n'));
          await input.setInputFiles({ name: 'pim.csv', mimeType: 'text/csv', buffer });
          // Else the browser would not notice that the same file is chosen again.
          await soon(async () => expect(await input.inputValue()).toBe(''));
        };
        await panel.getByLabel('Indeling').selectOption('pim');
        await panel.getByText('Van PIM zijn nog geen klassen ingelezen.').waitFor();
        await bringIn('code;prefLabel', '12;Muziek');
        await panel.getByRole('alert').getByText('Deze kolom ontbreekt.', { exact: false }).waitFor();
        await bringIn('notation;prefLabel', '12;Muziek', '13;Dans');
        await panel.getByText('Van PIM zijn 2 klassen ingelezen.').waitFor();
        const asked = page.getByRole('dialog', { name: 'De klassen van PIM vervangen?' });
        await bringIn('notation;prefLabel', '14;Film');
        await asked.getByText('De 2 klassen die er nu zijn verdwijnen', { exact: false }).waitFor();
        expect(await owner.accessibilityProblems()).toEqual([]);
        await asked.getByRole('button', { name: 'Annuleren' }).click();
        await asked.waitFor({ state: 'hidden' });
        await panel.getByText('Van PIM zijn 2 klassen ingelezen.').waitFor();
        await bringIn('notation;prefLabel', '15;Toneel');
        await asked.getByRole('button', { name: 'Vervangen' }).click();
        await panel.getByText('Van PIM is 1 klasse ingelezen.').waitFor();
      },
      PATIENCE,
    );
  });
}
