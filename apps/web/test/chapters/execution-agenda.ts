import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { soon } from '../screens.ts';
import { PATIENCE, type World } from '../world.ts';

/** The plan's own list: read by all, reported on by who owns an action, changed by the plan owner. */
export function executionAgenda(world: World): void {
  describe('the execution agenda', () => {
    it(
      'is narrowed down, put in order and taken home',
      async () => {
        const { manager } = world;
        const { page } = manager;
        await manager.open('/uitvoeringsagenda');
        const groups = page.locator('.agenda tbody');
        await soon(async () => expect(await groups.count()).toBe(10));
        await page.getByRole('link', { name: /Digitaal en fysiek erfgoed/ }).click();
        await soon(async () => expect(await groups.count()).toBe(2));
        await page.getByLabel('Soort').selectOption('wettelijk');
        await soon(async () => expect(await groups.count()).toBe(1));
        expect(await manager.accessibilityProblems()).toEqual([]);
        await page.getByRole('button', { name: 'Wis de filters' }).click();
        await page.getByLabel('Termijn').selectOption('alleen te laat');
        await soon(async () => expect(await groups.first().innerText()).toContain('te laat'));
        const list = page.getByRole('link', { name: 'Lijst als CSV' });
        // The first agreement is late before the others are gone as well.
        await soon(async () => expect(await list.getAttribute('href')).toContain('overdue'));
        const href = await list.getAttribute('href');
        const file = await page.request.get(new URL(href ?? '', page.url()).href);
        const [head, ...lines] = (await file.text()).trim().split('\r\n');
        expect(head).toContain('agreement;cluster;kind;text');
        expect(lines.every((line) => line.includes(';yes;'))).toBe(true);
      },
      PATIENCE,
    );

    it(
      'leads from an agreement to the flags that measure it, as many as it says',
      async () => {
        const { page } = world.owner;
        await world.owner.open('/uitvoeringsagenda/na-06');
        const count = await page.locator('strong', { hasText: 'open signalering' }).innerText();
        await page.getByRole('link', { name: 'Bekijk ze' }).click();
        await page.getByText('Alleen signaleringen die deze netwerkafspraak meten').waitFor();
        const flags = await page.request.get(
          new URL('/api/coverage/flags?state=open&agreement=na-06&limit=500', page.url()).href,
        );
        const { items } = (await flags.json()) as { items: unknown[] };
        expect(Number.parseInt(count, 10) || 0).toBe(items.length);
        expect(await world.owner.accessibilityProblems()).toEqual([]);
      },
      PATIENCE,
    );

    it(
      'is reported on by who owns the action, and nobody overwrites what another just said',
      async () => {
        const { owner } = world;
        const { page } = owner;
        await owner.open('/uitvoeringsagenda/na-02');
        await page.getByRole('button', { name: 'Voortgang melden van na-02-a' }).click();
        const dialog = page.getByRole('dialog', { name: 'Hoe ver is deze actie?' });
        await dialog.getByRole('button', { name: 'Melden' }).click();
        await dialog.getByText('Schrijf in een paar woorden hoe het gaat.').waitFor();
        expect(await owner.accessibilityProblems()).toEqual([]);
        await dialog.getByLabel('Voortgang in procent').fill('45');
        await dialog.getByLabel('Toelichting').fill('De helft van de niveaus is bekeken.');
        const session = await page.request.get(new URL('/api/me', page.url()).href);
        const { csrf } = (await session.json()) as { csrf: string };
        const report = new URL('/api/coverage/actions/na-02-a/reports', page.url()).href;
        const seen = await page.request.get(new URL('/api/coverage/network-agreements/na-02', page.url()).href);
        const { actions } = (await seen.json()) as { actions: { reports: unknown[] }[] };
        const other = await page.request.post(report, {
          headers: { 'x-csrf-token': csrf },
          data: {
            after: actions[0]?.reports.length ?? 0,
            state: 'running',
            progress: 20,
            text: 'Een ander was eerder.',
          },
        });
        expect(other.status()).toBe(201);
        await dialog.getByRole('button', { name: 'Melden' }).click();
        await dialog.getByText('Iemand anders heeft intussen over deze actie gemeld', { exact: false }).waitFor();
        await dialog.getByRole('button', { name: 'Annuleren' }).click();
        await page.getByText('Een ander was eerder.').first().waitFor();
        await page.getByRole('button', { name: 'Voortgang melden van na-02-a' }).click();
        await dialog.getByLabel('Voortgang in procent').fill('45');
        await dialog.getByLabel('Toelichting').fill('De helft van de niveaus is bekeken.');
        await dialog.getByRole('button', { name: 'Melden' }).click();
        const history = page.getByRole('list', { name: 'Verloop van na-02-a' });
        await history.getByText('De helft van de niveaus is bekeken.').first().waitFor();
        await world.manager.open('/uitvoeringsagenda/na-02');
        await world.manager.page.getByText('De helft van de niveaus is bekeken.').first().waitFor();
        expect(await world.manager.page.getByRole('button', { name: /^Voortgang melden/ }).count()).toBe(0);
      },
      PATIENCE,
    );

    it(
      'is changed by a file that is tried out first, which makes a draft that the difference tells of',
      async () => {
        const { owner } = world;
        const { page } = owner;
        const plans = await page.request.get(new URL('/api/coverage/collection-plans?limit=500', page.url()).href);
        const { items } = (await plans.json()) as { items: { code: string; token: string; state: string }[] };
        const inForce = items.find(({ state }) => state === 'adopted');
        const newest = items.find(({ code }) => code === inForce?.code)?.token ?? '';
        const list = await page.request.get(
          new URL(`/api/coverage/network-agreements.csv?version=${newest}`, page.url()).href,
        );
        const before = await list.text();
        const words = `Gewijzigd ${Date.now()}`;
        await owner.open(`/uitvoeringsagenda?version=${newest}`);
        const choose = async (text: string): Promise<void> => {
          const [chooser] = await Promise.all([
            page.waitForEvent('filechooser'),
            page.getByRole('button', { name: 'Kies een CSV-bestand' }).click(),
          ]);
          await chooser.setFiles({ name: 'lijst.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
        };
        const lines = before.split('\r\n');
        const broken = lines.findIndex((line) => line.includes(';legal;')) + 1;
        const code = lines[broken - 1]?.split(';')[0] ?? '';
        await choose(before.replace(';legal;', ';wettelijk;').replace(/^na-10;.*\r\n/gm, ''));
        await page.getByRole('heading', { name: 'Wat lijst.csv verandert' }).waitFor();
        await page.getByRole('cell', { name: `regel ${broken}, kolom 'kind'` }).waitFor();
        await page
          .getByText('‘wettelijk’ is geen soort netwerkafspraak. Gebruik legal, normative', { exact: false })
          .first()
          .waitFor();
        const goes = page.getByRole('list', { name: 'Netwerkafspraken die verdwijnen' });
        await goes.getByText('na-10').waitFor();
        expect(await owner.accessibilityProblems()).toEqual([]);
        const [download] = await Promise.all([
          page.waitForEvent('download'),
          page.getByRole('button', { name: 'Afgekeurde regels downloaden' }).click(),
        ]);
        expect(download.suggestedFilename()).toBe('afgekeurd.csv');
        const back = await readFile(await download.path(), 'utf8');
        expect(back).toMatch(new RegExp(`^${code};.*;wettelijk;.*not a known kind`, 'm'));
        await page.getByRole('button', { name: 'Concept maken' }).click();
        const asked = page.getByRole('dialog', { name: 'Netwerkafspraken verwijderen?' });
        await asked.getByRole('list', { name: 'Netwerkafspraken die verdwijnen' }).getByText('na-10').waitFor();
        expect(await owner.accessibilityProblems()).toEqual([]);
        await asked.getByRole('button', { name: 'Annuleren' }).click();
        await asked.waitFor({ state: 'hidden' });
        await choose(back.replace(';wettelijk;', ';legal;'));
        await page.getByText('Dit bestand verandert niets aan de lijst.', { exact: false }).waitFor();
        await page.getByText('en blijven zoals zij zijn', { exact: false }).waitFor();
        expect(await page.getByRole('button', { name: 'Concept maken' }).count()).toBe(0);
        await page.getByRole('button', { name: 'Annuleren' }).click();
        await soon(async () =>
          expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Kies een CSV-bestand'),
        );
        await choose(before.replace(/De werkgroep Metadata[^;]*/, words));
        const says = page.getByRole('list', { name: 'Wat er verandert' });
        await says.getByText(words, { exact: false }).waitFor();
        expect(new URL(page.url()).searchParams.get('version')).toBe(newest);
        await page.getByRole('button', { name: 'Concept maken' }).click();
        await page.waitForURL((url) => (url.searchParams.get('version') ?? newest) !== newest);
        await page.locator('.agenda').getByText(words).waitFor();
        expect(await owner.accessibilityProblems()).toEqual([]);
        const made = new URL(page.url()).searchParams.get('version') ?? '';
        await owner.open(`/collectieplan/verschil?${new URLSearchParams({ van: newest, naar: made })}`);
        await page.getByText(`Netwerkafspraak na-10: de tekst was`, { exact: false }).waitFor();
      },
      PATIENCE,
    );
  });
}
