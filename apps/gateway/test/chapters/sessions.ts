import { describe, expect, it } from '@jest/globals';
import type { Scene } from '../scene.ts';
import { Visitor } from '../visitor.ts';

/** How long somebody stays known, and what proves that a change is theirs. */
export function sessions(scene: Scene): void {
  describe('a session', () => {
    it('is shared by all instances', async () => {
      const elsewhere = scene.anna.at(scene.around.second);
      expect((await elsewhere.get('/api/me')).json()).toMatchObject({ id: 'anna', csrf: scene.anna.csrf });
    });

    it.each([
      ['was idle for too long', `used_at = now() - interval '3 hours'`],
      ['is as old as it may become', `created_at = now() - interval '2 days', ends_at = now() - interval '1 second'`],
    ])('that %s has ended', async (_, change) => {
      const visitor = new Visitor(scene.around.origin);
      await visitor.signIn('chantal');
      await scene.sql(`update session set ${change} where user_id = 'chantal'`);
      const answer = await visitor.get('/api/agreements/who');
      expect(answer.status).toBe(401);
      expect(answer.json()).toMatchObject({ code: 'identity.not-signed-in' });
    });

    it('renews its access token once, however many requests at however many instances need it', async () => {
      for (let round = 0; round < 3; round++) {
        await scene.sql(`update session set token_until = now() where user_id = 'anna'`);
        const visitors = [scene.anna, scene.anna.at(scene.around.second)];
        const asked = Array.from({ length: 20 }, (_, i) => visitors[i % 2]!.get('/api/agreements/who'));
        expect((await Promise.all(asked)).map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
      }
    });

    it('ends at sign-out, here, at the other instance and at the provider', async () => {
      const visitor = new Visitor(scene.around.origin);
      await visitor.signIn('daan');
      const elsewhere = visitor.at(scene.around.second);
      const answer = await visitor.send('POST', '/sign-out', { 'x-csrf-token': visitor.csrf });
      expect(visitor.cookies.has('session')).toBe(false);
      expect((await elsewhere.get('/api/me')).status).toBe(401);
      const { pathname, search } = new URL((answer.json() as { location: string }).location);
      const page = await visitor.get(pathname + search, { accept: 'text/html' });
      const xsrf = /name="xsrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
      const form = new URLSearchParams({ xsrf, logout: 'yes' });
      const done = await visitor.send('POST', '/identity/session/end/confirm', {}, form);
      expect(done.headers.get('location')).toBe(`${scene.around.origin}/`);
      // Nobody is signed in at the provider either: it asks again.
      expect((await visitor.follow('/sign-in')).text).toContain('Kies een demogebruiker');
    });
  });

  describe('a request that changes something', () => {
    it('passes with the token of the session', async () => {
      const answer = await scene.anna.send('POST', '/api/agreements/take', { 'x-csrf-token': scene.anna.csrf });
      expect(answer.json()).toEqual({ by: 'anna' });
    });

    it.each([
      ['without it', () => ({})],
      ['with another session’s', () => ({ 'x-csrf-token': scene.owner.csrf })],
      ['with nonsense', () => ({ 'x-csrf-token': 'x' })],
    ])('is refused %s', async (_, headers) => {
      for (const path of ['/api/agreements/take', '/sign-out']) {
        const answer = await scene.anna.send('POST', path, headers());
        expect(answer.status).toBe(403);
        expect(answer.json()).toMatchObject({ code: 'csrf.not-allowed' });
      }
    });
  });
}
