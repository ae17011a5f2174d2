import { describe, expect, it } from '@jest/globals';
import { soon } from '../screens.ts';
import { PATIENCE, type World } from '../world.ts';

const SCREENS = [
  '/',
  '/dekking',
  '/dekking/nbc-24',
  '/kaart',
  '/rapport',
  '/dagen-vergelijken?profiel=nbc-24',
  '/signaleringen',
  '/bezit',
  '/zoeken',
  '/zoeken?q=geschiedenis',
  '/controle',
  '/acquisitieplannen',
  '/acquisitieplannen/nieuw',
  '/afspraken',
  '/afspraken/agenda',
  '/afstoten',
  '/afstoten?deel=aanbod',
  '/bewaarafspraken',
  '/bewaarafspraken?deel=titel&nummer=9780306406157',
  '/bewaarafspraken?deel=nieuw',
  '/bewaarafspraken?deel=bestanden',
  '/ibl',
  '/collectieplan',
  '/collectieplan/verschil',
  '/scenarios',
  '/uitvoeringsagenda',
  '/uitvoeringsagenda/na-01',
  '/deelnemers',
  '/begrippen',
  '/bestaat-niet',
];

/** What holds for all screens alike; the last chapter, since it gathers what the browsers complained of in all. */
export function everyScreen(world: World): void {
  describe('every screen', () => {
    it.each(SCREENS)(
      'is good for everyone, at both widths: %s',
      async (path) => {
        await world.manager.open(path);
        expect(await world.manager.accessibilityProblems()).toEqual([]);
      },
      PATIENCE,
    );

    it(
      'speaks English when asked, and remembers that',
      async () => {
        const { neighbour } = world;
        await neighbour.open('/');
        await neighbour.page.getByRole('button', { name: /Switch to English/ }).click();
        await neighbour.page.reload();
        const heading = neighbour.page.locator('main h1');
        await heading.waitFor();
        await soon(async () => expect(await heading.innerText()).toMatch(/^Hello/));
      },
      PATIENCE,
    );

    it('comes as it is built for everyone, without what only a developer of the app needs', async () => {
      const { page } = world.manager;
      const source = await page.locator('script[type=module]').getAttribute('src');
      const script = await page.request.get(new URL(source ?? '', page.url()).href);
      expect(await script.text()).toContain('react.dev/errors/');
    });

    it('gave the browser nothing to complain of', () => {
      const { manager, neighbour, owner } = world;
      expect([...manager.complaints, ...neighbour.complaints, ...owner.complaints]).toEqual([]);
    });
  });
}
