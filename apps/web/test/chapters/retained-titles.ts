import { describe, expect, it } from '@jest/globals';
import { PATIENCE, type World } from '../world.ts';

/** Subject of the demo of which three participants keep what they have, where the plan asks for two of each title. */
const KEPT = 'Economie';

/** Which titles too few participants keep. */
export function retainedTitles(world: World): void {
  describe('titles that too few keep', () => {
    it(
      'are listed with the flag that counts them, by page and as a file',
      async () => {
        const { manager } = world;
        const { page } = manager;
        await manager.open('/signaleringen?kind=gap.preservation&state=open');
        const flag = page.locator('.flag-item', { hasText: KEPT });
        const sentence = await flag.textContent();
        expect(sentence).toContain('wil het plan dat elke titel door minstens 2 deelnemers wordt bewaard');
        await flag.getByRole('link').click();
        const explanation = page.locator('.explanation');
        const rows = explanation
          .getByRole('table', { name: 'De titels die te weinig deelnemers bewaren' })
          .locator('tbody tr');
        await rows.nth(19).waitFor();
        expect(await rows.count()).toBe(20);
        expect(await manager.accessibilityProblems()).toEqual([]);
        await explanation.getByRole('button', { name: 'Meer tonen' }).click();
        await rows.nth(39).waitFor();
        const href = await explanation.getByRole('link', { name: 'Alle titels als CSV' }).getAttribute('href');
        const file = await page.request.get(new URL(href ?? '', page.url()).href);
        const lines = (await file.text()).trim().split('\r\n');
        expect(lines[0]).toContain('id;title;contributor;year;material;holders;kept;kept by');
        expect(sentence).toContain(`Voor ${lines.length - 1} van de`);
      },
      PATIENCE,
    );

    it(
      'are asked for by the plan in so many words',
      async () => {
        await world.manager.open('/dekking/nbc-83');
        const preserve = world.manager.page.locator('.targets li', { hasText: 'bewaren' });
        expect(await preserve.textContent()).toContain('elke titel door minstens 2 deelnemers bewaard');
      },
      PATIENCE,
    );
  });
}
