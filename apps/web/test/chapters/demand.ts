import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { freshIsbn, soon, type Visitor } from '../screens.ts';
import { PATIENCE, type World } from '../world.ts';

const NOORDERVEEN = 'NL-0800099005';
const HEAD = 'id;isbn;datum;bereik;uitkomst;deelnemer;aantal';

/** What readers ask for: from a file of loan requests to the advice on buying and on weeding. */
export function demand(world: World): void {
  describe('demand', () => {
    const isbn = freshIsbn();

    it(
      'comes from a file, whose wrong lines are told in Dutch and given back to be mended',
      async () => {
        const { owner } = world;
        const { page } = owner;
        await owner.open('/ibl');
        await page.getByRole('heading', { name: 'Vanaf wanneer de vraag meetelt' }).waitFor();
        await page.getByRole('button', { name: 'Overnemen' }).click();
        await page.getByText('Kies eerst een bestand.').waitFor();
        expect(await owner.accessibilityProblems()).toEqual([]);

        await send(owner, [requests(isbn, 2, 'niet vervuld'), requests(isbn, 3, 'onbekend')]);
        await page.getByText('1 regel kon niet worden overgenomen').waitFor();
        await soon(async () =>
          expect(await page.locator('tbody tr').innerText()).toMatch(/regel 3[^]*De uitkomst klopt niet/),
        );
        expect(await owner.accessibilityProblems()).toEqual([]);

        const downloading = page.waitForEvent('download');
        await page.getByRole('button', { name: 'Afgekeurde regels downloaden' }).click();
        const rejected = await readFile(await (await downloading).path(), 'utf8');
        const mended = rejected.replace('onbekend', 'vervuld').trim().split(/\r\n/).slice(1);
        await send(owner, mended, `${HEAD};problem`);
        await soon(async () => expect(await outcomeOn(owner)).toMatch(/Nieuw\s+1[^]*Afgekeurd\s+0/));
        await send(owner, mended, `${HEAD};problem`);
        await soon(async () => expect(await outcomeOn(owner)).toMatch(/Nieuw\s+0[^]*Al bekend\s+1/));
        await page
          .locator('.item', { hasText: `ibl-${isbn}.csv` })
          .first()
          .waitFor();
        expect(await owner.accessibilityProblems()).toEqual([]);
      },
      PATIENCE,
    );

    it(
      'is a reason to buy, with its numbers, in the check and beside the lines of a plan',
      async () => {
        const { manager } = world;
        const { page } = manager;
        await manager.open('/controle');
        await page.getByLabel('Typ of plak ISBN’s').fill(isbn);
        await page.getByRole('button', { name: 'Controleren' }).click();
        const row = page.getByRole('row', { name: new RegExp(isbn) });
        await row.getByText('koop', { exact: true }).waitFor();
        await soon(async () =>
          expect(await row.innerText()).toMatch(
            /niemand kon vervullen: 2[^]*landelijk 2[^]*Aanvragen in 12 maanden: 3 vervuld/,
          ),
        );
        expect(await manager.accessibilityProblems()).toEqual([]);
        await manager.fillPlan({ name: `Vraag ${isbn}`, profile: 'nbc-24' });
        await page.getByLabel('Titels die u al weet').fill(`${isbn} Gevraagd`);
        const advised = page.getByRole('list', { name: 'Advies per titel' });
        await advised.getByText(/niemand kon vervullen: 2/).waitFor();
      },
      PATIENCE,
    );

    it(
      'counts from where the plan owner says, after a question',
      async () => {
        const { owner, manager } = world;
        const { page } = owner;
        await changeRule(owner, '0');
        const question = page.getByRole('dialog');
        await question.getByText('Vul een heel getal in van 1 tot en met 10.000.').waitFor();
        expect(await owner.accessibilityProblems()).toEqual([]);
        await question.getByLabel('Niet vervulde aanvragen om te kopen').fill('3');
        await question.getByRole('button', { name: 'Opslaan' }).click();
        await page.getByText(/^Vanaf 3 aanvragen die niemand kon vervullen/).waitFor();
        await manager.open('/ibl');
        await manager.page.getByText(/^Vanaf 3 aanvragen/).waitFor();
        await soon(async () => expect(await manager.page.getByRole('button', { name: 'Overnemen' }).count()).toBe(0));
        expect(await manager.accessibilityProblems()).toEqual([]);
        await changeRule(owner, '2');
        await question.getByRole('button', { name: 'Opslaan' }).click();
        await page.getByText(/^Vanaf 2 aanvragen die niemand kon vervullen/).waitFor();
      },
      PATIENCE,
    );

    it(
      'lets a title that was asked for in vain be offered before it goes, and says why',
      async () => {
        const { manager, neighbour } = world;
        const { page } = manager;
        await manager.deliver(holding(isbn), 'vraag');
        await neighbour.deliver(holding(isbn), 'vraag');
        await manager.open('/afstoten');
        await page.getByLabel('Titels die weg mogen').fill(isbn);
        const item = page.locator('.item', { hasText: isbn });
        await soon(async () => {
          const answered = page.waitForResponse((it) => it.url().endsWith('/withdrawals/check'));
          await page.getByRole('button', { name: 'Controleren', exact: true }).click();
          await answered;
          expect(await item.innerText()).toMatch(
            /aanbieden[^]*kon niemand 2 aanvragen van lezers vervullen[^]*3 vervuld, 2 niet/,
          );
        });
        expect(await manager.accessibilityProblems()).toEqual([]);
        await page.getByLabel('Naam van de lijst').fill(`Gevraagd ${isbn}`);
        await page.getByRole('button', { name: 'Besluiten' }).click();
        await page.getByRole('dialog').getByRole('button', { name: 'Besluiten' }).click();
        await page.getByRole('heading', { level: 1, name: `Gevraagd ${isbn}` }).waitFor();
        await item.getByText(/kon niemand 2 aanvragen[^]*Iedereen kan dit overnemen/).waitFor();
        expect(await manager.accessibilityProblems()).toEqual([]);
      },
      PATIENCE,
    );
  });
}

function requests(isbn: string, count: number, outcome: string): string {
  return [`${isbn}-${count}`, isbn, '2026-11-20', 'landelijk', outcome, NOORDERVEEN, count].join(';');
}

async function send({ page }: Visitor, lines: readonly string[], head = HEAD): Promise<void> {
  const name = `ibl-${lines[0]?.split(';')[1] ?? ''}.csv`;
  const buffer = Buffer.from([head, ...lines].join('\n'));
  await page.setInputFiles('input[type=file]', { name, mimeType: 'text/csv', buffer });
  await page.getByRole('button', { name: 'Overnemen' }).click();
}

function outcomeOn({ page }: Visitor): Promise<string> {
  return page.getByRole('status', { name: 'Uitkomst' }).innerText();
}

/** Opens the question from where on demand counts, and fills in how many requests are a reason to buy. */
async function changeRule({ page }: Visitor, buyAt: string): Promise<void> {
  await page.getByRole('button', { name: 'Wijzigen' }).click();
  const question = page.getByRole('dialog', { name: 'Vanaf wanneer telt de vraag mee?' });
  await question.getByLabel('Niet vervulde aanvragen om te kopen').fill(buyAt);
}

function holding(isbn: string): { name: string; content: string } {
  const row = `v${isbn},${isbn},Gevraagd ${isbn},2020,1`;
  return { name: `bezit-${isbn}.csv`, content: `id,isbn,titel,jaar,exemplaren\n${row}` };
}
