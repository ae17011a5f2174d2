import { describe, expect, it } from '@jest/globals';
import { soon } from '../screens.ts';
import { PATIENCE, type World } from '../world.ts';

/** Coming in and going out. */
export function signingIn(world: World): void {
  describe('signing in', () => {
    it(
      'tells who comes back without having signed in what to do, and lets them begin again',
      async () => {
        const stranger = await world.stranger();
        await stranger.go('/sign-in/callback?state=of-another-time&code=none');
        const trouble = stranger.page.getByRole('alert');
        await trouble.waitFor();
        expect(new URL(stranger.page.url()).search).toBe('?signIn=failed');
        await soon(async () =>
          expect(await trouble.innerText()).toMatch(/niet gelukt[\s\S]*Begin opnieuw[\s\S]*cookies/),
        );
        expect(await stranger.accessibilityProblems()).toEqual([]);
        await stranger.enter('esra');
        await soon(async () => expect(await stranger.page.getByRole('alert').count()).toBe(0));
        await stranger.leave();
      },
      PATIENCE,
    );

    it(
      'says that it cannot be done now when the provider is away, in the language of the reader',
      async () => {
        const stranger = await world.stranger();
        await stranger.go('/?signIn=unavailable');
        const trouble = stranger.page.getByRole('alert');
        await trouble.waitFor();
        await soon(async () =>
          expect(await trouble.innerText()).toMatch(/kan nu even niet[\s\S]*over een paar minuten/),
        );
        await stranger.page.getByRole('button', { name: /Switch to English/ }).click();
        await soon(async () =>
          expect(await trouble.innerText()).toMatch(/not possible right now[\s\S]*in a few minutes/),
        );
        await stranger.leave();
      },
      PATIENCE,
    );

    it(
      'ends with signing out: the pages need a new sign-in, in other tabs too',
      async () => {
        const visitor = await world.signIn('esra');
        const other = await visitor.page.context().newPage();
        await other.goto(visitor.page.url());
        await other.getByRole('heading', { level: 1, name: /^Goedendag/ }).waitFor();
        await visitor.page.getByRole('button', { name: 'Uw account' }).click();
        await visitor.page.getByRole('menuitem', { name: 'Uitloggen' }).click();
        await visitor.page.getByRole('link', { name: 'Inloggen' }).waitFor();
        const cookies = await visitor.page.context().cookies();
        expect(cookies.map(({ name }) => name)).not.toContain('session');
        await other.reload();
        await other.getByRole('link', { name: 'Inloggen' }).waitFor();
        await visitor.page.getByRole('link', { name: 'Inloggen' }).click();
        await visitor.page.getByRole('heading', { level: 1, name: 'Aanmelden' }).waitFor();
        await visitor.leave();
      },
      PATIENCE,
    );
  });
}
