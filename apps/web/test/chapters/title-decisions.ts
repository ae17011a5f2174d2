import { describe, expect, it } from '@jest/globals';
import { freshIsbn, soon } from '../screens.ts';
import { PATIENCE, type World } from '../world.ts';

/** Why records are one title, and what people decide where numbers say too much or too little. */
export function titleDecisions(world: World): void {
  describe('a title and its records', () => {
    const [isbn, reprint] = [freshIsbn(), freshIsbn()];
    const title = `Wielewaal tekent ${isbn}`;

    it(
      'lists its records, and explains why two of them are one title',
      async () => {
        const { manager, neighbour } = world;
        const head = 'id;isbn;titel;auteur;jaar;uitgever;exemplaren;vestiging;plaatskenmerk\n';
        await manager.deliver(
          {
            name: 'titel.csv',
            content: `${head}t1;${isbn};${title};Kievit, Bo;2020;Bruna;2;Centrum;Roman KIEV\nt2;${reprint};${title};Kievit, Bo;2023;Bruna;1;;\n`,
          },
          `titel-${isbn}`,
        );
        await neighbour.deliver(
          { name: 'buur.csv', content: `${head}t3;${isbn};${title} (roman);Kievit, Bo;2020;Bruna;3;;\n` },
          `titel-buur-${isbn}`,
        );
        const { page } = manager;
        await manager.open(`/zoeken?q=${isbn}`);
        await page.getByRole('article').getByRole('link', { name: title }).click();
        const records = page.getByRole('region', { name: 'Records van deze titel' });
        await records.getByText('2 × Centrum · Roman KIEV').waitFor();
        await records.getByLabel(/met nummer t1$/).check();
        await records.getByText('1 record gekozen').waitFor();
        await records.getByLabel(/met nummer t3$/).check();
        await records.getByRole('button', { name: 'Waarom één titel?' }).click();
        const explanation = page.getByRole('region', { name: 'Uitleg' });
        await explanation.getByText('Deze records zijn één titel').waitFor();
        await explanation.getByText(`delen ISBN ${isbn}`).waitFor();
        expect(await manager.accessibilityProblems()).toEqual([]);
        await page.reload();
        await explanation.getByText(`delen ISBN ${isbn}`).waitFor();
        await explanation.getByRole('button', { name: 'Uitleg sluiten' }).click();
        await explanation.waitFor({ state: 'detached' });
      },
      PATIENCE,
    );

    it(
      'is joined with another that has another number, once the reader says why',
      async () => {
        const { manager } = world;
        const { page } = manager;
        await page.getByLabel(/van de andere titel/).fill(isbn);
        await page.keyboard.press('Enter');
        await page.getByText('Dit nummer hoort bij deze titel zelf.').waitFor();
        await page.getByLabel(/van de andere titel/).fill(reprint);
        await page.keyboard.press('Enter');
        await page.getByRole('button', { name: 'Waarom niet één titel?' }).click();
        await page.getByText('Deze records zijn niet één titel').waitFor();
        await page.getByText('Hun beschrijving verschilt in: jaar.').waitFor();
        expect(await manager.accessibilityProblems()).toEqual([]);
        await page.getByRole('button', { name: 'Samenvoegen' }).click();
        const dialog = page.getByRole('dialog', { name: 'Titels samenvoegen' });
        await dialog.getByRole('button', { name: 'Samenvoegen' }).click();
        await dialog.getByText('Schrijf op waarom.').waitFor();
        await dialog.getByLabel('Waarom?').fill('Herdruk van hetzelfde boek');
        expect(await manager.accessibilityProblems()).toEqual([]);
        await dialog.getByRole('button', { name: 'Samenvoegen' }).click();
        await dialog.waitFor({ state: 'detached' });
        await page.getByLabel(/met nummer t2$/).waitFor();
        await page.getByText('“Herdruk van hetzelfde boek”').first().waitFor();
      },
      PATIENCE,
    );

    it(
      'lets only whose record it is, or the plan owner, set it apart, and goes back',
      async () => {
        const { manager, owner } = world;
        const { page } = manager;
        await page.getByLabel(/met nummer t3$/).check();
        await page.getByText('U zet alleen records van uw eigen bibliotheek apart.').waitFor();
        expect(await page.getByRole('button', { name: 'Apart zetten' }).isDisabled()).toBe(true);

        await owner.open(new URL(page.url()).pathname);
        await owner.page.getByLabel(/met nummer t3$/).check();
        await owner.page.getByRole('button', { name: 'Apart zetten' }).click();
        const dialog = owner.page.getByRole('dialog', { name: 'Records apart zetten' });
        await dialog.getByLabel('Waarom?').fill('Een ander boek onder hetzelfde nummer');
        await dialog.getByRole('button', { name: 'Apart zetten' }).click();
        await dialog.waitFor({ state: 'detached' });
        await owner.page.getByRole('heading', { level: 1, name: `${title} (roman)` }).waitFor();
        await owner.page.getByRole('cell', { name: /apart gezet/ }).waitFor();
        expect(await owner.accessibilityProblems()).toEqual([]);

        await owner.page.getByRole('button', { name: 'Ongedaan maken' }).click();
        const back = owner.page.getByRole('dialog', { name: 'Besluit ongedaan maken' });
        await back.getByLabel('Waarom?').fill('Toch hetzelfde boek');
        await back.getByRole('button', { name: 'Ongedaan maken' }).click();
        await back.waitFor({ state: 'detached' });
        await soon(async () => expect(new URL(owner.page.url()).pathname).toBe(new URL(page.url()).pathname));
        await soon(async () => expect(await owner.page.getByLabel(/met nummer t\d$/).count()).toBe(3));
        await owner.page.getByText(/Toch hetzelfde boek/).waitFor();
      },
      PATIENCE,
    );

    it(
      'tells who had it on another day, and what changed since',
      async () => {
        const { manager } = world;
        const { page } = manager;
        await page.reload();
        const history = page.getByRole('region', { name: 'Wie had de titel eerder' });
        await history.getByRole('button', { name: 'Bekijk' }).click();
        await history.getByText('Vul een dag in.').waitFor();
        await history.getByLabel('Op welke dag').fill('01-01-2020');
        await page.keyboard.press('Enter');
        await history.getByText('Aan het eind van 1 januari 2020').waitFor();
        await history.getByText(/Van daarvoor is niets bekend/).waitFor();
        const today = new Date().toISOString().slice(0, 10).split('-').toReversed().join('-');
        await history.getByLabel('Op welke dag').fill(today);
        await page.keyboard.press('Enter');
        await history.getByText('In bezit of in bestelling bij 2 deelnemers').waitFor();
        // Set apart and back: what the neighbour had was twice so, and once with another title.
        const changes = history.getByRole('table', { name: 'Wat er veranderde' });
        expect(await changes.getByRole('row').count()).toBeGreaterThan(4);
        expect(await manager.accessibilityProblems()).toEqual([]);
      },
      PATIENCE,
    );
  });
}
