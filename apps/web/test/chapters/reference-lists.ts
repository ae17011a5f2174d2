import { describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { freshIsbn, soon, type Visitor } from '../screens.ts';
import { PATIENCE, type World } from '../world.ts';

/** Subject of the demo whose levels are measured against what the network has. */
const PROFILE = 'nbc-44';

interface Plans {
  readonly items: readonly { readonly code: string; readonly version: number }[];
}

/** Opens the newest version of the plan of the demo: only that can be followed up. */
async function openNewest(owner: Visitor): Promise<void> {
  await owner.open('/collectieplan');
  const asked = new URL('/api/coverage/collection-plans?limit=200', owner.page.url());
  const { items } = (await (await owner.page.request.get(asked.href)).json()) as Plans;
  const versions = items.filter(({ code }) => code === 'demo').map(({ version }) => version);
  await owner.open(`/collectieplan/demo/${Math.max(...versions)}`);
}

/** What levels are measured against where the plan owner says so. */
export function referenceLists(world: World): void {
  describe('a reference list of the plan', () => {
    const [held, lost] = [freshIsbn(), freshIsbn()];
    const name = `Basislijst ${held}`;

    it(
      'comes from a file, of which what cannot be read is left out and handed back',
      async () => {
        const { owner, neighbour } = world;
        const { page } = owner;
        const content = `id;isbn;titel;exemplaren\nl1;${held};Longen en lucht;2\n`;
        await neighbour.deliver({ name: 'longen.csv', content }, `longen-${held}`);
        await openNewest(owner);
        const panel = page.getByRole('region', { name: 'Referentielijsten' });
        const make = panel.getByRole('button', { name: 'Concept maken' });
        await make.click();
        await panel.getByText('Kies een bestand.').waitFor();
        await soon(async () =>
          expect(await panel.getByRole('textbox', { name: 'Naam', exact: true }).evaluate(isFocused)).toBe(true),
        );
        expect(await owner.accessibilityProblems()).toEqual([]);

        await panel.getByRole('textbox', { name: 'Naam', exact: true }).fill(name);
        await panel.getByRole('textbox', { name: 'Code' }).fill(`basis-${held}`);
        await panel.getByLabel('Profielen doorzoeken').fill('geneesk');
        await panel.getByRole('checkbox', { name: `${PROFILE} Geneeskunde` }).check();
        await panel.getByText('1 profiel gekozen: nbc-44 Geneeskunde.').waitFor();
        const lines = ['isbn;titel', `${held};Longen en lucht`, '9,78903E+12;Bloed', `${lost};Botten`, ''];
        await panel
          .locator('input[aria-label="Kies het bestand met titels"]')
          .setInputFiles({ name: 'basis.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) });
        await panel.getByText('Gekozen: basis.csv').waitFor();
        await make.click();
        const made = panel.getByRole('alert').filter({ hasText: 'Op de lijst staan nu 2 titels.' });
        await made.getByText('regel 3 (Bloed): Van het ISBN ‘9,78903E+12’', { exact: false }).waitFor();
        await soon(async () => expect(await made.evaluate(isFocused)).toBe(true));
        const saved = page.waitForEvent('download');
        await made.getByRole('button', { name: 'Weggelaten regels als CSV' }).click();
        const file = await readFile(await (await saved).path(), 'utf8');
        expect(file.split('\r\n')[1]).toMatch(/^9,78903E\+12;Bloed;Van het ISBN/);
        expect(await owner.accessibilityProblems()).toEqual([]);
        await made.getByRole('link', { name: 'Bekijk het verschil' }).click();
        await page
          .getByRole('row', { name: new RegExp(`Geneeskunde gemeten aan de titels in het netwerk ${name}`) })
          .waitFor();
      },
      PATIENCE,
    );

    it(
      'says how much of it the network has, and is added to from another file',
      async () => {
        const { owner } = world;
        const { page } = owner;
        await openNewest(owner);
        const panel = page.getByRole('region', { name: 'Referentielijsten' });
        const list = panel.locator('section', { has: page.getByRole('heading', { name }) });
        await soon(async () => expect(await list.locator('.facts').innerText()).toContain('1 (50%)'));
        const href = await panel.getByRole('link', { name: `Als CSV: ${name}` }).getAttribute('href');
        const file = await (await page.request.get(new URL(href ?? '', page.url()).href)).text();
        expect(file).toContain(`${held};Longen en lucht;1\r\n${lost};Botten;\r\n`);
        await panel.getByLabel('Welke lijst').selectOption({ label: name });
        await panel.getByText('1 profiel gekozen: nbc-44 Geneeskunde.').waitFor();
        await panel.getByRole('radio', { name: 'Aanvullen' }).check();
        expect(await owner.accessibilityProblems()).toEqual([]);
        await panel
          .locator('input[aria-label="Kies het bestand met titels"]')
          .setInputFiles({ name: 'meer.csv', mimeType: 'text/csv', buffer: Buffer.from(`isbn\n${freshIsbn()}\n`) });
        await panel.getByRole('button', { name: 'Concept maken' }).click();
        const made = panel.getByRole('alert').filter({ hasText: 'Op de lijst staan nu 3 titels.' });
        await made.getByText('Er is 1 titel bij gekomen.', { exact: false }).waitFor();
        await made.getByRole('link', { name: 'Naar het concept' }).click();
        await page.getByText(`gemeten aan ${name}`, { exact: true }).waitFor();
      },
      PATIENCE,
    );

    it(
      'is what levels are a share of once the plan is adopted, and flags say so',
      async () => {
        const { owner, manager } = world;
        await owner.page.getByRole('button', { name: 'Vaststellen' }).click();
        await owner.page.getByRole('dialog').getByRole('button', { name: 'Vaststellen' }).click();
        await owner.page.locator('.panel .mark', { hasText: 'vastgesteld' }).waitFor();
        await manager.open(`/dekking/${PROFILE}`);
        const { page } = manager;
        const holders = page.getByRole('region', { name: 'Deelnemers in dit profiel' });
        await holders.getByText(`van de 3 titels op de referentielijst ${name}.`, { exact: false }).waitFor();
        await holders.getByRole('columnheader', { name: 'Van de lijst' }).waitFor();
        await holders.getByRole('row', { name: /^Plusbibliotheek Lindeburg .* 1 \(33%\)/ }).waitFor();
        const flag = page
          .locator('.flag-item', { hasText: `van de 3 titels op de referentielijst ${name}.` })
          .filter({ hasNotText: 'Lindeburg' })
          .first();
        await flag.getByRole('link').click();
        const numbers = page.locator('.explanation .numbers');
        await numbers.getByRole('row', { name: `Gemeten aan de referentielijst ${name}` }).waitFor();
        await numbers.getByRole('row', { name: 'Aandeel van de lijst 0%' }).waitFor();
        expect(await manager.accessibilityProblems()).toEqual([]);
      },
      PATIENCE,
    );

    it(
      'goes after a question that names what is not measured any more',
      async () => {
        const { owner } = world;
        const { page } = owner;
        await openNewest(owner);
        const panel = page.getByRole('region', { name: 'Referentielijsten' });
        await panel.getByRole('button', { name: `Concept zonder deze lijst: ${name}` }).click();
        const question = page.getByRole('dialog', { name: `Een concept zonder ${name} maken?` });
        await question.getByRole('listitem').filter({ hasText: 'Geneeskunde' }).waitFor();
        expect(await owner.accessibilityProblems()).toEqual([]);
        await question.getByRole('button', { name: 'Concept maken' }).click();
        await panel.getByRole('heading', { name }).waitFor({ state: 'detached' });
        await page.locator('.panel .mark', { hasText: 'concept' }).waitFor();
      },
      PATIENCE,
    );
  });
}

function isFocused(element: Element): boolean {
  return element === document.activeElement;
}
