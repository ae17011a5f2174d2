import { describe, expect, it } from '@jest/globals';
import { soon } from '../screens.ts';
import { PATIENCE, type World } from '../world.ts';

/** The plan at a glance, and zoomed into. */
export function landscape(world: World): void {
  describe('the map of the landscape', () => {
    it(
      'zooms from the whole plan to the participants in a profile and back, with the keyboard, and keeps its place',
      async () => {
        const { manager } = world;
        const { page } = manager;
        await manager.open('/dekking');
        await page.getByRole('link', { name: 'Kaart' }).click();
        const whole = page.getByRole('list', { name: 'Kaart: Hele landschap' });
        const group = whole.getByRole('link', { name: /^NBC 70–79 / });
        await group.focus();
        await page.keyboard.press('Enter');
        const groupMap = page.getByRole('list', { name: 'Kaart: NBC 70–79' });
        await groupMap.getByRole('link', { name: /^nbc-77 .* overlap/ }).waitFor();
        expect(await manager.accessibilityProblems()).toEqual([]);
        await groupMap.getByRole('link').first().focus();
        const name = await page.locator(':focus').innerText();
        await page.keyboard.press('ArrowRight');
        await soon(async () => expect(await page.locator(':focus').innerText()).not.toBe(name));
        await groupMap.getByRole('link', { name: /^nbc-77 / }).press('Enter');
        const profile = page.getByRole('list', { name: /^Kaart: nbc-77 / });
        await profile
          .getByRole('link', { name: /\d titels \(\d+%\)/ })
          .first()
          .waitFor();
        expect(await manager.accessibilityProblems()).toEqual([]);
        await page.reload();
        await profile.getByRole('link').first().press('Escape');
        await groupMap.getByRole('link').first().press('Escape');
        await group.waitFor();
        expect(new URL(page.url()).search).toBe('');
      },
      PATIENCE,
    );

    it(
      'tells by colour and in words how many are responsible, which stands in the address',
      async () => {
        const { page } = world.manager;
        await world.manager.open('/kaart?groep=nbc-7');
        await page.getByText('Verantwoordelijken', { exact: true }).click();
        await page.getByRole('link', { name: /^nbc-77 .*? \d+ verantwoordelijken? / }).waitFor();
        expect(new URL(page.url()).searchParams.get('kleur')).toBe('verantwoordelijken');
        await world.manager.open('/kaart?groep=nbc-0&profiel=weg');
        await page.getByText('Dit deel staat niet in het plan dat nu geldt').waitFor();
      },
      PATIENCE,
    );
  });
}
