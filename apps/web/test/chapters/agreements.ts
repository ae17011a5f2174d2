import { addDays } from '#libs/kernel';
import { describe, expect, it } from '@jest/globals';
import { soon, type Visitor } from '../screens.ts';
import { PATIENCE, type World } from '../world.ts';

interface Agreement {
  readonly id: string;
  readonly profile: string;
  readonly to: string;
  readonly endedBecause: string | null;
}

/** The life of an agreement: found, renewed, adjusted, handed over, ended, and on the agenda. */
export function agreements(world: World): void {
  describe('agreements', () => {
    let kept: Agreement[];
    /** Those that nobody ended or handed over yet. */
    let open: Agreement[];

    it(
      'lists those of the own participant on a day, and narrows them down',
      async () => {
        const { manager } = world;
        kept = await ownAgreements(manager);
        open = kept.filter(({ endedBecause }) => endedBecause === null);
        await manager.open('/afspraken');
        const items = manager.page.locator('main .item');
        await items.first().waitFor();
        await soon(async () => expect(await items.count()).toBe(kept.length));
        expect(await manager.accessibilityProblems()).toEqual([]);
        const convenant = await manager.page.getByRole('link', { name: 'Convenant (PDF)' }).getAttribute('href');
        const file = await manager.page.request.get(new URL(convenant ?? '', manager.page.url()).href);
        expect(file.headers()['content-type']).toBe('application/pdf');
        expect((await file.body()).subarray(0, 5).toString()).toBe('%PDF-');
        await manager.page.getByLabel('Profiel').selectOption(kept[0]!.profile);
        const narrowed = kept.filter(({ profile }) => profile === kept[0]!.profile).length;
        await manager.page.waitForFunction(
          (count) => document.querySelectorAll('main .item').length === count,
          narrowed,
        );
        expect(new URL(manager.page.url()).searchParams.get('profile')).toBe(kept[0]!.profile);
        await manager.page.getByLabel('Geldig op').fill('1-1-2019');
        await manager.page.getByText('Geen afspraken gevonden').waitFor();
      },
      PATIENCE,
    );

    it(
      'is renewed to a later day, which others see without reloading',
      async () => {
        const { manager, owner } = world;
        const [{ id, to }] = open as [Agreement];
        const until = addDays(to, 31);
        for (const visitor of [manager, owner]) await visitor.open(`/afspraken/${id}`);
        expect(await manager.accessibilityProblems()).toEqual([]);
        await manager.page.getByRole('button', { name: 'Verlengen' }).click();
        const question = manager.page.getByRole('dialog', { name: 'Deze afspraak verlengen?' });
        const confirm = question.getByRole('button', { name: 'Verlengen' });
        await confirm.click();
        await question.getByText('Vul dit in.').waitFor();
        await question.getByLabel('Nieuwe laatste dag').fill(dutch(to));
        await question.getByText('Kies een dag na de huidige laatste dag.').waitFor();
        expect(await manager.accessibilityProblems()).toEqual([]);
        await question.getByLabel('Nieuwe laatste dag').fill(dutch(until));
        await confirm.click();
        await question.waitFor({ state: 'detached' });
        await owner.page
          .locator('.history')
          .getByText(`Laatste dag: van ${long(to)} naar ${long(until)}`)
          .waitFor();
        const history = owner.page.locator('.history');
        await history.getByText(/^Reden: het acquisitieplan ‘.*’ is goedgekeurd$/).waitFor();
        await owner.page.getByRole('button', { name: /Switch to English/ }).click();
        await history.getByText(/^Reason: the acquisition plan ‘.*’ was accepted$/).waitFor();
        await owner.page.getByRole('button', { name: /Naar het Nederlands/ }).click();
      },
      PATIENCE,
    );

    it(
      'is adjusted for a reason; who was looking at what it said before is told so',
      async () => {
        const { manager, owner } = world;
        const titles = String(100 + (Date.now() % 900));
        await manager.page.getByRole('button', { name: 'Bijstellen' }).click();
        const late = manager.page.getByRole('dialog', { name: 'Deze afspraak bijstellen?' });
        await late.getByLabel('Titels').fill('7');
        await late.getByLabel('Reden').fill('Te laat.');
        await owner.page.getByRole('button', { name: 'Bijstellen' }).click();
        const question = owner.page.getByRole('dialog', { name: 'Deze afspraak bijstellen?' });
        await question.getByLabel('Titels').fill(titles);
        await question.getByRole('button', { name: 'Bijstellen' }).click();
        await question.getByText('Vul dit in.').waitFor();
        await question.getByLabel('Reden').fill(`Er is geld voor ${titles}.`);
        await question.getByRole('button', { name: 'Bijstellen' }).click();
        await question.waitFor({ state: 'detached' });
        await manager.page.locator('.history').getByText(`Reden: Er is geld voor ${titles}.`).waitFor();
        await late.getByRole('button', { name: 'Bijstellen' }).click();
        await late.getByText(/heeft deze afspraak intussen gewijzigd/).waitFor();
        await late.getByRole('button', { name: 'Annuleren' }).click();
        await soon(async () => expect(await manager.page.locator('.facts').getByText(titles).count()).toBe(1));
      },
      PATIENCE,
    );

    it(
      'offers a manager of another participant nothing, and its own no handing over',
      async () => {
        const { manager, neighbour } = world;
        const path = `/afspraken/${open[0]!.id}`;
        await neighbour.open(path);
        await soon(async () => expect(await neighbour.page.locator('.page-actions button').count()).toBe(0));
        await manager.open(path);
        await soon(async () =>
          expect(await manager.page.locator('.page-actions button').allInnerTexts()).not.toContain('Overdragen'),
        );
      },
      PATIENCE,
    );

    it(
      'is handed over by the plan owner, to who knows the profile if there is one',
      async () => {
        const { owner } = world;
        const { id, to } = open.at(-1)!;
        const day = addDays(to, -200);
        await owner.open(`/afspraken/${id}`);
        await owner.page.getByRole('button', { name: 'Overdragen' }).click();
        const question = owner.page.getByRole('dialog', { name: 'Deze afspraak overdragen?' });
        await question
          .getByRole('combobox', { name: 'Nieuwe deelnemer' })
          .selectOption({ label: 'Bibliotheek Eilandenrijk (demo)' });
        await question.getByLabel('Eerste dag van de nieuwe deelnemer').fill(dutch(day));
        await question.getByLabel('Reden').fill('Samen afgesproken.');
        expect(await owner.accessibilityProblems()).toEqual([]);
        await question.getByRole('button', { name: 'Overdragen' }).click();
        await question.waitFor({ state: 'detached' });
        await owner.page.getByText('Samen afgesproken.').first().waitFor();
        await owner.page.getByRole('link', { name: 'Overgenomen door Bibliotheek Eilandenrijk (demo)' }).click();
        await owner.page.getByRole('link', { name: /^Overgenomen van/ }).waitFor();
        await owner.page.getByText(new RegExp(`${long(day)} t/m ${long(to)}`)).waitFor();
      },
      PATIENCE,
    );

    it(
      'ends early with a day within its time and a reason',
      async () => {
        const { manager } = world;
        const { id, to } = open.at(-2)!;
        await manager.open(`/afspraken/${id}`);
        await manager.page.getByRole('button', { name: 'Eerder beëindigen' }).click();
        const question = manager.page.getByRole('dialog', { name: 'Deze afspraak eerder beëindigen?' });
        const confirm = question.getByRole('button', { name: 'Eerder beëindigen' });
        await question.getByLabel('Laatste dag').fill(dutch(addDays(to, 5)));
        await confirm.click();
        await question.getByText('Kies een dag binnen de periode van de afspraak.').waitFor();
        await question.getByLabel('Laatste dag').fill(dutch(addDays(to, -1)));
        await question.getByLabel('Reden').fill('De ruimte is op.');
        await confirm.click();
        await question.waitFor({ state: 'detached' });
        await manager.page.getByText('Waarom deze afspraak eerder eindigt').waitFor();
        expect(await manager.accessibilityProblems()).toEqual([]);
      },
      PATIENCE,
    );

    it(
      'is on the agenda, which can be narrowed down, sorted and taken along as a file',
      async () => {
        const { manager } = world;
        const { to } = open.at(-1)!;
        await manager.open('/afspraken/agenda');
        await manager.page.getByLabel('Van').fill(dutch(addDays(to, -210)));
        await manager.page.getByLabel('Tot en met').fill(dutch(to));
        await manager.page.locator('main .item').first().waitFor();
        expect(await manager.accessibilityProblems()).toEqual([]);
        await manager.page.getByLabel('Wat').selectOption('end');
        await manager.page.waitForURL(/kind=end/);
        await manager.page.waitForFunction(() => {
          const due = [...document.querySelectorAll('main .item .mark')].map(({ textContent }) => textContent);
          return due.length > 0 && due.every((it) => it === 'loopt af');
        });
        const file = await manager.page.getByRole('link', { name: 'CSV downloaden' }).getAttribute('href');
        const answer = await manager.page.request.get(new URL(file ?? '', manager.page.url()).href);
        const [head, first] = (await answer.text()).split('\n');
        expect(head).toContain('day;kind;participant');
        expect(first).toContain(';end;');
      },
      PATIENCE,
    );
  });
}

async function ownAgreements({ page }: Visitor): Promise<Agreement[]> {
  const asked = async (path: string): Promise<unknown> =>
    await (await page.request.get(new URL(path, page.url()).href)).json();
  const { participant } = (await asked('/api/me')) as { participant: string };
  const today = new Date().toISOString().slice(0, 10);
  const list = `/api/agreements/agreements?limit=50&participant=${participant}&on=${today}`;
  return ((await asked(list)) as { items: Agreement[] }).items;
}

function dutch(day: string): string {
  return day.split('-').toReversed().join('-');
}

function long(day: string): string {
  return new Intl.DateTimeFormat('nl-NL', { day: 'numeric', month: 'long', year: 'numeric' }).format(new Date(day));
}
