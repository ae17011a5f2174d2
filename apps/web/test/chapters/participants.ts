import { addDays } from '#libs/kernel';
import { describe, expect, it } from '@jest/globals';
import { soon, type Visitor } from '../screens.ts';
import { PATIENCE, type World } from '../world.ts';

/** Who takes part: registered, renamed, merged and closed by an administrator; read by everyone. */
export function participants(world: World): void {
  describe('participants', () => {
    const stamp = String(Date.now()).slice(-8);
    const isil = `NL-09${stamp}`;
    let administrator: Visitor;

    it(
      'shows everyone what would be left to nobody without a participant, and who could go on',
      async () => {
        const { manager } = world;
        await manager.open('/deelnemers');
        await manager.page.getByRole('link', { name: 'Plusbibliotheek Waterstad (demo)' }).click();
        await manager.page.getByRole('heading', { level: 1, name: 'Plusbibliotheek Waterstad (demo)' }).waitFor();
        const orphans = manager.page.getByRole('region', { name: 'Als deze deelnemer stopt' });
        await orphans.getByText('Kan worden overgenomen door:').first().waitFor();
        const leaving = await orphans.locator('.item').count();
        expect(await manager.accessibilityProblems()).toEqual([]);
        await orphans.getByLabel('Waardoor').selectOption('budget');
        await orphans
          .getByText(/: verzamelen, AC/)
          .first()
          .waitFor();
        await manager.page.waitForFunction(
          (all) => document.querySelectorAll('section:last-of-type .item').length < all,
          leaving,
        );
        await soon(async () => expect(await manager.page.locator('.page-actions button').count()).toBe(0));
      },
      PATIENCE,
    );

    it(
      'registers one with an ISIL, once',
      async () => {
        administrator = await world.signIn('beheerder');
        await administrator.open('/deelnemers');
        await administrator.page.getByRole('button', { name: 'Deelnemer inschrijven' }).click();
        const question = administrator.page.getByRole('dialog', { name: 'Wie gaat meedoen?' });
        const confirm = question.getByRole('button', { name: 'Deelnemer inschrijven' });
        await question.getByLabel('ISIL').fill('8000');
        await question.getByLabel('Naam').fill(`Bibliotheek ${stamp}`);
        await confirm.click();
        await question.getByText(/Dit is geen ISIL/).waitFor();
        expect(await administrator.accessibilityProblems()).toEqual([]);
        await question.getByLabel('ISIL').fill('NL-0800099002');
        await confirm.click();
        await question.getByText(/Deze deelnemer staat er al in/).waitFor();
        await question.getByLabel('ISIL').fill(isil);
        await confirm.click();
        await administrator.page.getByRole('heading', { level: 1, name: `Bibliotheek ${stamp}` }).waitFor();
      },
      PATIENCE,
    );

    it(
      'renames it, which others see without reloading',
      async () => {
        const { manager } = world;
        await manager.open(`/deelnemers/${isil}`);
        await administrator.page.getByRole('button', { name: 'Gegevens wijzigen' }).click();
        const question = administrator.page.getByRole('dialog', { name: 'Gegevens wijzigen' });
        await question.getByLabel('Naam').fill(`Mediatheek ${stamp}`);
        await question.getByRole('button', { name: 'Opslaan' }).click();
        await manager.page.getByRole('heading', { level: 1, name: `Mediatheek ${stamp}` }).waitFor();
        await soon(async () => expect(await manager.page.title()).toContain(`Mediatheek ${stamp}`));
      },
      PATIENCE,
    );

    it(
      'says which agreements move before a merger, and which end before a closing',
      async () => {
        await administrator.open('/deelnemers/NL-0800099002');
        const day = dutch(addDays(new Date().toISOString().slice(0, 10), 30));
        await administrator.page.getByRole('button', { name: 'Samenvoegen' }).click();
        const merger = administrator.page.getByRole('dialog', { name: /samenvoegen met een ander\?$/ });
        await merger.getByLabel('Gaat op in').selectOption('NL-0800099003');
        await merger.getByLabel('Laatste dag voor de samenvoeging').fill(day);
        await merger.getByText(/Heuvelrand \(demo\) gaat vanaf .* verder met \d+ afspraken:/).waitFor();
        expect(await administrator.accessibilityProblems()).toEqual([]);
        await merger.getByRole('button', { name: 'Annuleren' }).click();
        await administrator.page.getByRole('button', { name: 'Sluiten', exact: true }).click();
        const closing = administrator.page.getByRole('dialog', { name: /sluiten\?$/ });
        await closing.getByLabel('Laatste dag').fill(day);
        await closing.getByText(/\d+ afspraken eindigen op/).waitFor();
        await closing.getByText('Kan worden overgenomen door:').first().waitFor();
        expect(await administrator.accessibilityProblems()).toEqual([]);
        await closing.getByRole('button', { name: 'Annuleren' }).click();
      },
      PATIENCE,
    );

    it(
      'closes one, and takes that back',
      async () => {
        const { manager } = world;
        await administrator.open(`/deelnemers/${isil}`);
        const { page } = administrator;
        await page.locator('.page-actions').getByRole('button', { name: 'Sluiten' }).click();
        const closing = page.getByRole('dialog', { name: /sluiten\?$/ });
        await closing.getByLabel('Laatste dag').fill('31-12-2030');
        await closing.getByText('Er zijn geen afspraken die na die dag nog doorlopen.').waitFor();
        await closing.locator('.row.end').getByRole('button', { name: 'Sluiten' }).click();
        await manager.page.getByText('31 december 2030').waitFor();
        await page.getByRole('button', { name: 'Weer laten meedoen' }).click();
        await page.getByRole('dialog').getByRole('button', { name: 'Weer laten meedoen' }).click();
        await manager.page.getByText('zonder einddatum').waitFor();
        expect(administrator.complaints).toEqual([]);
        await administrator.leave();
      },
      PATIENCE,
    );
  });
}

function dutch(day: string): string {
  return day.split('-').toReversed().join('-');
}
