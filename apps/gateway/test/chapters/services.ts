import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { eventually } from '#libs/testing';
import { describe, expect, it } from '@jest/globals';
import { WAITING } from '../little-service.ts';
import type { Scene } from '../scene.ts';
import { type Body, Visitor } from '../visitor.ts';

/** What passes through to the services, and back. */
export function services(scene: Scene): void {
  describe('a service', () => {
    it('is asked with the user’s token, the trace, and neither cookies nor session', async () => {
      const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
      const answer = await scene.anna.get('/api/coverage/who?x=1', { traceparent });
      const { user, headers } = answer.json() as { user: { id: string }; headers: Record<string, string> };
      expect(user.id).toBe('anna');
      expect(headers['traceparent']).toContain('0af7651916cd43dd8448eb211c80319c');
      expect(headers['cookie']).toBeUndefined();
      expect(headers['x-forwarded-host']).toBe(new URL(scene.around.origin).host);
    });

    it('is asked by programs with their own token, and no cookie', async () => {
      const answer = await fetch(`${scene.around.origin}/identity/token`, {
        method: 'POST',
        headers: { authorization: `Basic ${btoa('collectie-cli:cli-secret')}` },
        body: new URLSearchParams({ grant_type: 'client_credentials' }),
      });
      const { access_token: token } = (await answer.json()) as { access_token: string };
      const program = new Visitor(scene.around.origin);
      const taken = await program.send('POST', '/api/agreements/take', { authorization: `Bearer ${token}` });
      expect(taken.json()).toEqual({ by: 'collectie-cli' });
      const forged = await program.get('/api/agreements/who', { authorization: `Bearer ${token.slice(0, -4)}AAAA` });
      expect(forged.status).toBe(401);
    });

    it('decides itself who may do what', async () => {
      expect((await scene.owner.get('/api/coverage/owners')).status).toBe(200);
      const denied = await scene.anna.get('/api/coverage/owners');
      expect(denied.status).toBe(403);
      expect(denied.json()).toMatchObject({ code: 'role.not-allowed' });
    });

    it('is named when it is away; the others go on', async () => {
      const answer = await scene.anna.get('/api/holdings/imports');
      expect(answer.status).toBe(503);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(answer.json()).toMatchObject({ code: 'holdings.unavailable', status: 503 });
      expect((answer.json() as { detail: string }).detail).toContain('The service holdings is away');
      expect((await scene.anna.get('/api/agreements/who')).status).toBe(200);
    });

    it('is not said to be away when whoever asked it leaves before its answer', async () => {
      const leaving = new AbortController();
      const asked = fetch(`${scene.around.second}/api/coverage/wait`, {
        headers: { cookie: scene.anna.cookieHeader('/api/coverage/wait') },
        signal: leaving.signal,
      });
      await eventually(() => expect(WAITING.begun).toBe(1));
      leaving.abort();
      await expect(asked).rejects.toThrow('abort');
      await eventually(() => expect(WAITING.brokenOff).toBe(1));
      const path = `/api/coverage/who?${randomBytes(4).toString('hex')}`;
      await new Visitor(scene.around.second).get(path);
      await eventually(() => expect(scene.around.secondProgram.output).toContain(path));
      expect(scene.around.secondProgram.output).not.toContain('is away');
    });

    it('is not reached by somebody who is not signed in, and the attempt is logged', async () => {
      const path = `/api/agreements/who?${randomBytes(4).toString('hex')}`;
      const answer = await new Visitor(scene.around.second).get(path);
      expect(answer.status).toBe(401);
      await eventually(() => {
        const line = scene.around.secondProgram.output
          .split('\n')
          .find((text) => text.includes(path) && text.includes('denied'));
        expect(JSON.parse(line ?? '')).toMatchObject({ denied: 'identity.not-signed-in', method: 'GET', url: path });
      });
    });
  });

  describe('an upload of 50 MB', () => {
    it('streams through with the memory it had', async () => {
      const chunk = randomBytes(64 * 1024);
      const chunks = 800;
      const expected = createHash('sha256');
      for (let i = 0; i < chunks; i++) expected.update(chunk);
      const hash = expected.digest('hex');
      const visitor = scene.anna.at(scene.around.second);
      const send = (): Promise<unknown> =>
        visitor
          .send(
            'POST',
            '/api/agreements/upload',
            { 'content-type': 'application/marc', 'x-csrf-token': scene.anna.csrf },
            Readable.toWeb(Readable.from(Array.from({ length: chunks }, () => chunk))) as Body,
          )
          .then((answer) => answer.json());
      const memory = async (): Promise<number> => {
        const { text } = await visitor.get('/metrics');
        return Number(/^process_resident_memory_bytes (\S+)/m.exec(text)?.[1]);
      };
      expect(await send()).toEqual({ bytes: chunks * chunk.length, hash });
      const before = await memory();
      const grown: number[] = [];
      for (let i = 0; i < 4; i++) {
        await send();
        grown.push((await memory()) - before);
      }
      expect(Math.max(...grown) / 1024 ** 2).toBeLessThan(40);
    });
  });

  describe('an upload that the service refuses before its end', () => {
    it('is told why', async () => {
      const program = new Visitor(scene.around.origin);
      const answer = await program.send(
        'POST',
        '/api/agreements/upload',
        { 'content-type': 'application/marc', authorization: 'Bearer not.a.token' },
        Readable.toWeb(Readable.from(Array.from({ length: 200 }, () => randomBytes(64 * 1024)))) as Body,
      );
      expect(answer.status).toBe(401);
      expect(answer.json()).toMatchObject({ code: 'identity.not-signed-in' });
    });
  });
}
