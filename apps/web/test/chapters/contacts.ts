import { describe, expect, it } from '@jest/globals';
import { soon } from '../screens.ts';
import { PATIENCE, type World } from '../world.ts';

/** Who knows about a subject: named by the own people of a participant, found by everyone. */
export function contacts(world: World): void {
  describe('contacts', () => {
    const name = `Noor Bakker ${String(Date.now()).slice(-6)}`;

    it(
      'names somebody with what they know about, after mistakes were told',
      async () => {
        const { manager, owner } = world;
        await owner.open('/dekking/nbc-24');
        await manager.open('/deelnemers/NL-0800099005');
        await manager.page.getByRole('button', { name: 'Iemand toevoegen' }).click();
        const question = manager.page.getByRole('dialog', { name: 'Wie kunnen anderen iets vragen?' });
        await question.getByLabel('Naam').fill(name);
        await question.getByLabel('Zakelijk e-mailadres').fill('noor');
        await question.getByLabel('Profiel toevoegen').selectOption('nbc-24');
        await question.getByLabel(/^nbc-24/).fill('bladmuziek');
        expect(await manager.accessibilityProblems()).toEqual([]);
        await question.getByRole('button', { name: 'Opslaan' }).click();
        await question.getByText(/Er staan fouten in de gegevens van deze contactpersoon/).waitFor();
        await question.getByLabel('Zakelijk e-mailadres').fill('noor@noorderveen.example');
        await question.getByRole('button', { name: 'Opslaan' }).click();
        await question.waitFor({ state: 'detached' });
        await manager.page.getByText(name, { exact: true }).waitFor();
        const known = owner.page.getByRole('region', { name: 'Wie weet hier meer van?' });
        await known.getByText(name).waitFor();
        await soon(async () => expect(await known.innerText()).toContain('bladmuziek'));
        for (const visitor of [manager, owner]) expect(await visitor.accessibilityProblems()).toEqual([]);
      },
      PATIENCE,
    );

    it(
      'lets only its own people change that',
      async () => {
        const { neighbour } = world;
        await neighbour.open('/deelnemers/NL-0800099005');
        await neighbour.page.getByText(name, { exact: true }).waitFor();
        await soon(async () =>
          expect(await neighbour.page.getByRole('button', { name: /Wijzigen|Verwijderen|toevoegen/ }).count()).toBe(0),
        );
      },
      PATIENCE,
    );

    it(
      'forgets somebody who is taken off, on every screen',
      async () => {
        const { manager, owner } = world;
        await manager.page.getByRole('button', { name: `Verwijderen : ${name}` }).click();
        const question = manager.page.getByRole('dialog', { name: `${name} verwijderen?` });
        await question.getByRole('button', { name: 'Verwijderen' }).click();
        await question.waitFor({ state: 'detached' });
        await owner.page.getByText(name).waitFor({ state: 'detached' });
        await soon(async () => expect(await manager.page.getByText(name, { exact: true }).count()).toBe(0));
      },
      PATIENCE,
    );
  });
}
