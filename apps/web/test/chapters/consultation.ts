import { describe, expect, it } from '@jest/globals';
import { soon } from '../screens.ts';
import { PATIENCE, type World } from '../world.ts';

/** Participants comment on a draft of the joint plan, and the plan owner answers. */
export function consultation(world: World): void {
  describe('consultation on a draft of the collection plan', () => {
    let draft = '';

    it(
      'is opened until a day',
      async () => {
        const { page } = world.owner;
        const answer = await page.request.get(new URL('/api/coverage/collection-plans/current', page.url()).href);
        const { yaml } = (await answer.json()) as { yaml: string };
        await world.owner.open('/collectieplan');
        await page.getByLabel('De tekst van het plan').fill(`${yaml}# consultatie ${Date.now()}\n`);
        await page.getByRole('button', { name: 'Inlezen als concept' }).click();
        await page.waitForURL(/\/collectieplan\/[^/]+\/\d+$/);
        draft = new URL(page.url()).pathname;
        await page.getByRole('button', { name: 'Consultatie openen' }).click();
        const question = page.getByRole('dialog', { name: 'Consultatie openen?' });
        await question.getByRole('button', { name: 'Consultatie openen' }).click();
        await question.getByText('Kies vandaag of een latere dag.').waitFor();
        await question.getByLabel('Reageren kan tot en met').fill('31-12-2099');
        await question.getByRole('button', { name: 'Consultatie openen' }).click();
        await page.getByText('Reageren kan tot en met 31 december 2099.').waitFor();
        await page.locator('.panel .mark', { hasText: 'in consultatie' }).waitFor();
        expect(await world.owner.accessibilityProblems()).toEqual([]);
      },
      PATIENCE,
    );

    it(
      'is found by a library, which comments on a profile and on the plan, and takes one back',
      async () => {
        const { manager } = world;
        const { page } = manager;
        await manager.open('/collectieplan');
        await page.getByText('Het nieuwe plan staat open voor reacties').waitFor();
        await page.locator(`main a[href="${draft}"]`, { hasText: 'Lees en reageer' }).click();
        await page.getByRole('button', { name: 'Reageren op nbc-24' }).click();
        const form = page.getByRole('form', { name: 'Reageren op nbc-24' });
        await form.getByRole('button', { name: 'Plaatsen' }).click();
        await form.getByText('Schrijf wat u van het plan vindt.').waitFor();
        await form.getByLabel('Uw reactie').fill('Het niveau is te hoog voor wat er nog verschijnt.');
        expect(await manager.accessibilityProblems()).toEqual([]);
        await form.getByRole('button', { name: 'Plaatsen' }).click();
        const said = page.getByRole('region', { name: 'Reacties op nbc-24' });
        await said.getByText('niet beantwoord').waitFor();
        await page.getByRole('button', { name: 'Reageren op het plan' }).click();
        // The first form may still be closing: its comment is heard of before its answer comes.
        const other = page.getByRole('form', { name: 'Reageren op het plan' });
        await other.getByLabel('Uw reactie').fill('Een vergissing.');
        await other.getByRole('button', { name: 'Plaatsen' }).click();
        const onPlan = page.getByRole('region', { name: 'Reacties op het plan als geheel' });
        await onPlan.getByRole('button', { name: 'Intrekken' }).click();
        await page.getByRole('dialog').getByRole('button', { name: 'Intrekken' }).click();
        await onPlan.getByText('ingetrokken').waitFor();
        await page.getByText('1 reactie zonder antwoord').waitFor();
      },
      PATIENCE,
    );

    it(
      'is answered by the plan owner, whom adopting warns of what has no answer',
      async () => {
        const { owner } = world;
        const { page } = owner;
        await owner.open(`${draft}?reacties=unanswered`);
        await soon(async () => expect(await page.locator('.profiles > li').count()).toBe(1));
        await page.getByRole('button', { name: 'Vaststellen' }).click();
        const question = page.getByRole('dialog', { name: 'Dit collectieplan vaststellen?' });
        await question.getByText('1 reactie heeft nog geen antwoord').waitFor();
        expect(await owner.accessibilityProblems()).toEqual([]);
        await question.getByRole('button', { name: 'Annuleren' }).click();
        await page.getByRole('button', { name: /^Antwoord aan/ }).click();
        const form = page.getByRole('form', { name: /^Antwoord aan/ });
        await form.getByLabel('Neemt u de reactie over?').selectOption('niet overgenomen');
        await form.getByLabel('Uw antwoord').fill('De norm blijft; er verschijnt genoeg.');
        await form.getByRole('button', { name: 'Antwoord plaatsen' }).click();
        await page.getByText('Er zijn geen profielen met zulke reacties.').waitFor();
        await page.getByLabel('Toon reacties').selectOption('alle');
        await page.getByText('De norm blijft; er verschijnt genoeg.').waitFor();
        await page.getByText('alle reacties zijn beantwoord').waitFor();
        expect(await owner.accessibilityProblems()).toEqual([]);
        const href = await page.getByRole('link', { name: 'Reacties als CSV' }).getAttribute('href');
        const file = await page.request.get(new URL(href ?? '', page.url()).href);
        expect(await file.text()).toContain(';declined;"De norm blijft; er verschijnt genoeg.";');
      },
      PATIENCE,
    );

    it(
      'is closed again, and its comments stay',
      async () => {
        const { owner, manager } = world;
        await owner.open(draft);
        await owner.page.getByRole('button', { name: 'Consultatie sluiten' }).click();
        const question = owner.page.getByRole('dialog', { name: 'Consultatie sluiten?' });
        await question.getByRole('button', { name: 'Consultatie sluiten' }).click();
        await owner.page.locator('.panel .mark', { hasText: 'concept' }).waitFor();
        await manager.open(draft);
        await manager.page.getByText('De norm blijft; er verschijnt genoeg.').waitFor();
        expect(await manager.page.getByRole('button', { name: /^Reageren op/ }).count()).toBe(0);
      },
      PATIENCE,
    );
  });
}
