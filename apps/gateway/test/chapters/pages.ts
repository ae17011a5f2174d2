import { describe, expect, it } from '@jest/globals';
import type { Scene } from '../scene.ts';
import { Visitor } from '../visitor.ts';

/** What the gateway serves itself: the web app and the description of the interface. */
export function pages(scene: Scene): void {
  describe('the description of the interface', () => {
    it('is gathered from the services that are there, each under its prefix', async () => {
      const document = (await new Visitor(scene.around.origin).get('/api/openapi.json')).json() as {
        info: { description: string };
        paths: Record<string, Record<string, { tags: string[] }>>;
        components: { schemas: Record<string, unknown> };
      };
      expect(Object.keys(document.paths)).toEqual(
        expect.arrayContaining(['/api/me', '/sign-out', '/api/live', '/api/agreements/who', '/api/coverage/who']),
      );
      expect(document.info.description).toContain('away: holdings');
      expect(document.paths['/api/coverage/who']?.['get']?.tags).toEqual(['coverage']);
      expect(JSON.stringify(document.paths['/api/coverage/who'])).toContain('#/components/schemas/CoverageAnswer');
      expect(Object.keys(document.components.schemas)).toEqual(
        expect.arrayContaining(['Me', 'Answer', 'CoverageAnswer', 'Same']),
      );
    });
  });

  describe('the web app', () => {
    it('has one page for every address of its own, always fresh', async () => {
      for (const path of ['/', '/flags/123', '/coverage?profile=x']) {
        const answer = await new Visitor(scene.around.origin).get(path);
        expect(answer.text).toContain('<title>Collectieplan</title>');
        expect(answer.headers.get('cache-control')).toBe('no-cache');
        expect(answer.headers.get('content-security-policy')).toContain("script-src 'self';style-src 'self';");
        expect(answer.headers.get('content-security-policy')).not.toContain('unsafe');
        expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      }
    });

    it('keeps files whose name carries their hash for ever', async () => {
      const answer = await new Visitor(scene.around.origin).get('/assets/app-1a2b3c.js');
      expect(answer.headers.get('cache-control')).toContain('immutable');
      expect(answer.headers.get('content-type')).toContain('javascript');
    });

    it.each([
      ['br, gzip', 'br'],
      ['gzip', null],
      ['identity', null],
    ])('gives what was compressed beforehand to who takes it (%s)', async (accepted, encoding) => {
      const asked = { 'accept-encoding': accepted };
      const answer = await new Visitor(scene.around.origin).get('/assets/app-1a2b3c.js', asked);
      expect(answer.headers.get('content-encoding')).toBe(encoding);
      expect(answer.headers.get('vary')).toContain('accept-encoding');
      expect(answer.text).toBe('export {};');
    });

    it.each(['/assets/app-old.js', '/api/nothing', '/api/holdings'])('has nothing at %s', async (path) => {
      const answer = await new Visitor(scene.around.origin).get(path);
      expect(answer.status).toBe(404);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
    });

    it('never reaches outside its folder', async () => {
      const answer = await new Visitor(scene.around.origin).get('/..%2f..%2f..%2f..%2f..%2fetc%2fpasswd');
      expect(answer.text).toContain('<title>Collectieplan</title>');
      expect((await new Visitor(scene.around.origin).get('/x%00.js')).text).toContain('<title>Collectieplan</title>');
    });
  });
}
