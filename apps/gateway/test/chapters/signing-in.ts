import { describe, expect, it } from '@jest/globals';
import type { Scene } from '../scene.ts';
import { Visitor } from '../visitor.ts';

/** Coming in by way of the identity provider. */
export function signingIn(scene: Scene): void {
  describe('signing in', () => {
    it('ends where it began, with a session and nothing else in the browser', async () => {
      const visitor = new Visitor(scene.around.origin);
      expect(await visitor.signIn('bram', '/flags?kind=gap.level')).toBe('/flags?kind=gap.level');
      const me = (await visitor.get('/api/me')).json();
      expect(me).toMatchObject({
        id: 'bram',
        name: 'Bram Kuipers',
        roles: ['collection-manager'],
        participant: 'NL-0800099002',
      });
      const cookie = visitor.cookies.get('session');
      expect(cookie?.attributes).toMatch(/HttpOnly/);
      expect(cookie?.attributes).toMatch(/SameSite=Lax/);
      expect(JSON.stringify([...visitor.cookies, me])).not.toContain('eyJ');
    });

    it('keeps nothing in the database that somebody who reads it could use', async () => {
      const rows = JSON.stringify(await scene.sql('select * from session'));
      expect(rows).toContain('anna');
      expect(rows).not.toContain(scene.anna.cookies.get('session')?.value);
      expect(rows).not.toContain('eyJ');
    });

    it('makes a new session each time, and the one before ends', async () => {
      const visitor = new Visitor(scene.around.origin);
      await visitor.signIn('bram');
      const before = visitor.at(scene.around.origin);
      await visitor.signIn('bram');
      expect(visitor.cookies.get('session')?.value).not.toBe(before.cookies.get('session')?.value);
      expect((await before.get('/api/me')).status).toBe(401);
    });

    it.each(['https://evil.example/', '//evil.example', '/\\evil.example', '/.//evil.example', 'javascript:alert(1)'])(
      'never leads elsewhere: %s',
      async (returnTo) => {
        const visitor = new Visitor(scene.around.origin);
        const page = await visitor.follow(`/sign-in?returnTo=${encodeURIComponent(returnTo)}`);
        const form = new URLSearchParams({ account: 'anna' });
        const picked = await visitor.send('POST', page.path, {}, form);
        const resumed = await visitor.get(picked.headers.get('location') ?? '');
        const back = await visitor.get(resumed.headers.get('location') ?? '');
        expect(new URL(back.headers.get('location') ?? '').origin).toBe(scene.around.origin);
      },
    );

    it('refuses to finish what this browser did not begin', async () => {
      const page = await scene.anna.at(scene.around.origin).get('/sign-in/callback?code=stolen&state=guessed');
      expect(page.headers.get('location')).toBe(`${scene.around.origin}/?signIn=failed`);
    });
  });
}
