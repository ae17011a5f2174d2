import { describe, expect, it } from '@jest/globals';
import { PATIENCE, type World } from '../world.ts';

/** The plan owner sees who could take on a gap, and has all tasks divided; both become scenarios. */
export function division(world: World): void {
  describe('dividing responsibilities', () => {
    it(
      'begins with who could take on a gap, ranked with reasons, and tries one in a scenario with one press',
      async () => {
        const { owner, manager } = world;
        const { page } = owner;
        const answer = await page.request.get(
          new URL('/api/coverage/flags?kind=gap.redundancy&state=open&limit=100', page.url()).href,
        );
        const { items } = (await answer.json()) as {
          items: { id: string; evidence: { atLevel: number; minimum: number } }[];
        };
        // Where one more is enough, whichever flag comes first.
        const gap = items.find(({ evidence }) => evidence.atLevel === evidence.minimum - 1);
        const path = `/signaleringen/${gap!.id}`;
        await owner.open(path);
        await page.getByText(/^Gevraagd: /).waitFor();
        expect(await owner.accessibilityProblems()).toEqual([]);
        await manager.open(path);
        await manager.page.getByText(/^Gevraagd: /).waitFor();
        expect(await manager.page.getByRole('button', { name: /^Proberen in scenario/ }).count()).toBe(0);
        await page
          .getByRole('button', { name: /^Proberen in scenario/ })
          .first()
          .click();
        await page.waitForURL(/\/scenarios\/[0-9a-f-]{36}$/);
        await page
          .getByRole('region', { name: 'De signaleringen die anders zijn' })
          .locator('.mark', { hasText: 'opgelost' })
          .first()
          .waitFor();
      },
      PATIENCE,
    );

    it(
      'goes on to a proposal for all tasks, that becomes a scenario',
      async () => {
        const { owner } = world;
        const { page } = owner;
        await owner.open('/scenarios');
        await page.getByRole('link', { name: 'Verdelingsvoorstel' }).click();
        await page.getByLabel('Hoogstens zoveel keer een gelijk deel').fill('0');
        await page.getByRole('button', { name: 'Voorstel uitrekenen' }).click();
        await page.getByText('Vul een getal van 0,5 tot en met 10 in.').waitFor();
        await page.getByLabel('Hoogstens zoveel keer een gelijk deel').fill('1,5');
        expect(await owner.accessibilityProblems()).toEqual([]);
        await page.getByRole('button', { name: 'Voorstel uitrekenen' }).click();
        await page.getByRole('region', { name: 'Wie wat gaat doen' }).waitFor();
        await page.getByRole('region', { name: 'Wat open blijft, en waarom' }).waitFor();
        expect(await owner.accessibilityProblems()).toEqual([]);
        await page.getByRole('button', { name: 'Maak er een scenario van' }).click();
        const question = page.getByRole('dialog', { name: 'Scenario van dit voorstel maken?' });
        await question.getByRole('button', { name: 'Maak er een scenario van' }).click();
        await page.waitForURL(/\/scenarios\/[0-9a-f-]{36}$/);
        await page.getByRole('region', { name: 'Signaleringen per profiel' }).waitFor();
      },
      PATIENCE,
    );
  });
}
