import { describe, expect, it } from '@jest/globals';
import { freshIsbn, soon, type Visitor } from '../screens.ts';
import { PATIENCE, type World } from '../world.ts';

const LIBRARY = 'Plusbibliotheek Noorderveen (demo)';

/** Promises to keep: made, seen by everybody, ended, and taken over from a file. */
export function commitments(world: World): void {
  describe('a retention commitment', () => {
    const isbn = freshIsbn();

    it(
      'is made after what is missing was filled in, and seen by others under its title',
      async () => {
        const { manager, neighbour } = world;
        const { page } = manager;
        await manager.open('/bewaarafspraken?deel=nieuw');
        await page.getByRole('button', { name: 'Vastleggen' }).click();
        await soon(async () => expect(await page.getByText('Vul dit in.').count()).toBe(3));
        expect(await manager.accessibilityProblems()).toEqual([]);
        await page.getByLabel('Nummer van de titel').fill(isbn);
        await page.getByRole('textbox', { name: 'Titel', exact: true }).fill(`Bewaard ${isbn}`);
        await page.getByLabel('Tot en met').fill('31-12-2040');
        await page.getByLabel('Regeling').fill('PLUS');
        await page.getByLabel('Voorwaarde of staat').fill('alleen ter inzage');
        await page.getByRole('button', { name: 'Vastleggen' }).click();
        await commitmentOf(manager, isbn).waitFor();
        await neighbour.open(`/bewaarafspraken?deel=titel&nummer=${isbn}`);
        await neighbour.page.getByText('1 deelnemer bewaart deze titel.').waitFor();
        await soon(async () =>
          expect(await commitmentOf(neighbour, isbn).innerText()).toMatch(/31 december 2040[^]*alleen ter inzage/),
        );
        await soon(async () => expect(await commitmentOf(neighbour, isbn).getByRole('button').count()).toBe(0));
        expect(await neighbour.accessibilityProblems()).toEqual([]);
      },
      PATIENCE,
    );

    it(
      'is kept on other terms for a reason; who was looking at what it said before is told so',
      async () => {
        const { manager, neighbour } = world;
        const colleague = await world.signIn('esra');
        await colleague.open(`/bewaarafspraken?deel=titel&nummer=${isbn}`);
        const asks = async (visitor: Visitor) => {
          await commitmentOf(visitor, isbn).getByRole('button', { name: 'Voorwaarden wijzigen' }).click();
          return visitor.page.getByRole('dialog', { name: 'Op welke voorwaarden bewaren?' });
        };
        const behind = await asks(colleague);
        await behind.getByLabel('Reden').fill('Te laat.');
        await behind.getByLabel('Regeling').fill('Andere regeling');
        const question = await asks(manager);
        await question.getByRole('button', { name: 'Voorwaarden wijzigen' }).click();
        await question.getByText('Vul dit in.').waitFor();
        expect(await manager.accessibilityProblems()).toEqual([]);
        await question.getByLabel('Voor altijd bewaren').check();
        await question.getByLabel('Reden').fill('Het is het enige exemplaar.');
        await question.getByRole('button', { name: 'Voorwaarden wijzigen' }).click();
        await commitmentOf(neighbour, isbn).getByText('Voorwaarden gewijzigd: Het is het enige exemplaar.').waitFor();
        await soon(async () => expect(await commitmentOf(neighbour, isbn).innerText()).toContain('altijd'));
        await behind.getByRole('button', { name: 'Voorwaarden wijzigen' }).click();
        await behind.getByText(/^Iemand anders heeft deze bewaarafspraak intussen gewijzigd/).waitFor();
        await soon(async () => expect(await behind.getByLabel('Reden').inputValue()).toBe('Te laat.'));
        await colleague.leave();
      },
      PATIENCE,
    );

    it(
      'is ended with a day and an explanation, and never goes; others see that without a reload',
      async () => {
        const { manager, neighbour } = world;
        await commitmentOf(manager, isbn).getByRole('button', { name: 'Stand wijzigen' }).click();
        const question = manager.page.getByRole('dialog', { name: 'Wat is er met deze bewaarafspraak?' });
        await question.getByLabel('Nieuwe stand').selectOption('vergissing');
        await question.getByRole('button', { name: 'Stand wijzigen' }).click();
        await question.getByText('Schrijf wat er mis was.').waitFor();
        expect(await manager.accessibilityProblems()).toEqual([]);
        await question.getByLabel('Uitleg').fill('Verkeerde titel.');
        await question.getByRole('button', { name: 'Stand wijzigen' }).click();
        await commitmentOf(neighbour, isbn)
          .getByText(/vergissing sinds .* Verkeerde titel\./)
          .waitFor();
      },
      PATIENCE,
    );

    it(
      'is made by an administrator, who says in whose name; a file asks for that too',
      async () => {
        const administrator = await world.signIn('beheerder');
        const { page } = administrator;
        const number = freshIsbn();
        await administrator.open('/bewaarafspraken?deel=nieuw');
        await page.getByLabel('Nummer van de titel').fill(number);
        await page.getByLabel('Tot en met').fill('31-12-2040');
        await page.getByLabel('Regeling').fill('PLUS');
        await page.getByRole('button', { name: 'Vastleggen' }).click();
        await page.getByText('Kies namens wie u dit doet.').waitFor();
        expect(await administrator.accessibilityProblems()).toEqual([]);
        await page.getByRole('combobox', { name: 'Namens' }).selectOption({ label: LIBRARY });
        await page.getByRole('button', { name: 'Vastleggen' }).click();
        await commitmentOf(administrator, number).getByText(LIBRARY).waitFor();
        await administrator.open('/bewaarafspraken?deel=bestanden');
        await page.getByRole('button', { name: 'Overnemen' }).click();
        await page.getByText('Kies namens wie u dit doet.').waitFor();
        await page.getByText('Kies eerst een bestand.').waitFor();
        expect(await administrator.accessibilityProblems()).toEqual([]);
        await page.getByRole('combobox', { name: 'Namens' }).selectOption({ label: LIBRARY });
        const csv = `isbn;from;until;policy\n${number};2020-01-01;2050;ANDERS\n`;
        const file = { name: 'bewaren.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) };
        await page.setInputFiles('input[type=file]', file);
        await page.getByRole('button', { name: 'Overnemen' }).click();
        await page.locator('.counts').getByText('Nieuw').waitFor();
        expect(administrator.complaints).toEqual([]);
        await administrator.leave();
      },
      PATIENCE,
    );

    it(
      'comes from a file, whose rejects are told in Dutch and given back to be mended',
      async () => {
        const { page } = world.manager;
        await world.manager.open('/bewaarafspraken?deel=bestanden');
        const csv = `isbn;from;until;policy\n${isbn};2020-01-01;2050;PLUS\n123;2020-01-01;2050;PLUS\n`;
        const name = 'bewaren.csv';
        await page.setInputFiles('input[type=file]', { name, mimeType: 'text/csv', buffer: Buffer.from(csv) });
        await page.getByRole('button', { name: 'Overnemen' }).click();
        await page.getByText('1 afspraak kon niet worden overgenomen').waitFor();
        await soon(async () =>
          expect(await page.locator('tbody tr').innerText()).toMatch(/regel 3[^]*geen geldig ISBN/),
        );
        const downloading = page.waitForEvent('download');
        await page.getByRole('button', { name: 'Afgekeurde records downloaden' }).click();
        expect((await downloading).suggestedFilename()).toBe('afgekeurd.csv');
        expect(await world.manager.accessibilityProblems()).toEqual([]);
      },
      PATIENCE,
    );
  });
}

function commitmentOf(visitor: Visitor, isbn: string) {
  return visitor.page.locator('.item', { hasText: isbn });
}
