import { describe, expect, it } from '@jest/globals';
import { soon, type Visitor } from '../screens.ts';
import { PATIENCE, type World } from '../world.ts';

const NOORDERVEEN = '/deelnemers/NL-0800099005';
const NOORDSTREEK = 'Ondersteuning Noordstreek (demo)';

/** A support organisation works for a library that named it, until that ends. */
export function representing(world: World): void {
  describe('acting for a library', () => {
    let support: Visitor;

    it(
      'is only offered to who was named, as soon as that is so',
      async () => {
        const { manager } = world;
        support = await world.signIn('maaike');
        await support.open(NOORDERVEEN);
        await soon(async () =>
          expect(await support.page.getByRole('link', { name: 'Acquisitieplan maken' }).count()).toBe(0),
        );
        await manager.open(NOORDERVEEN);
        await manager.page.getByRole('button', { name: 'Organisatie aanwijzen' }).click();
        const question = manager.page.getByRole('dialog', { name: 'Wie werkt namens deze bibliotheek?' });
        const confirm = question.getByRole('button', { name: 'Organisatie aanwijzen' });
        await confirm.click();
        await question.getByText('Vul dit in.').waitFor();
        expect(await manager.accessibilityProblems()).toEqual([]);
        await question.getByRole('combobox', { name: 'Organisatie' }).selectOption({ label: NOORDSTREEK });
        await confirm.click();
        await question.waitFor({ state: 'detached' });
        await support.page.getByRole('link', { name: 'Acquisitieplan maken' }).click();
        await support.page.getByLabel('Naam van het plan').waitFor();
      },
      PATIENCE,
    );

    it(
      'makes plans in the name of the library, which sees them as its own',
      async () => {
        const { manager } = world;
        const { page } = support;
        const name = `Namens Noorderveen ${String(Date.now()).slice(-6)}`;
        await page.getByLabel('Naam van het plan').fill(name);
        await page.getByRole('combobox', { name: 'Profiel' }).fill('nbc-24');
        await page.getByRole('option', { name: 'nbc-24' }).click();
        await page.getByLabel('AC: niveau dat u toezegt').selectOption('2a');
        await page.getByRole('button', { name: 'Concept opslaan' }).click();
        await page.getByRole('heading', { level: 1, name }).waitFor();
        await soon(async () =>
          expect(await page.locator('.lead').innerText()).toContain('Plusbibliotheek Noorderveen (demo)'),
        );
        await manager.open('/acquisitieplannen');
        await manager.page.getByRole('link', { name }).waitFor();
        await page.getByRole('button', { name: 'Concept verwijderen' }).click();
        await page.getByRole('dialog').getByRole('button', { name: 'Concept verwijderen' }).click();
        await page.getByRole('heading', { level: 1, name: 'Acquisitieplannen' }).waitFor();
      },
      PATIENCE,
    );

    it(
      'ends when the library says so',
      async () => {
        const { manager } = world;
        await support.open(NOORDERVEEN);
        await support.page.getByRole('link', { name: 'Acquisitieplan maken' }).waitFor();
        await manager.open(NOORDERVEEN);
        await manager.page.getByRole('button', { name: `Beëindigen : ${NOORDSTREEK}` }).click();
        const question = manager.page.getByRole('dialog', { name: /niet meer namens/ });
        await question.getByLabel('Laatste dag').fill(yesterday());
        await question.getByRole('button', { name: 'Beëindigen' }).click();
        await manager.page.getByText('Deze bibliotheek doet dat zelf.').waitFor();
        await support.page.getByText('Deze bibliotheek doet dat zelf.').waitFor();
        await soon(async () =>
          expect(await support.page.getByRole('link', { name: 'Acquisitieplan maken' }).count()).toBe(0),
        );
        expect(support.complaints).toEqual([]);
        await support.leave();
      },
      PATIENCE,
    );
  });
}

function yesterday(): string {
  return new Date(Date.now() - 86_400_000).toISOString().slice(0, 10).split('-').toReversed().join('-');
}
