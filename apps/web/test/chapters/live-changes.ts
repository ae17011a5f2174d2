import { describe, expect, it } from '@jest/globals';
import { freshIsbn, soon } from '../screens.ts';
import { PATIENCE, type World } from '../world.ts';

/** Pages that change by themselves, also when they hear of changes later than they were read. */
export function liveChanges(world: World): void {
  describe('a page', () => {
    it(
      'shows what changed between its being read and its line to the gateway being open',
      async () => {
        const { manager } = world;
        const late = await world.signIn('planeigenaar');
        const { page } = late;
        const { promise: mayOpen, resolve: letOpen } = Promise.withResolvers<void>();
        await page.route('**/api/live?*', async (line) => {
          await mayOpen;
          await line.continue();
        });
        await late.open('/acquisitieplannen');
        await page.locator('.queue').waitFor();

        const isbn = freshIsbn();
        const name = `Onderweg ${isbn}`;
        await manager.submitPlan({ name, profile: 'nbc-24', isbn, title: 'Onderweg' });
        letOpen();
        await soon(async () =>
          expect(await page.locator('.queue').getByRole('link', { name, exact: true }).count()).toBe(1),
        );
        await late.leave();
      },
      PATIENCE,
    );

    it(
      'shows what a scenario comes to again, when something happens meanwhile',
      async () => {
        const { owner, manager, neighbour } = world;
        await owner.open('/scenarios');
        await owner.page.getByRole('button', { name: 'Nieuw scenario' }).click();
        const details = owner.page.getByRole('dialog', { name: 'Nieuw scenario' });
        await details.getByLabel('Naam').fill('Meekijken');
        await details.getByRole('button', { name: 'Opslaan' }).click();
        const open = owner.page.locator('.stat', { hasText: 'Open signaleringen: Nu' }).locator('.stat-value');
        const before = Number((await open.innerText()).replaceAll(/\D/g, ''));
        const isbn = freshIsbn();
        for (const [who, visitor] of [manager, neighbour].entries()) {
          await visitor.submitPlan({ name: `Meekijken ${who} ${isbn}`, profile: 'nbc-24', isbn, title: 'Meekijken' });
        }
        await soon(async () => expect(Number((await open.innerText()).replaceAll(/\D/g, ''))).toBeGreaterThan(before));
      },
      PATIENCE,
    );
  });
}
