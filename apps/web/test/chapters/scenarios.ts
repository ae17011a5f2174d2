import { describe, expect, it } from '@jest/globals';
import { soon } from '../screens.ts';
import { PATIENCE, type World } from '../world.ts';

/** The plan owner tries out changes, compares what they come to, shares them and makes a draft of the plan. */
export function scenarios(world: World): void {
  describe('scenarios', () => {
    let first = '';

    it(
      'are made with a name, and changed by forms; what they come to follows',
      async () => {
        const { owner } = world;
        const { page } = owner;
        await owner.open('/scenarios');
        await page.getByRole('button', { name: 'Nieuw scenario' }).click();
        const details = page.getByRole('dialog', { name: 'Nieuw scenario' });
        await details.getByRole('button', { name: 'Opslaan' }).click();
        await details.getByText('Vul dit in.').waitFor();
        await details.getByLabel('Naam').fill('Hogere eisen aan muziek');
        await details.getByRole('button', { name: 'Opslaan' }).click();
        await page.waitForURL(/\/scenarios\/[0-9a-f-]{36}$/);
        first = new URL(page.url()).pathname;
        await page.getByText('Dit scenario verandert nog niets').waitFor();
        await page.getByRole('button', { name: 'Verandering toevoegen' }).click();
        const change = page.getByRole('dialog', { name: 'Verandering toevoegen' });
        await change.getByRole('button', { name: 'Opslaan' }).click();
        await change.getByText('Vul dit in.').first().waitFor();
        await change.getByLabel('Profiel').selectOption('nbc-24');
        await change.getByLabel('Activiteit').selectOption('collect');
        await change.getByLabel('Niveau (AC)').selectOption('5');
        await change.getByLabel('Minstens zoveel deelnemers').fill('9');
        await change.getByLabel('Hoogstens zoveel deelnemers').fill('');
        await change.getByLabel('Reden (mag leeg blijven)').fill('Muziek verdient meer.');
        expect(await owner.accessibilityProblems()).toEqual([]);
        await change.getByRole('button', { name: 'Opslaan' }).click();
        const outcome = page.getByRole('region', { name: 'Signaleringen per profiel' });
        await outcome
          .getByRole('row', { name: /nbc-24/ })
          .first()
          .waitFor();
        const flags = page.getByRole('region', { name: 'De signaleringen die anders zijn' });
        await flags.getByText('Waarom en met welke cijfers').first().click();
        await page.getByText('Reden: Muziek verdient meer.').first().waitFor();
        expect(await owner.accessibilityProblems()).toEqual([]);
        const href = await flags.getByRole('link', { name: 'Als CSV' }).getAttribute('href');
        const file = await page.request.get(new URL(href ?? '', page.url()).href);
        expect(await file.text()).toContain(';nbc-24;');
      },
      PATIENCE,
    );

    it(
      'have their changes put in another order, and taken off',
      async () => {
        const { page } = world.owner;
        await page.getByRole('button', { name: 'Verandering toevoegen' }).click();
        const change = page.getByRole('dialog', { name: 'Verandering toevoegen' });
        await change.getByLabel('Wat verandert er?').selectOption('quantities-cut');
        await change.getByLabel('Zoveel procent minder').fill('20');
        await change.getByRole('button', { name: 'Opslaan' }).click();
        const panel = page.getByRole('region', { name: 'Wat er verandert' });
        await soon(async () => expect(await panel.locator('li').count()).toBe(2));
        await panel.getByRole('button', { name: /^Eerder: De toegezegde aantallen/ }).click();
        await soon(async () =>
          expect(await panel.locator('li').first().innerText()).toContain('De toegezegde aantallen gaan 20 % omlaag.'),
        );
        await panel.getByRole('button', { name: /^Weghalen: De toegezegde aantallen/ }).click();
        const question = page.getByRole('dialog', { name: 'Verandering weghalen?' });
        await question.getByRole('button', { name: 'Weghalen' }).click();
        await soon(async () => expect(await panel.locator('li').count()).toBe(1));
      },
      PATIENCE,
    );

    it(
      'give a profile another scope, written as a plan writes it',
      async () => {
        const { page } = world.owner;
        await page.getByRole('button', { name: 'Verandering toevoegen' }).click();
        const change = page.getByRole('dialog', { name: 'Verandering toevoegen' });
        await change.getByLabel('Wat verandert er?').selectOption('scope-set');
        await change.getByLabel('Profiel').selectOption('nbc-24');
        await soon(async () => expect(await change.getByLabel('Indeling').inputValue()).toBe('nbc:24*'));
        await change.getByLabel('Indeling').fill('nbc:24* | 15');
        await change.getByRole('button', { name: 'Opslaan' }).click();
        await change.getByText('Dit is niet te lezen: 15.').waitFor();
        await change.getByLabel('Indeling').fill('nbc:24* | nbc:15*');
        await change.getByRole('button', { name: 'Opslaan' }).click();
        await change.waitFor({ state: 'detached' });
        await page
          .getByText(/de indeling was nbc 24 en is nu nbc 15, nbc 24|de indeling/)
          .first()
          .waitFor();
        await page.getByText('Voor nbc-24 is het bezit opnieuw geteld.').waitFor();
        const panel = page.getByRole('region', { name: 'Wat er verandert' });
        await panel.getByRole('button', { name: /^Weghalen: Profiel nbc-24.*indeling/ }).click();
        await page.getByRole('dialog').getByRole('button', { name: 'Weghalen' }).click();
        await soon(async () => expect(await panel.locator('li').count()).toBe(1));
      },
      PATIENCE,
    );

    it(
      'add a profile, which the changes after it are about, and measure levels otherwise',
      async () => {
        const { owner } = world;
        const { page } = owner;
        const add = page.getByRole('button', { name: 'Verandering toevoegen' });
        const change = page.getByRole('dialog', { name: 'Verandering toevoegen' });
        const save = async (): Promise<void> => {
          await change.getByRole('button', { name: 'Opslaan' }).click();
          await change.waitFor({ state: 'detached' });
        };
        await add.click();
        await change.getByLabel('Wat verandert er?').selectOption('profile-added');
        await change.getByLabel('Code van het profiel').fill('nbc-24');
        await change.getByRole('button', { name: 'Opslaan' }).click();
        await change.getByText('Er is al een profiel met deze code.').waitFor();
        await change.getByText('Vul minstens één ding in').waitFor();
        const code = change.getByLabel('Code van het profiel');
        await soon(async () => expect(await code.evaluate((it) => it === document.activeElement)).toBe(true));
        expect(await owner.accessibilityProblems()).toEqual([]);
        await code.fill('klank');
        await change.getByLabel('Naam in het Nederlands').fill('Klank en muziek');
        await change.getByLabel('Indeling').fill('nbc:24*');
        await save();
        await add.click();
        await change.getByLabel('Profiel').selectOption('klank');
        await change.getByLabel('Activiteit').selectOption('collect');
        await change.getByLabel('Niveau (AC)').selectOption('3a');
        await save();
        await add.click();
        await change.getByLabel('Wat verandert er?').selectOption('reference-set');
        await change.getByLabel('Profiel').selectOption('klank');
        await change.getByLabel('Niveaus meten aan').selectOption({ label: 'De titels in het netwerk' });
        expect(await owner.accessibilityProblems()).toEqual([]);
        await save();
        await page
          .getByText('Profiel klank (Klank en muziek), verzamelen: er is nu een streefniveau')
          .first()
          .waitFor();
        await page.getByText('niveaus worden gemeten aan de titels in het netwerk').first().waitFor();
        const outcome = page.getByRole('region', { name: 'Signaleringen per profiel' });
        await outcome
          .getByRole('row', { name: /klank Klank en muziek/ })
          .first()
          .waitFor();
        await page.getByRole('row', { name: /klank Klank en muziek \(nieuw\)/ }).waitFor();
        await page.getByText('Voor klank is het bezit opnieuw geteld.').waitFor();
        expect(await owner.accessibilityProblems()).toEqual([]);
      },
      PATIENCE,
    );

    it(
      'are compared side by side, with a copy that makes a library close',
      async () => {
        const { owner } = world;
        const { page } = owner;
        await page.getByRole('button', { name: 'Kopie maken' }).click();
        await page.getByRole('heading', { name: 'Hogere eisen aan muziek (kopie)' }).waitFor();
        await page.getByRole('button', { name: 'Verandering toevoegen' }).click();
        const change = page.getByRole('dialog', { name: 'Verandering toevoegen' });
        await change.getByLabel('Wat verandert er?').selectOption('participant-closed');
        await change.getByLabel('Deelnemer').selectOption({ index: 1 });
        await change.getByLabel('Laatste dag').fill('01-01-2026');
        await change.getByRole('button', { name: 'Opslaan' }).click();
        await page.getByText('sluit; de laatste dag is 1 januari 2026.').first().waitFor();
        await page.getByLabel('Vergelijken met').selectOption('Hogere eisen aan muziek');
        const outcome = page.getByRole('region', { name: 'Signaleringen per profiel' });
        await outcome.getByRole('columnheader', { name: 'Hogere eisen aan muziek' }).waitFor();
        expect(await owner.accessibilityProblems()).toEqual([]);
      },
      PATIENCE,
    );

    it(
      'are seen by a library once they are shared, which cannot change them',
      async () => {
        const { owner, manager } = world;
        await manager.open('/scenarios');
        await manager.page.getByRole('heading', { name: 'Scenario’s', exact: true }).waitFor();
        await owner.open(first);
        await owner.page.getByRole('button', { name: 'Naam, dag en delen' }).click();
        const details = owner.page.getByRole('dialog', { name: 'Naam, dag en delen' });
        await details.getByLabel('Delen met alle deelnemers').check();
        await details.getByRole('button', { name: 'Opslaan' }).click();
        await details.waitFor({ state: 'hidden' });
        await manager.open('/scenarios');
        await manager.page.getByRole('link', { name: 'Hogere eisen aan muziek', exact: true }).click();
        await manager.page
          .getByRole('region', { name: 'Voorstellen' })
          .getByText(/^Alleen dit:/)
          .first()
          .waitFor();
        expect(await manager.page.getByRole('button', { name: 'Verandering toevoegen' }).count()).toBe(0);
        expect(await manager.accessibilityProblems()).toEqual([]);
      },
      PATIENCE,
    );

    it(
      'become a draft of the plan, and leave what is in force as it is',
      async () => {
        const { page } = world.owner;
        const inForce = async (): Promise<unknown> => {
          const answer = await page.request.get(new URL('/api/coverage/collection-plans/current', page.url()).href);
          return ((await answer.json()) as { token: unknown }).token;
        };
        const before = await inForce();
        await page.getByRole('button', { name: 'Concept van het plan maken' }).click();
        const question = page.getByRole('dialog', { name: 'Concept van het collectieplan maken?' });
        await question.getByRole('button', { name: 'Concept van het plan maken' }).click();
        await page.waitForURL(/\/collectieplan\/[^/]+\/\d+$/);
        await page.locator('.panel .mark', { hasText: 'concept' }).first().waitFor();
        await page.getByText('Klank en muziek').first().waitFor();
        expect(await inForce()).toBe(before);
      },
      PATIENCE,
    );

    it(
      'are removed for good',
      async () => {
        const { owner } = world;
        await owner.open(first);
        await owner.page.getByRole('button', { name: 'Verwijderen' }).click();
        const question = owner.page.getByRole('dialog', { name: 'Scenario verwijderen?' });
        await question.getByRole('button', { name: 'Verwijderen' }).click();
        await owner.page.waitForURL(/\/scenarios$/);
        await soon(async () =>
          expect(await owner.page.getByRole('link', { name: 'Hogere eisen aan muziek', exact: true }).count()).toBe(0),
        );
      },
      PATIENCE,
    );
  });
}
