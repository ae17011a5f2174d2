import { describe, expect, it } from '@jest/globals';
import { freshIsbn, soon, type Visitor } from '../screens.ts';
import { PATIENCE, type World } from '../world.ts';

const PROFILE = 'nbc-24';

/** What the plan owner and the participant do with a submitted plan, and say to each other. */
export function planReview(world: World): void {
  describe('the review of a plan', () => {
    const isbn = freshIsbn();
    const name = `Beoordeling ${isbn}`;

    it(
      'is seen to have begun, and the plan stays in the queue of the plan owner',
      async () => {
        const { manager, owner } = world;
        await manager.submitPlan({ name, profile: PROFILE, isbn, title: `Boek ${isbn}` });
        const waiting = await toReview(owner);
        await owner.openQueued(name);
        await owner.page.getByRole('button', { name: 'In behandeling nemen' }).click();
        for (const { page } of [owner, manager]) {
          await page.getByText('De planeigenaar heeft dit plan in behandeling.').waitFor();
        }
        await owner.openQueued(name);
        await soon(async () => expect(await owner.page.locator('.lead .mark').innerText()).toBe('in behandeling'));
        const address = new URL(owner.page.url()).pathname;
        await soon(async () => expect(await toReview(owner)).toBe(waiting));
        await owner.page.getByRole('link', { name, exact: true }).first().waitFor();
        await owner.open(address);
      },
      PATIENCE,
    );

    it(
      'lets both sides remark on a line, and on the plan, without a reload; others do not read that',
      async () => {
        const { manager, neighbour, owner } = world;
        const onLine = (page: typeof owner.page) => page.getByRole('region', { name: 'Opmerkingen bij regel 1' });
        await onLine(owner.page).getByLabel('Opmerking maken').fill('Kunt u dit ook als e-book kopen?');
        await onLine(owner.page).getByRole('button', { name: 'Plaatsen' }).click();
        await onLine(manager.page).getByText('Kunt u dit ook als e-book kopen?').waitFor();
        await onLine(manager.page).getByLabel('Opmerking maken').fill('Ja, dat kan.');
        await onLine(manager.page).getByRole('button', { name: 'Plaatsen' }).click();
        await onLine(owner.page).getByText('Ja, dat kan.').waitFor();
        expect(await owner.accessibilityProblems()).toEqual([]);
        await neighbour.open(new URL(manager.page.url()).pathname);
        await neighbour.page.getByRole('heading', { level: 1, name }).waitFor();
        await soon(async () => expect(await neighbour.page.getByText('Ja, dat kan.').count()).toBe(0));
      },
      PATIENCE,
    );

    it(
      'asks why a line is not accepted, and refuses to accept none',
      async () => {
        const { owner } = world;
        await owner.page.getByRole('button', { name: 'Goedkeuren' }).click();
        const question = owner.page.getByRole('dialog', { name: 'Dit plan goedkeuren?' });
        await question.getByRole('checkbox', { name: /^Regel 1/ }).uncheck();
        await question.getByText('Keur minstens één regel goed, of wijs het plan af.').waitFor();
        await question.getByRole('button', { name: 'Goedkeuren' }).click();
        await question.getByText('Schrijf waarom u deze regel niet goedkeurt.').waitFor();
        expect(await owner.accessibilityProblems()).toEqual([]);
        await question.getByRole('button', { name: 'Annuleren' }).click();
      },
      PATIENCE,
    );

    it(
      'shows what a later version says otherwise, and keeps what is typed when the plan changes meanwhile',
      async () => {
        const { manager, owner } = world;
        await owner.page.getByRole('button', { name: 'Terugsturen' }).click();
        await owner.page.getByRole('dialog').getByLabel('Opmerking voor de deelnemer').fill('Graag meer titels.');
        await owner.page.getByRole('dialog').getByRole('button', { name: 'Terugsturen' }).click();
        await manager.page.locator('.lead .mark', { hasText: 'teruggestuurd' }).waitFor();
        await manager.page.getByRole('link', { name: 'Wijzigen', exact: true }).click();
        await manager.page.getByLabel('Titels te kopen').fill('40');
        await manager.page.getByRole('button', { name: 'Indienen' }).click();
        await manager.page.getByRole('dialog').getByRole('button', { name: 'Indienen' }).click();
        await manager.page.locator('.lead .mark', { hasText: 'ingediend' }).waitFor();

        await owner.openQueued(name);
        await owner.page
          .getByRole('region', { name: 'Versies' })
          .getByText(/Het aantal titels was .* en is nu 40/)
          .waitFor();
        await owner.page.getByRole('button', { name: 'Afwijzen' }).click();
        const rejection = owner.page.getByRole('dialog', { name: 'Dit plan afwijzen?' });
        await rejection.getByLabel('Opmerking voor de deelnemer').fill('Past niet in het plan.');
        await manager.page.getByRole('button', { name: 'Intrekken' }).click();
        await manager.page.getByRole('dialog').getByRole('button', { name: 'Intrekken' }).click();
        await rejection.getByText('Het plan is intussen gewijzigd').waitFor();
        await soon(async () =>
          expect(await rejection.getByLabel('Opmerking voor de deelnemer').inputValue()).toBe('Past niet in het plan.'),
        );
        expect(await owner.accessibilityProblems()).toEqual([]);
        await rejection.getByRole('button', { name: 'Annuleren' }).click();
      },
      PATIENCE,
    );
  });
}

/** How many plans the overview says wait for the plan owner. */
async function toReview(owner: Visitor): Promise<string> {
  await owner.open('/');
  const shown = owner.page.locator('.stat', { hasText: 'Te beoordelen' }).locator('.stat-value');
  await soon(async () => expect(await shown.innerText()).toMatch(/\d/));
  return await shown.innerText();
}
