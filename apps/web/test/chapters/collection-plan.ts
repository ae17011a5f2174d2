import { describe, expect, it } from '@jest/globals';
import { soon, type Visitor } from '../screens.ts';
import { PATIENCE, type World } from '../world.ts';

interface InForce {
  readonly title: string;
  readonly version: number;
  readonly yaml: string;
}

async function inForce({ page }: Visitor): Promise<InForce> {
  const answer = await page.request.get(new URL('/api/coverage/collection-plans/current', page.url()).href);
  return (await answer.json()) as InForce;
}

/** Brings in a text as a draft, and waits for its page. */
async function readIn({ page }: Visitor, text: string): Promise<void> {
  await page.getByLabel('De tekst van het plan').fill(text);
  await page.getByRole('button', { name: 'Inlezen als concept' }).click();
  await page.getByText('Het concept is ingelezen').waitFor();
  await page.waitForURL(/\/collectieplan\/[^/]+\/\d+$/);
}

/** Another version of the joint plan takes the place of the one in force. */
export function collectionPlan(world: World): void {
  describe('a new version of the collection plan', () => {
    it(
      'tells every mistake of a text, and keeps nothing of it',
      async () => {
        const { owner } = world;
        await owner.open('/collectieplan');
        const versions = await owner.page.locator('.items .item').count();
        await owner.page.getByLabel('De tekst van het plan').fill('plan: proef\nvolgorde: 1\n');
        await owner.page.getByRole('button', { name: 'Inlezen als concept' }).click();
        await owner.page.getByText(/^Het plan heeft \d+ fout/).waitFor();
        await owner.page.reload();
        await owner.settled();
        await soon(async () => expect(await owner.page.locator('.items .item').count()).toBe(versions));
      },
      PATIENCE,
    );

    it(
      'comes from a spreadsheet, whose mistakes are told by line and column',
      async () => {
        const { owner } = world;
        const { page } = owner;
        await owner.open('/collectieplan');
        const href = await page.getByRole('link', { name: 'Tabel (CSV)' }).getAttribute('href');
        const csv = await (await page.request.get(new URL(href ?? '', page.url()).href)).text();
        const choose = (content: string): Promise<void> =>
          page.locator('input[aria-label="Kies een YAML- of CSV-bestand"]').setInputFiles({
            name: 'plan.csv',
            mimeType: 'text/csv',
            buffer: Buffer.from(content),
          });
        const read = page.getByRole('button', { name: 'Inlezen als concept' });
        await choose(csv.replace('nbc:01*', 'nbc:x*'));
        await soon(async () => expect(await page.getByLabel('De tekst van het plan').inputValue()).toContain('nbc:x*'));
        await read.click();
        await page.getByText('Het plan heeft 1 fout').waitFor();
        await page.getByText("regel 2, kolom 'classification'", { exact: true }).waitFor();
        await page.getByText('‘x’ is geen notatie van NBC.', { exact: false }).waitFor();
        expect(await owner.accessibilityProblems()).toEqual([]);
        await choose(csv);
        await soon(async () =>
          expect(await page.getByLabel('De tekst van het plan').inputValue()).not.toContain('nbc:x*'),
        );
        await read.click();
        await page.waitForURL(/\/collectieplan\/[^/]+\/\d+$/);
        await page.getByRole('link', { name: 'Verschil met wat nu geldt' }).click();
        await page.getByText('Deze twee versies zeggen hetzelfde').waitFor();
      },
      PATIENCE,
    );

    it(
      'is compared with the one in force, in words and in numbers',
      async () => {
        const { owner } = world;
        const { page } = owner;
        const { yaml, title, version } = await inForce(owner);
        await owner.open('/collectieplan');
        await readIn(owner, yaml.replace('titles: { min: 25 }', 'titles: { min: 40 }'));
        await page.getByRole('link', { name: 'Verschil met wat nu geldt' }).click();
        await page.getByText('het minimum aantal titels gaat omhoog van 25 naar 40').waitFor();
        await page.getByRole('row', { name: /minimum titels 25 40 \+15/ }).waitFor();
        expect(await owner.accessibilityProblems()).toEqual([]);
        const file = await page.request.get(
          new URL((await page.getByRole('link', { name: 'Verschil als CSV' }).getAttribute('href')) ?? '', page.url())
            .href,
        );
        expect(await file.text()).toContain(';minimumTitles;25;40;15');
        await page.getByLabel('Latere versie').selectOption({ label: `Versie ${version} (vastgesteld): ${title}` });
        await page.getByText('Deze twee versies zeggen hetzelfde').waitFor();
      },
      PATIENCE,
    );

    it(
      'is written from the text of a version, and asks before what was written goes',
      async () => {
        const { owner } = world;
        const { page } = owner;
        const { yaml } = await inForce(owner);
        await owner.open('/collectieplan');
        const field = page.getByLabel('De tekst van het plan');
        const take = page.getByRole('button', { name: 'Tekst overnemen' });
        await take.click();
        await soon(async () => expect(await field.inputValue()).toBe(yaml));
        await field.fill(yaml.replace('titles: { min: 25 }', 'titles: { min: 35 }'));
        await take.click();
        const question = page.getByRole('dialog', { name: 'De tekst in het veld vervangen?' });
        expect(await owner.accessibilityProblems()).toEqual([]);
        await question.getByRole('button', { name: 'Annuleren' }).click();
        expect(await field.inputValue()).toContain('titles: { min: 35 }');
        await take.click();
        await question.getByRole('button', { name: 'Tekst overnemen' }).click();
        await soon(async () => expect(await field.inputValue()).toBe(yaml));
        await readIn(owner, yaml.replace('titles: { min: 25 }', 'titles: { min: 35 }'));
        await page.getByRole('link', { name: 'Verschil met wat nu geldt' }).click();
        await page.getByText('het minimum aantal titels gaat omhoog van 25 naar 35').waitFor();
      },
      PATIENCE,
    );

    it(
      'tells which profiles claim the same titles, and what nobody claims',
      async () => {
        const { owner } = world;
        const { yaml } = await inForce(owner);
        await owner.open('/collectieplan');
        const once = yaml.replace("prefix: '02'", "prefix: '01.1'").replace("prefix: '89'", "prefix: '89.1'");
        await readIn(owner, once);
        const panel = owner.page.getByRole('region', { name: 'Hoe de profielen op elkaar aansluiten' });
        await panel.getByText('1 paar profielen overlapt').waitFor();
        await panel.getByText('Bijvoorbeeld een titel met: NBC 01.1.').waitFor();
        await panel.getByText('02, 89.0, 89.2–89.9').waitFor();
        expect(await owner.accessibilityProblems()).toEqual([]);
      },
      PATIENCE,
    );

    it(
      'tells which profiles claim the same titles by a crosswalk, and what only that brings into one',
      async () => {
        const { owner } = world;
        const { yaml } = await inForce(owner);
        await owner.open('/collectieplan');
        const crosswalk = '  - { from: siso, to: nbc, rules: "78;24.50\\n785;24.50\\n785;20.10" }';
        await readIn(owner, yaml.replace(/^crosswalks:$/m, `crosswalks:\n${crosswalk}`));
        const panel = owner.page.getByRole('region', { name: 'Hoe de profielen op elkaar aansluiten' });
        await panel.getByText('1 paar profielen overlapt').waitFor();
        await panel.getByRole('heading', { name: 'Overlap via de concordantie' }).waitFor();
        await panel.getByText('Via de concordantie is SISO 785 ook NBC 20.10 en NBC 24.50.').waitFor();
        const siso = panel.getByText('Geen profiel noemt deze delen van de SISO');
        await soon(async () => expect(await siso.innerText()).toContain('780–789'));
        expect(await owner.accessibilityProblems()).toEqual([]);
      },
      PATIENCE,
    );

    it(
      'is adopted after a question that names what it replaces, and others see it without a reload',
      async () => {
        const { manager, owner } = world;
        const { page } = owner;
        const { title, version, yaml } = await inForce(owner);
        await manager.open('/collectieplan');
        await manager.page.getByText(`Versie ${version} ·`).waitFor();

        await owner.open('/collectieplan');
        const next = yaml.replace(/^title: .*$/m, `title: Proefplan ${Date.now()} (verzonnen)`);
        await readIn(owner, next);
        const adopted = new URL(page.url()).pathname.split('/').at(-1);
        expect(Number(adopted)).toBeGreaterThan(version);
        await page.getByRole('button', { name: 'Vaststellen' }).click();
        const question = page.getByRole('dialog', { name: 'Dit collectieplan vaststellen?' });
        await soon(async () =>
          expect(await question.innerText()).toContain(`Dit vervangt ${title}, versie ${version}`),
        );
        expect(await owner.accessibilityProblems()).toEqual([]);
        await question.getByRole('button', { name: 'Vaststellen' }).click();
        await page.locator('.panel .mark', { hasText: 'vastgesteld' }).waitFor();
        await soon(async () => expect(await page.getByRole('button', { name: 'Vaststellen' }).count()).toBe(0));
        await manager.page.getByText(`Versie ${adopted} ·`).waitFor();
      },
      PATIENCE,
    );
  });
}
