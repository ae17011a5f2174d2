import { marcXml, OaiRepository } from '#libs/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freshIsbn, soon } from '../screens.ts';
import { PATIENCE, type World } from '../world.ts';

/** A source that is fetched from a repository by itself, instead of delivered. */
export function harvest(world: World): void {
  describe('a source that is harvested', () => {
    const mark = freshIsbn();
    const source = `oai-${mark}`;
    const title = (number: number): string => `Geoogst ${mark} ${number}`;
    let repository: OaiRepository;

    beforeAll(async () => {
      repository = await OaiRepository.start();
      for (const number of [1, 2, 3, 4, 5]) repository.put(`oai:${number}`, marcXml(`h${number}`, title(number)));
    });

    afterAll(() => repository.stop());

    it(
      'is set up after its address was tried, and fetched at once',
      async () => {
        const { manager } = world;
        const { page } = manager;
        await manager.open('/bezit');
        await page.getByRole('textbox', { name: /^Bron/ }).fill(source);
        const file = { name: 'leeg.csv', mimeType: 'text/csv', buffer: Buffer.from('isbn\n') };
        await page.locator('input[type=file]').setInputFiles(file);
        await page.getByRole('button', { name: 'Eerst uitproberen' }).click();
        const panel = page.getByRole('region', { name: 'Automatisch ophalen (OAI-PMH)' });
        await panel.getByRole('textbox', { name: 'Webadres' }).fill(repository.url);
        await panel.getByRole('button', { name: 'Adres testen' }).click();
        await panel.getByText(/^Rivierdal & Co antwoordt\./).waitFor();
        expect(await manager.accessibilityProblems()).toEqual([]);
        await panel.getByLabel('Soort records').fill('marcxml');
        await panel.getByRole('button', { name: 'Ophalen instellen' }).click();
        await panel.getByRole('row', { name: /Alles 5 0 opgehaald Naar de levering$/ }).waitFor();
        expect(await manager.accessibilityProblems()).toEqual([]);
        await manager.open(`/zoeken?q=${encodeURIComponent(title(3))}`);
        await page.getByRole('article', { name: title(3) }).waitFor();
      },
      PATIENCE,
    );

    it(
      'gets what changed, and waits for a yes where much would go',
      async () => {
        const { manager } = world;
        const { page } = manager;
        repository.pass(2);
        repository.delete('oai:3');
        repository.pass(1);
        await manager.open('/bezit');
        await page.getByRole('region', { name: 'Bronnen' }).getByRole('link', { name: source }).click();
        const panel = page.getByRole('region', { name: 'Automatisch ophalen (OAI-PMH)' });
        await panel.getByRole('button', { name: 'Nu ophalen' }).click();
        const row = panel.getByRole('row', { name: /^.*Wijzigingen \d+ 1 opgehaald Naar de levering/ });
        await row.waitFor();
        await soon(async () => expect(await row.innerText()).toContain('wacht op u'));
        expect(await manager.accessibilityProblems()).toEqual([]);
        await row.getByRole('link', { name: 'Naar de levering' }).click();
        await page.getByRole('button', { name: 'Ja, verwerk het bestand' }).click();
        await page.getByRole('dialog').getByRole('button', { name: 'Ja, verwerk het bestand' }).click();
        await page.locator('.lead .mark', { hasText: 'klaar' }).waitFor();
        await manager.open(`/zoeken?q=${encodeURIComponent(title(3))}`);
        await soon(async () => expect(await page.getByRole('article', { name: title(3) }).count()).toBe(0));
      },
      PATIENCE,
    );
  });
}
