import { describe, expect, it } from '@jest/globals';
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
  });
}
