import { describe, expect, it } from '@jest/globals';
import { freshIsbn, soon, type Visitor } from '../screens.ts';
import { PATIENCE, type World } from '../world.ts';

/** A list of what is to go, from the check to a copy that somebody else took over. */
export function weeding(world: World): void {
  describe('weeding', () => {
    const last = freshIsbn();
    const shared = freshIsbn();
    const list = `Magazijn ${last}`;

    it(
      'says of each title of a list whether it may go, and why; what is no number is told apart',
      async () => {
        const { manager, neighbour } = world;
        await manager.deliver(file([last, shared]), 'afstoten');
        await neighbour.deliver(file([shared]), 'afstoten');
        await manager.open('/afstoten');
        await manager.page.getByLabel('Titels die weg mogen').fill(`${last}\n${shared};1\n123`);
        await checkUntilKnown(manager, shared);
        await soon(async () =>
          expect(await itemOf(manager, last).innerText()).toMatch(/bewaren[^]*laatste aanwezige exemplaar/),
        );
        await soon(async () =>
          expect(await itemOf(manager, shared).innerText()).toMatch(/mag weg[^]*Er blijft 1 exemplaar over/),
        );
        await manager.page.getByText('Regel 3:').waitFor();
        expect(await manager.accessibilityProblems()).toEqual([]);
      },
      PATIENCE,
    );

    it(
      'decides after a question, and asks for a name and a day that can be',
      async () => {
        const { page } = world.manager;
        await page.getByRole('button', { name: 'Besluiten' }).click();
        await page.getByText('Geef de lijst een naam.').waitFor();
        await page.getByLabel('Naam van de lijst').fill(list);
        await page.getByRole('button', { name: 'Besluiten' }).click();
        const question = page.getByRole('dialog', { name: 'Over deze lijst besluiten?' });
        await soon(async () => expect(await question.innerText()).toMatch(/Bewaren: 1\.[^]*Vrijgeven: 1\./));
        await question.getByRole('button', { name: 'Besluiten' }).click();
        await page.getByRole('heading', { level: 1, name: list }).waitFor();
        await soon(async () => expect(await itemOf(world.manager, shared).innerText()).toContain('vrijgegeven'));
        expect(await world.manager.accessibilityProblems()).toEqual([]);
      },
      PATIENCE,
    );

    it(
      'goes against the advice with a reason only',
      async () => {
        const { page } = world.manager;
        await itemOf(world.manager, last)
          .getByRole('button', { name: /^Toch vrijgeven/ })
          .click();
        const question = page.getByRole('dialog', { name: 'Deze titel toch vrijgeven?' });
        await question.getByRole('button', { name: 'Toch vrijgeven' }).click();
        await question.getByText('Schrijf waarom de titel toch weg mag.').waitFor();
        expect(await world.manager.accessibilityProblems()).toEqual([]);
        await question.getByRole('button', { name: 'Annuleren' }).click();
      },
      PATIENCE,
    );

    it(
      'lets another participant take over a last copy; whoever offered it sees that without a reload',
      async () => {
        const { manager, neighbour } = world;
        await neighbour.open('/afstoten?deel=aanbod');
        await itemOf(manager, last)
          .getByRole('button', { name: /^Aan iedereen aanbieden/ })
          .click();
        await manager.page.getByRole('dialog').getByRole('button', { name: 'Aan iedereen aanbieden' }).click();
        await itemOf(neighbour, last).waitFor();
        expect(await neighbour.accessibilityProblems()).toEqual([]);
        await itemOf(neighbour, last)
          .getByRole('button', { name: /^Overnemen/ })
          .click();
        await neighbour.page.getByRole('dialog').getByRole('button', { name: 'Overnemen' }).click();
        await itemOf(manager, last)
          .getByText(/^Overgenomen door .*Lindeburg/)
          .waitFor();
        await neighbour.open('/afstoten?deel=overgenomen');
        await itemOf(neighbour, last).waitFor();
      },
      PATIENCE,
    );

    it(
      'warns the plan owner of a last copy that goes against the advice',
      async () => {
        const { page } = world.owner;
        await world.owner.open('/signaleringen?kind=risk.last-copy');
        const flag = page.locator('.flag-item', { hasText: 'is het laatste dat het netwerk ervan heeft' });
        await flag.getByRole('link').click();
        const numbers = page.getByRole('dialog').locator('.numbers');
        await numbers.getByRole('row', { name: 'Aanwezige exemplaren nu 1' }).waitFor();
        await numbers.getByRole('row', { name: /Polderland.*: stoot af 1$/ }).waitFor();
        expect(await world.owner.accessibilityProblems()).toEqual([]);
      },
      PATIENCE,
    );

    it(
      'keeps what was released to be found, by its state and as a file',
      async () => {
        const { manager } = world;
        await manager.open('/afstoten?deel=titels');
        await manager.page.getByLabel('Stand', { exact: true }).selectOption('vrijgegeven');
        await itemOf(manager, shared).waitFor();
        await itemOf(manager, last).waitFor({ state: 'detached' });
        const address = await manager.page.getByRole('link', { name: 'Downloaden (CSV)' }).getAttribute('href');
        const answer = await manager.page.request.get(new URL(address ?? '', manager.page.url()).href);
        expect(await answer.text()).toContain(shared);
        await manager.open('/afstoten?deel=lijsten');
        await manager.page.getByRole('link', { name: list }).waitFor();
        expect(await manager.accessibilityProblems()).toEqual([]);
      },
      PATIENCE,
    );
  });
}

function file(isbns: readonly string[]): { name: string; content: string } {
  const rows = isbns.map((isbn) => `w${isbn},${isbn},Boek ${isbn},2020,1`);
  return { name: `bezit-${isbns.join('-')}.csv`, content: ['id,isbn,titel,jaar,exemplaren', ...rows].join('\n') };
}

function itemOf(visitor: Visitor, isbn: string) {
  const { page } = visitor;
  return page.locator('.item', { has: page.locator('.item-name code', { hasText: isbn }) });
}

/** Agreements hears of holdings a little later: checks again until it knows of a title. */
async function checkUntilKnown({ page }: Visitor, isbn: string): Promise<void> {
  const known = page.locator('.item', { hasText: `Boek ${isbn}` }).filter({ hasText: 'Er blijft' });
  do {
    const answered = page.waitForResponse((it) => it.url().endsWith('/withdrawals/check'));
    await page.getByRole('button', { name: 'Controleren', exact: true }).click();
    await answered;
    await page.locator('.item').first().waitFor();
    await page.waitForTimeout(300);
  } while ((await known.count()) === 0);
}
