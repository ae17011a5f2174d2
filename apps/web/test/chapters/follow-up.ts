import { describe, expect, it } from '@jest/globals';
import { soon } from '../screens.ts';
import { PATIENCE, type World } from '../world.ts';

interface Listed {
  readonly items: readonly { readonly id: string }[];
}

/** People take up a flag, and all whom it concerns see that. */
export function followUp(world: World): void {
  describe('following a flag up', () => {
    let path: string;

    it(
      'opens a flag at an address of its own, with what happened to it',
      async () => {
        const { manager, owner } = world;
        const me = await manager.page.request.get(new URL('/api/me', manager.page.url()).href);
        const { participant } = (await me.json()) as { participant: string };
        const asked = new URL(`/api/coverage/flags?state=open&limit=1&participant=${participant}`, owner.page.url());
        const { items } = (await (await owner.page.request.get(asked.href)).json()) as Listed;
        path = `/signaleringen/${items[0]?.id}`;
        for (const visitor of [owner, manager]) {
          await visitor.open(path);
          await visitor.page.getByText('Nog niemand heeft hier iets mee gedaan.').waitFor();
          expect(await visitor.accessibilityProblems()).toEqual([]);
        }
      },
      PATIENCE,
    );

    it(
      'lets whom it concerns say that they saw it, and no more than that and a note',
      async () => {
        const { manager, owner } = world;
        const buttons = manager.page.locator('[aria-labelledby=follow-up] button');
        await soon(async () => expect(await buttons.allInnerTexts()).toEqual(['Gezien', 'Notitie maken']));
        await buttons.filter({ hasText: 'Gezien' }).click();
        await owner.page.getByText('Gezien door Esra Yilmaz.').waitFor();
      },
      PATIENCE,
    );

    it(
      'asks for a day that can be, and for a reason, before it is put off',
      async () => {
        const { manager, owner } = world;
        await owner.page.getByRole('button', { name: 'Uitstellen' }).click();
        const question = owner.page.getByRole('dialog', { name: 'Tot wanneer hoeft niemand hiernaar te kijken?' });
        const day = question.getByLabel('Tot en met');
        const confirm = question.getByRole('button', { name: 'Uitstellen' });
        await confirm.click();
        await soon(async () => expect(await question.getByText('Vul dit in.').count()).toBe(2));
        expect(await owner.accessibilityProblems()).toEqual([]);
        await day.fill('31-02-2027');
        await question.getByText('Dit is geen datum. Schrijf de dag zo: dd-mm-jjjj.').waitFor();
        await day.fill('1-2-2020');
        await question.getByText('Kies vandaag of een latere dag.').waitFor();
        await day.fill(dutch(nextMonth()));
        await question.getByLabel('Reden').fill('De levering van Maasbocht komt nog.');
        await confirm.click();
        await question.waitFor({ state: 'detached' });
        await manager.page.getByText(/^Uitgesteld tot en met .*: De levering van Maasbocht komt nog\.$/).waitFor();
      },
      PATIENCE,
    );

    it(
      'shows in the list what is put off, and whose it is',
      async () => {
        const { owner } = world;
        await owner.page.getByRole('button', { name: 'Toewijzen' }).click();
        const question = owner.page.getByRole('dialog', { name: 'Wie pakt deze signalering op?' });
        await question.getByLabel('Naam').fill('Werkgroep muziek');
        await question.getByRole('button', { name: 'Toewijzen' }).click();
        await question.waitFor({ state: 'detached' });
        await owner.open('/signaleringen?followUp=waived');
        const [flag] = await owner.page.locator('.flag-item').all();
        await soon(async () => expect(await owner.page.locator('.flag-item').count()).toBe(1));
        await soon(async () =>
          expect(await flag?.innerText()).toMatch(/uitgesteld[^]*tot en met[^]*Ligt bij Werkgroep muziek\./),
        );
        expect(await owner.accessibilityProblems()).toEqual([]);
      },
      PATIENCE,
    );

    it(
      'can be taken back, with a reason that everyone reads',
      async () => {
        const { manager, owner } = world;
        await owner.open(path);
        await owner.page.getByRole('button', { name: 'Heropenen' }).click();
        const question = owner.page.getByRole('dialog', { name: 'Deze signalering heropenen?' });
        await question.getByLabel('Reden').fill('Maasbocht levert dit jaar niet meer.');
        await question.getByRole('button', { name: 'Heropenen' }).click();
        await manager.page.getByText('Maasbocht levert dit jaar niet meer.').waitFor();
        await soon(async () =>
          expect(await manager.page.locator('[aria-labelledby=follow-up] .mark').innerText()).toBe('nog niet gezien'),
        );
      },
      PATIENCE,
    );
  });
}

function nextMonth(): Date {
  return new Date(Date.now() + 30 * 86_400_000);
}

function dutch(day: Date): string {
  return day.toISOString().slice(0, 10).split('-').toReversed().join('-');
}
