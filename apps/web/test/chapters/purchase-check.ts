import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { freshIsbn, soon } from '../screens.ts';
import { PATIENCE, type World } from '../world.ts';

const PROFILE = 'nbc-24';

/** Knowing before one buys: typed, from a file, beside the lines of a plan, and what nobody buys of an offer. */
export function purchaseCheck(world: World): void {
  describe('the check before buying', () => {
    const planned = freshIsbn();
    const title = `Voorgenomen ${planned}`;

    it(
      'says to consult about what a neighbour plans, and where it cannot read a line',
      async () => {
        const { manager, neighbour } = world;
        await neighbour.submitPlan({ name: `Plan ${planned}`, profile: PROFILE, isbn: planned, title });
        const { page } = manager;
        await manager.open('/controle');
        await page.getByText('Nog niets gecontroleerd').waitFor();
        await page.getByRole('button', { name: 'Controleren' }).click();
        await page.getByText('Typ minstens één ISBN of kies een bestand.').waitFor();

        await page.getByLabel('Typ of plak ISBN’s').fill(`${planned} ${title}\nocn:424242\n9780306406158\n`);
        await page.getByRole('button', { name: 'Controleren' }).click();
        const row = page.getByRole('row', { name: new RegExp(title) });
        await row.waitFor();
        await soon(async () => expect(await row.innerText()).toMatch(/overleg[\s\S]*Lindeburg/));
        await page.getByRole('heading', { name: 'Niet te lezen regels' }).waitFor();
        await soon(async () =>
          expect(await page.locator('.check-unreadable').innerText()).toMatch(/regel 3[\s\S]*9780306406158/),
        );
        expect(await manager.accessibilityProblems()).toEqual([]);
      },
      PATIENCE,
    );

    it(
      'can be narrowed down by advice, and taken along as a spreadsheet',
      async () => {
        const { page } = world.manager;
        await page.getByLabel('Toon').selectOption({ label: 'overleg (1)' });
        await soon(async () => expect(await page.locator('.check-table tbody tr').count()).toBe(1));
        const downloading = page.waitForEvent('download');
        await page.getByRole('button', { name: 'CSV downloaden' }).click();
        const file = await (await downloading).path();
        const csv = await readFile(file, 'utf8');
        expect(csv.startsWith('\uFEFFregel;isbn;titel;')).toBe(true);
        expect(csv).toContain(`ISBN ${planned}`);
      },
      PATIENCE,
    );

    it(
      'changes by itself for the plan owner, who hears of every plan; a manager asks again',
      async () => {
        const { manager, neighbour, owner } = world;
        await owner.open('/controle');
        await owner.page.getByLabel('Typ of plak ISBN’s').fill(planned);
        await owner.page.getByRole('button', { name: 'Controleren' }).click();
        const seen = owner.page.getByRole('row', { name: new RegExp(planned) });
        await seen.getByText('overleg', { exact: true }).waitFor();

        await neighbour.page.getByRole('button', { name: 'Intrekken' }).click();
        await neighbour.page.getByRole('dialog').getByRole('button', { name: 'Intrekken' }).click();
        await neighbour.page.locator('.lead .mark', { hasText: 'ingetrokken' }).waitFor();
        await seen.getByText('koop', { exact: true }).waitFor();

        await manager.page.getByRole('button', { name: 'Controleren' }).click();
        const row = manager.page.getByRole('row', { name: new RegExp(title) });
        await row.getByText('koop', { exact: true }).waitFor();
        await soon(async () => expect(await row.innerText()).not.toContain('Lindeburg'));
      },
      PATIENCE,
    );

    it(
      'leaves of an offer what nobody buys, by profile',
      async () => {
        const { manager } = world;
        const { page } = manager;
        const free = freshIsbn();
        await manager.open('/controle');
        await page.getByLabel('Wat nog niemand koopt').check();
        await page.setInputFiles('input[type=file]', {
          name: 'aanbod.csv',
          mimeType: 'text/csv',
          buffer: Buffer.from(`ISBN;Titel;NBC;Taal\n${free};Nieuwe muziek;24.10;nl\n`),
        });
        await page.getByRole('button', { name: 'Controleren' }).click();
        await page.getByText('1 van de 1 titels uit het aanbod').waitFor();
        await soon(async () => expect(await page.locator('.named').innerText()).toContain('Nieuwe muziek'));
        expect(await manager.accessibilityProblems()).toEqual([]);
      },
      PATIENCE,
    );

    it(
      'is asked by an administrator for whichever participant, or for nobody in particular',
      async () => {
        const administrator = await world.signIn('beheerder');
        const { page } = administrator;
        await administrator.open('/controle');
        await page.getByLabel('Typ of plak').fill('9789021434049');
        await page.getByRole('button', { name: 'Controleren' }).click();
        await page.locator('.check-table').waitFor();
        await soon(async () => expect(await page.getByText(/^.*voor Plusbibliotheek Noorderveen/).count()).toBe(0));
        const inNameOf = page.getByRole('combobox', { name: 'Namens' });
        await inNameOf.selectOption({ label: 'Plusbibliotheek Noorderveen (demo)' });
        await page.getByRole('button', { name: 'Controleren' }).click();
        await page.getByText(/voor Plusbibliotheek Noorderveen/).waitFor();
        expect(await administrator.accessibilityProblems()).toEqual([]);
        expect(administrator.complaints).toEqual([]);
        await administrator.leave();
      },
      PATIENCE,
    );

    it(
      'stands beside each title of a plan that is being written, also of a file, and of the plan that was saved',
      async () => {
        const { manager } = world;
        const { page } = manager;
        const [typed, filed] = [freshIsbn(), '9789021434049'];
        await manager.fillPlan({ name: `Concept ${typed}`, profile: PROFILE });
        await page.getByLabel('Titels die u al weet').fill(`${typed} Getypt`);
        const advised = page.getByRole('list', { name: 'Advies per titel' });
        await advised.getByText('koop').first().waitFor();
        await page.setInputFiles('input[type=file]', {
          name: 'titels.csv',
          mimeType: 'text/csv',
          buffer: Buffer.from(`ISBN;Titel\n${filed};Uit een bestand\n`),
        });
        await advised.getByText(filed).waitFor();
        await soon(async () =>
          expect(await page.getByLabel('Titels die u al weet').inputValue()).toContain(`${filed} Uit een bestand`),
        );
        expect(await manager.accessibilityProblems()).toEqual([]);
        await page.getByRole('button', { name: 'Concept opslaan' }).click();
        await page.getByRole('heading', { level: 1, name: `Concept ${typed}` }).waitFor();
        await page.getByRole('list', { name: 'Advies per titel' }).getByText('koop').first().waitFor();
        expect(await manager.accessibilityProblems()).toEqual([]);
      },
      PATIENCE,
    );
  });
}
