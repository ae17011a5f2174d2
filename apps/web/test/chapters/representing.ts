import { describe, expect, it } from '@jest/globals';
import { freshIsbn, soon, type Visitor } from '../screens.ts';
import { PATIENCE, type World } from '../world.ts';

const ISIL = 'NL-0800099005';
const NOORDERVEEN = `/deelnemers/${ISIL}`;
const IN_NAME_OF = `namens=${ISIL}`;
const LIBRARY = 'Plusbibliotheek Noorderveen (demo)';
const NOORDSTREEK = 'Ondersteuning Noordstreek (demo)';

/** A support organisation works for a library that named it, until that ends. */
export function representing(world: World): void {
  describe('acting for a library', () => {
    let support: Visitor;

    it(
      'is only offered to who was named, as soon as that is so',
      async () => {
        const { manager } = world;
        support = await world.signIn('maaike');
        await support.open(NOORDERVEEN);
        await soon(async () =>
          expect(await support.page.getByRole('link', { name: 'Acquisitieplan maken' }).count()).toBe(0),
        );
        await manager.open(NOORDERVEEN);
        await manager.page.getByRole('button', { name: 'Organisatie aanwijzen' }).click();
        const question = manager.page.getByRole('dialog', { name: 'Wie werkt namens deze bibliotheek?' });
        const confirm = question.getByRole('button', { name: 'Organisatie aanwijzen' });
        await confirm.click();
        await question.getByText('Vul dit in.').waitFor();
        expect(await manager.accessibilityProblems()).toEqual([]);
        await question.getByRole('combobox', { name: 'Organisatie' }).selectOption({ label: NOORDSTREEK });
        await confirm.click();
        await question.waitFor({ state: 'detached' });
        await support.page.getByRole('link', { name: 'Acquisitieplan maken' }).click();
        await support.page.getByLabel('Naam van het plan').waitFor();
      },
      PATIENCE,
    );

    it(
      'makes plans in the name of the library, which sees them as its own',
      async () => {
        const { manager } = world;
        const { page } = support;
        const name = `Namens Noorderveen ${String(Date.now()).slice(-6)}`;
        await page.getByLabel('Naam van het plan').fill(name);
        await page.getByRole('combobox', { name: 'Profiel' }).fill('nbc-24');
        await page.getByRole('option', { name: 'nbc-24' }).click();
        await page.getByLabel('AC: niveau dat u toezegt').selectOption('2a');
        await page.getByRole('button', { name: 'Concept opslaan' }).click();
        await page.getByRole('heading', { level: 1, name }).waitFor();
        await soon(async () =>
          expect(await page.locator('.lead').innerText()).toContain('Plusbibliotheek Noorderveen (demo)'),
        );
        await manager.open('/acquisitieplannen');
        await manager.page.getByRole('link', { name }).waitFor();
        await page.getByRole('button', { name: 'Concept verwijderen' }).click();
        await page.getByRole('dialog').getByRole('button', { name: 'Concept verwijderen' }).click();
        await page.getByRole('heading', { level: 1, name: 'Acquisitieplannen' }).waitFor();
      },
      PATIENCE,
    );

    it(
      'hears what the library does with its plans without a reload, and what coverage makes of them',
      async () => {
        const { manager } = world;
        const name = `Zelf Noorderveen ${String(Date.now()).slice(-6)}`;
        await manager.fillPlan({ name, profile: 'nbc-24' });
        await manager.page.getByRole('button', { name: 'Concept opslaan' }).click();
        await manager.page.getByRole('heading', { level: 1, name }).waitFor();
        await support.open(new URL(manager.page.url()).pathname);
        await support.page.locator('.lead .mark', { hasText: 'concept' }).waitFor();
        await manager.page.getByRole('button', { name: 'Indienen' }).click();
        await manager.page.getByRole('dialog').getByRole('button', { name: 'Indienen' }).click();
        await support.page.locator('.lead .mark', { hasText: 'ingediend' }).waitFor();
        const asked = await support.page.request.get(
          support.page.url().replace('/acquisitieplannen/', '/api/coverage/acquisition-plans/') + '/assessment',
        );
        expect(asked.status()).toBe(200);
        await manager.page.getByRole('button', { name: 'Intrekken' }).click();
        await manager.page.getByRole('dialog').getByRole('button', { name: 'Intrekken' }).click();
        await support.page.locator('.lead .mark', { hasText: 'ingetrokken' }).waitFor();
      },
      PATIENCE,
    );

    it(
      'delivers one file for itself and the library, and follows what is divided',
      async () => {
        const { manager } = world;
        const { page } = support;
        const isbn = freshIsbn();
        const title = `Gedeeld ${isbn}`;
        const lines = [`NOORD;g1;${isbn};${title}`, `ZUID;g2;${freshIsbn()};Van een ander`];
        await support.open('/bezit');
        await page.getByRole('textbox', { name: /^Bron/ }).fill(`gedeeld-${isbn}`);
        const file = { name: 'gedeeld.csv', mimeType: 'text/csv' };
        const buffer = Buffer.from(['bibliotheek;id;isbn;titel', ...lines].join('\n'));
        await page.locator('input[type=file]').setInputFiles({ ...file, buffer });
        await page.getByRole('button', { name: 'Eerst uitproberen' }).click();
        await page.getByRole('tab', { name: 'Gedeelde bestanden' }).click();
        await page.getByRole('button', { name: 'Naam toevoegen' }).click();
        await page.getByLabel('Naam in het bestand').fill('Noord');
        await page.getByRole('button', { name: 'Opslaan als nieuwe versie' }).click();
        await page.getByText('Vul dit in.').waitFor();
        await page.getByRole('combobox', { name: 'Deelnemer' }).selectOption({ label: LIBRARY });
        expect(await support.accessibilityProblems()).toEqual([]);
        await page.getByRole('button', { name: 'Opslaan als nieuwe versie' }).click();
        await page.getByText('geldt nu').waitFor();
        await page.getByRole('button', { name: 'Dit bestand leveren' }).click();
        await page.getByLabel('Dit bestand gaat over meer bibliotheken').check();
        expect(await support.accessibilityProblems()).toEqual([]);
        await page.getByRole('button', { name: 'Leveren', exact: true }).click();
        const parts = page.getByRole('table', { name: 'Verdeeld over' });
        await parts.getByRole('row', { name: new RegExp(`${escaped(LIBRARY)} klaar 1 0`) }).waitFor();
        await page.getByText('De naam van de bibliotheek in dit record kennen we niet.').waitFor();
        expect(await support.accessibilityProblems()).toEqual([]);
        await parts.getByRole('link', { name: LIBRARY }).click();
        await page.getByText('Dit is een deel van een gedeeld bestand.').waitFor();
        await page.getByRole('button', { name: 'Ongedaan maken' }).first().waitFor();
        await manager.open(`/zoeken?q=${isbn}`);
        await manager.page.getByRole('article', { name: title }).getByText(LIBRARY).waitFor();
      },
      PATIENCE,
    );

    it(
      'weeds in the name of the library, and sees at once what that decides itself',
      async () => {
        const { manager } = world;
        const { page } = support;
        const isbn = freshIsbn();
        const list = `Namens ${isbn}`;
        await support.open('/afstoten');
        await page.getByRole('combobox', { name: 'Namens' }).selectOption({ label: LIBRARY });
        await page.getByLabel('Titels die weg mogen').fill(isbn);
        await page.getByRole('button', { name: 'Controleren', exact: true }).click();
        await page.getByLabel('Naam van de lijst').fill(list);
        expect(await support.accessibilityProblems()).toEqual([]);
        await page.getByRole('button', { name: 'Besluiten' }).click();
        await page.getByRole('dialog').getByRole('button', { name: 'Besluiten' }).click();
        await page.getByRole('heading', { level: 1, name: list }).waitFor();
        await soon(async () => expect(await page.locator('.lead').innerText()).toContain(LIBRARY));
        await page.getByRole('button', { name: /^Aan iedereen aanbieden/ }).click();
        await page.getByRole('dialog').getByRole('button', { name: 'Aan iedereen aanbieden' }).click();
        await titleOf(support, isbn).getByText('aangeboden', { exact: true }).waitFor();
        await manager.open('/afstoten?deel=titels');
        await titleOf(manager, isbn)
          .getByRole('button', { name: /^Zelf houden/ })
          .click();
        await manager.page.getByRole('dialog').getByRole('button', { name: 'Zelf houden' }).click();
        await titleOf(support, isbn).getByText('toch gehouden', { exact: true }).waitFor();
        await support.open(`/afstoten?deel=lijsten&${IN_NAME_OF}`);
        await page.getByRole('link', { name: list }).waitFor();
      },
      PATIENCE,
    );

    it(
      'takes over for the library what another offers',
      async () => {
        const { neighbour } = world;
        const isbn = freshIsbn();
        await neighbour.open('/afstoten');
        await neighbour.page.getByLabel('Titels die weg mogen').fill(isbn);
        await neighbour.page.getByRole('button', { name: 'Controleren', exact: true }).click();
        await neighbour.page.getByLabel('Naam van de lijst').fill(`Aanbod ${isbn}`);
        await neighbour.page.getByRole('button', { name: 'Besluiten' }).click();
        await neighbour.page.getByRole('dialog').getByRole('button', { name: 'Besluiten' }).click();
        await neighbour.page.getByRole('button', { name: /^Aan iedereen aanbieden/ }).click();
        await neighbour.page.getByRole('dialog').getByRole('button', { name: 'Aan iedereen aanbieden' }).click();
        await support.open(`/afstoten?deel=aanbod&${IN_NAME_OF}`);
        await titleOf(support, isbn)
          .getByRole('button', { name: /^Overnemen/ })
          .click();
        const question = support.page.getByRole('dialog', { name: 'Deze titel overnemen?' });
        await soon(async () =>
          expect(await question.getByRole('combobox', { name: 'Namens' }).inputValue()).toBe(ISIL),
        );
        expect(await support.accessibilityProblems()).toEqual([]);
        await question.getByRole('button', { name: 'Overnemen' }).click();
        await titleOf(neighbour, isbn)
          .getByText(/^Overgenomen door .*Noorderveen/)
          .waitFor();
      },
      PATIENCE,
    );

    it(
      'promises to keep in the name of the library, one by one and from a file; what the library does is seen at once',
      async () => {
        const { manager } = world;
        const { page } = support;
        const one = freshIsbn();
        const other = freshIsbn();
        await support.open('/bewaarafspraken?deel=nieuw');
        await page.getByRole('combobox', { name: 'Namens' }).selectOption({ label: LIBRARY });
        await page.getByLabel('Nummer van de titel').fill(one);
        await page.getByLabel('Tot en met').fill('31-12-2040');
        await page.getByLabel('Regeling').fill('PLUS');
        expect(await support.accessibilityProblems()).toEqual([]);
        await page.getByRole('button', { name: 'Vastleggen' }).click();
        await commitmentOf(support, one).getByText(LIBRARY).waitFor();
        await page.getByRole('tab', { name: 'Bestanden' }).click();
        const csv = `isbn;from;until;policy\n${other};2020-01-01;2050;PLUS\n`;
        const file = { name: 'bewaren.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) };
        await page.setInputFiles('input[type=file]', file);
        await page.getByRole('button', { name: 'Overnemen' }).click();
        await support.settled();
        await support.open(`/bewaarafspraken?deel=titel&nummer=${other}&${IN_NAME_OF}`);
        await commitmentOf(support, other).getByText(LIBRARY).waitFor();
        await manager.open(`/bewaarafspraken?deel=titel&nummer=${other}`);
        await commitmentOf(manager, other).getByRole('button', { name: 'Stand wijzigen' }).click();
        const question = manager.page.getByRole('dialog', { name: 'Wat is er met deze bewaarafspraak?' });
        await question.getByLabel('Nieuwe stand').selectOption('verloren');
        await question.getByRole('button', { name: 'Stand wijzigen' }).click();
        await commitmentOf(support, other)
          .getByText(/^verloren sinds/)
          .waitFor();
      },
      PATIENCE,
    );

    it(
      'ends when the library says so',
      async () => {
        const { manager } = world;
        await support.open(NOORDERVEEN);
        await support.page.getByRole('link', { name: 'Acquisitieplan maken' }).waitFor();
        await manager.open(NOORDERVEEN);
        await manager.page.getByRole('button', { name: `Beëindigen : ${NOORDSTREEK}` }).click();
        const question = manager.page.getByRole('dialog', { name: /niet meer namens/ });
        await question.getByLabel('Laatste dag').fill(yesterday());
        await question.getByRole('button', { name: 'Beëindigen' }).click();
        await manager.page.getByText('Deze bibliotheek doet dat zelf.').waitFor();
        await support.page.getByText('Deze bibliotheek doet dat zelf.').waitFor();
        await soon(async () =>
          expect(await support.page.getByRole('link', { name: 'Acquisitieplan maken' }).count()).toBe(0),
        );
        await support.open(`/afstoten?deel=titels&${IN_NAME_OF}`);
        await soon(async () => expect(await support.page.getByRole('combobox', { name: 'Namens' }).count()).toBe(0));
        expect(support.complaints).toEqual([]);
        await support.leave();
      },
      PATIENCE,
    );
  });
}

function yesterday(): string {
  return new Date(Date.now() - 86_400_000).toISOString().slice(0, 10).split('-').toReversed().join('-');
}

function titleOf({ page }: Visitor, isbn: string) {
  return page.locator('.item', { has: page.locator('.item-name code', { hasText: isbn }) });
}

function commitmentOf({ page }: Visitor, isbn: string) {
  return page.locator('.item', { hasText: isbn });
}

/** A text as a pattern that only it fits. */
function escaped(text: string): string {
  return text.replaceAll(/[()]/g, String.raw`\$&`);
}
