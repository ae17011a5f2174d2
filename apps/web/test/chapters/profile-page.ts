import { describe, expect, it } from '@jest/globals';
import { PATIENCE, type World } from '../world.ts';

/** Subject of the demo of which two of three agreements end before the plan does. */
const RUNNING_OUT = 'nbc-44';

interface Agreements {
  readonly items: readonly { readonly id: string; readonly to: string }[];
}

/** One profile: what is to come, and what those responsible have in common. */
export function profilePage(world: World): void {
  describe('the page of a profile', () => {
    it(
      'shows a gap that is to come on a time line, as its explanation does',
      async () => {
        const { manager } = world;
        await manager.open(`/dekking/${RUNNING_OUT}`);
        const { page } = manager;
        await page
          .locator('.time-line-gap', { hasText: 'Vanaf 1 juli 2029' })
          .getByText('Te weinig deelnemers')
          .waitFor();
        expect(await manager.accessibilityProblems()).toEqual([]);
        const flag = page.locator('.flag-item', { hasText: 'ontstaat op 1 juli 2029 een lacune die er nu niet is' });
        await flag.getByRole('link').click();
        const explanation = page.locator('.explanation');
        await explanation.getByRole('heading', { name: 'Tot het einde van het plan' }).waitFor();
        await explanation.locator('.time-line-gap').getByText('Te weinig deelnemers').waitFor();
        expect(await manager.accessibilityProblems()).toEqual([]);
      },
      PATIENCE,
    );

    it(
      'tells what those responsible have in common, and how many titles one of them has alone',
      async () => {
        const { page } = world.manager;
        await world.manager.open('/dekking/nbc-77');
        const overlap = page.getByRole('table', { name: /^Per tweetal/ });
        expect(await overlap.getByRole('columnheader').count()).toBe(6);
        await overlap
          .getByRole('cell', { name: /^203 · 100%$/ })
          .first()
          .waitFor();
        await page.getByText('bij 1 deelnemer alleen').waitFor();
        expect(await world.manager.accessibilityProblems()).toEqual([]);
      },
      PATIENCE,
    );

    it(
      'has no gap to come any more when an agreement is renewed, which is seen without reloading',
      async () => {
        const { manager, owner } = world;
        await manager.open(`/dekking/${RUNNING_OUT}`);
        await manager.page.locator('.time-line-gap').waitFor();
        await owner.open('/afspraken');
        const asked = new URL(`/api/agreements/agreements?profile=${RUNNING_OUT}`, owner.page.url());
        const { items } = (await (await owner.page.request.get(asked.href)).json()) as Agreements;
        const ending = items.find(({ to }) => to === '2029-06-30');
        await owner.open(`/afspraken/${ending?.id}`);
        await owner.page.getByRole('button', { name: 'Verlengen' }).click();
        const question = owner.page.getByRole('dialog', { name: 'Deze afspraak verlengen?' });
        await question.getByLabel('Nieuwe laatste dag').fill('31-12-2029');
        await question.getByRole('button', { name: 'Verlengen' }).click();
        await manager.page.getByText(/^Voor zover nu bekend loopt er geen afspraak af/).waitFor();
        expect(await manager.page.locator('.time-line').count()).toBe(0);
      },
      PATIENCE,
    );
  });
}
