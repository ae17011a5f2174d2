import { describe, expect, it } from '@jest/globals';
import { soon } from '../screens.ts';
import { PATIENCE, type World } from '../world.ts';

/** What was typed into the form of a plan and not saved. */
export function unsavedEdits(world: World): void {
  describe('edits of a plan that are not saved', () => {
    const name = `Nog niet af ${Date.now()}`;

    it(
      'are there again after a reload and in a new tab, and only for whoever typed them',
      async () => {
        const { manager, neighbour } = world;
        await manager.open('/acquisitieplannen/nieuw');
        await manager.page.getByLabel('Naam van het plan').fill(name);
        await manager.page.getByRole('button', { name: 'Regel toevoegen' }).click();
        await manager.page.getByLabel('Titels te kopen').last().fill('12');
        await manager.page.reload();
        await soon(async () => expect(await manager.page.getByLabel('Naam van het plan').inputValue()).toBe(name));
        await manager.page.getByText('Wijzigingen die u nog niet had opgeslagen').waitFor();
        expect(await manager.accessibilityProblems()).toEqual([]);

        const tab = await manager.page.context().newPage();
        await tab.goto(manager.page.url());
        await soon(async () => expect(await tab.getByLabel('Titels te kopen').last().inputValue()).toBe('12'));
        await tab.close();

        await neighbour.open('/acquisitieplannen/nieuw');
        await soon(async () => expect(await neighbour.page.getByLabel('Naam van het plan').inputValue()).toBe(''));
      },
      PATIENCE,
    );

    it(
      'go when they are discarded, after a question',
      async () => {
        const { page } = world.manager;
        await page.getByRole('button', { name: 'Wijzigingen weggooien' }).click();
        await page.getByRole('dialog').getByRole('button', { name: 'Wijzigingen weggooien' }).click();
        await soon(async () => expect(await page.getByLabel('Naam van het plan').inputValue()).toBe(''));
        await page.reload();
        await page.getByLabel('Naam van het plan').waitFor();
        await soon(async () => expect(await page.getByLabel('Naam van het plan').inputValue()).toBe(''));
      },
      PATIENCE,
    );

    it(
      'wait for a choice when the plan was saved elsewhere meanwhile',
      async () => {
        const { manager } = world;
        const { page } = manager;
        await manager.fillPlan({ name, profile: 'nbc-24' });
        await page.getByRole('button', { name: 'Concept opslaan' }).click();
        await page.locator('.lead .mark', { hasText: 'concept' }).waitFor();
        await page.getByRole('link', { name: 'Wijzigen' }).click();
        await page.getByLabel('Naam van het plan').fill(`${name}, thuis`);

        const elsewhere = await world.signIn('esra');
        await elsewhere.go(new URL(page.url()).pathname);
        await elsewhere.page.getByLabel('Naam van het plan').fill(`${name}, op kantoor`);
        await elsewhere.page.getByRole('button', { name: 'Concept opslaan' }).click();
        await elsewhere.page.getByRole('heading', { level: 1, name: `${name}, op kantoor` }).waitFor();
        await elsewhere.leave();

        await page.reload();
        await page.getByText('Het plan is gewijzigd nadat u').waitFor();
        await soon(async () =>
          expect(await page.getByLabel('Naam van het plan').inputValue()).toBe(`${name}, op kantoor`),
        );
        await page.getByRole('button', { name: 'Mijn wijzigingen terugzetten' }).click();
        await soon(async () => expect(await page.getByLabel('Naam van het plan').inputValue()).toBe(`${name}, thuis`));
        await page.getByRole('button', { name: 'Concept opslaan' }).click();
        await page.getByRole('heading', { level: 1, name: `${name}, thuis` }).waitFor();
        await page.getByRole('link', { name: 'Wijzigen' }).click();
        await page.getByLabel('Naam van het plan').waitFor();
        await soon(async () =>
          expect(await page.getByText('Wijzigingen die u nog niet had opgeslagen').count()).toBe(0),
        );
      },
      PATIENCE,
    );
  });
}
