import { describe, expect, it } from '@jest/globals';
import { freshIsbn, soon } from '../screens.ts';
import { PATIENCE, type World } from '../world.ts';

const PROFILE = 'nbc-24';

/** An acquisition plan on its way from whoever writes it to whoever decides on it. */
export function plans(world: World): void {
  describe('an acquisition plan', () => {
    const isbn = freshIsbn();
    const title = `Klanken van ${isbn}`;
    const name = `Muziek ${isbn}`;

    it(
      'tells the plan owner, without a reload, that two plans name the same title',
      async () => {
        const { manager, neighbour, owner } = world;
        await owner.open('/signaleringen?kind=overlap.planned-title&state=open&sort=-raised');
        const flag = owner.page.locator('.flag-item', { hasText: isbn });
        await soon(async () => expect(await flag.count()).toBe(0));

        await neighbour.submitPlan({ name: `${name} ook`, profile: PROFILE, isbn, title });
        await manager.submitPlan({ name, profile: PROFILE, isbn, title });

        await flag.waitFor();
        await flag.getByRole('link', { name: /^Uitleg openen/ }).click();
        const explanation = owner.page.getByRole('dialog', { name: 'Wat er aan de hand is' });
        await explanation.getByText('De regel').waitFor();
        await soon(async () => expect(await explanation.innerText()).toContain('Lindeburg'));
        await soon(async () => expect(await explanation.innerText()).toContain('Noorderveen'));
        expect(await owner.accessibilityProblems()).toEqual([]);
      },
      PATIENCE,
    );

    it(
      'shows whoever submitted it the same, on the line of the plan',
      async () => {
        await world.manager.page.locator('.line-flags .flag-item', { hasText: isbn }).waitFor();
        expect(await world.manager.accessibilityProblems()).toEqual([]);
      },
      PATIENCE,
    );

    it(
      'comes back with a remark when the plan owner returns it, and tells them in Dutch that they need one',
      async () => {
        const { manager, owner } = world;
        await owner.openQueued(name);
        await owner.page.getByRole('button', { name: 'Terugsturen' }).click();
        const question = owner.page.getByRole('dialog', { name: 'Dit plan terugsturen?' });
        await question.getByRole('button', { name: 'Terugsturen' }).click();
        await question.getByText('Schrijf wat er anders moet.').waitFor();
        await question.getByLabel('Opmerking voor de deelnemer').fill('Noorderveen koopt deze titel al.');
        await question.getByRole('button', { name: 'Terugsturen' }).click();
        for (const { page } of [owner, manager]) {
          await page.locator('.lead .mark', { hasText: 'teruggestuurd' }).waitFor();
          await page.getByRole('alert').filter({ hasText: 'Noorderveen koopt deze titel al.' }).waitFor();
        }
        expect(await manager.accessibilityProblems()).toEqual([]);
      },
      PATIENCE,
    );

    it(
      'can be submitted again, and accepted; whoever submitted it sees that',
      async () => {
        const { manager, owner } = world;
        await manager.page.getByRole('button', { name: 'Indienen' }).click();
        await manager.page.getByRole('dialog').getByRole('button', { name: 'Indienen' }).click();
        await manager.page.locator('.lead .mark', { hasText: 'ingediend' }).waitFor();
        await owner.openQueued(name);
        await owner.page.getByRole('button', { name: 'Goedkeuren' }).click();
        await owner.page.getByRole('dialog').getByRole('button', { name: 'Goedkeuren' }).click();
        for (const { page } of [owner, manager]) {
          await page.locator('.lead .mark', { hasText: 'goedgekeurd' }).waitFor();
          await soon(async () => expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(name));
        }
      },
      PATIENCE,
    );

    it(
      'is withdrawn by whoever submitted it; who decides on it meanwhile is told in Dutch',
      async () => {
        const { neighbour, owner } = world;
        await owner.openQueued(`${name} ook`);
        await owner.page.getByRole('button', { name: 'Goedkeuren' }).click();
        const acceptance = owner.page.getByRole('dialog', { name: 'Dit plan goedkeuren?' });
        await acceptance.waitFor();

        await neighbour.page.getByRole('button', { name: 'Intrekken' }).click();
        await neighbour.page.getByRole('dialog').getByRole('button', { name: 'Intrekken' }).click();
        await neighbour.page.locator('.lead .mark', { hasText: 'ingetrokken' }).waitFor();

        const changed = acceptance.getByRole('alert').filter({ hasText: 'Het plan is intussen gewijzigd' });
        await changed.waitFor();
        await soon(async () => expect(await changed.innerText()).toContain('ingetrokken'));
        await changed.getByRole('button', { name: 'Ik heb dit gezien' }).click();
        await acceptance.getByRole('button', { name: 'Goedkeuren' }).click();
        await acceptance.getByText('Dit plan wacht niet meer op een besluit.').waitFor();
        await acceptance.getByRole('button', { name: 'Annuleren' }).click();
        await owner.page.locator('.lead .mark', { hasText: 'ingetrokken' }).waitFor();
      },
      PATIENCE,
    );
  });
}
