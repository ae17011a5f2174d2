import { describe, expect, it } from '@jest/globals';
import { PATIENCE, type World } from '../world.ts';

/** Subject of the demo of which two of three agreements end before the plan does. */
const RUNNING_OUT = 'nbc-44';

interface Agreements {
  readonly items: readonly { readonly id: string; readonly to: string }[];
}

/** A gap that is to come is seen before it is there, and goes when somebody stays. */
export function lookingAhead(world: World): void {
  describe('a gap that is to come', () => {
    it(
      'is on the time line of the profile, and of its explanation',
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
      'is over when one of the agreements is renewed, which is seen without reloading',
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
