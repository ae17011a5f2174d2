import { connect as connectSocket } from 'node:net';
import { SERVICES } from '#libs/contracts';
import { natsConnection } from '#libs/messaging';
import { eventually } from '#libs/testing';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Live } from '../../src/live/live.ts';
import { ACTING } from '../little-service.ts';
import type { Scene } from '../scene.ts';
import { openPage, Visitor } from '../visitor.ts';

/** Whose collection manager Anna is, and another. */
const ANNAS = 'NL-0800099001';
const OTHER = 'NL-0800099002';

/** What open pages hear, and what not. */
export function liveChanges(scene: Scene): void {
  describe('live changes', () => {
    const services = new Map<string, NatsConnection>();
    beforeAll(async () => {
      for (const service of SERVICES) {
        services.set(service, await connect(natsConnection(scene.around.nats.urlOf(service), service)));
      }
    });
    afterAll(async () => {
      for (const connection of services.values()) await connection.close();
    });

    /** As the service that may say it: the bus refuses it of any other. */
    function say(subject: string, data: unknown): void {
      const service = SERVICES.find((name) => subject.split('.').slice(0, 2).includes(name)) ?? '';
      services.get(service)?.publish(subject, typeof data === 'string' ? data : JSON.stringify(data));
    }

    function submitted(participant: string): void {
      const plan = { plan: 'p', participant, version: 1, lines: [] };
      say(`agreements.acquisition-plan-submitted.v1.${participant}`, plan);
    }

    /** Says that Anna's participant is named by another, or no longer, as agreements does once it is so. */
    function named(participant: string, to?: string): void {
      ACTING.named = to === undefined ? [participant] : [];
      const told = { participant, representative: ANNAS, from: '2026-01-01', to };
      say(`agreements.representation-changed.v1.${participant}`, told);
    }

    it('reach open pages, short, at every instance', async () => {
      const pages = [await openPage(scene.anna), await openPage(scene.anna.at(scene.around.second))];
      const flags = [
        { flag: 'f1', kind: 'gap.level', profile: 'P1', subject: '', participants: [], evidence: { a: 1 } },
      ];
      say('coverage.flags-raised.v1', { plan: 'gcp', version: 1, on: '2026-01-01', flags });
      const change = {
        type: 'coverage.flags-raised.v1',
        plan: 'gcp',
        version: 1,
        flags: [{ flag: 'f1', kind: 'gap.level', profile: 'P1' }],
      };
      await eventually(() => expect(pages.map(({ changes }) => changes)).toEqual([[change], [change]]));
      for (const page of pages) page.close();
    });

    it('begin with those since the page asked who is there, where its instance knows them all', async () => {
      const { anna } = scene;
      const moment = async (): Promise<string> => ((await anna.get('/api/me')).json() as { moment: string }).moment;
      const early = await moment();
      const witness = await openPage(anna);
      submitted(ANNAS);
      submitted(OTHER);
      await eventually(() => expect(heard(witness.changes)).toHaveLength(1));
      witness.close();
      const lines = {
        late: await openPage(anna, { since: early }),
        later: await openPage(anna, { since: await moment() }),
        elsewhere: await openPage(anna.at(scene.around.second), { since: early }),
        again: await openPage(anna, { since: early, again: true }),
        unasked: await openPage(anna),
      };
      const begun = await Promise.all(
        Object.entries(lines).map(async ([which, { begins, changes }]) => [which, await begins, heard(changes)]),
      );
      expect(begun).toEqual([
        ['late', 'whole', [`agreements.acquisition-plan-submitted.v1 ${ANNAS}`]],
        ['later', 'whole', []],
        ['elsewhere', 'missed', []],
        ['again', 'missed', []],
        ['unasked', 'missed', []],
      ]);
      for (const line of Object.values(lines)) line.close();
    });

    it('keep to themselves how another participant’s import goes and what it plans', async () => {
      const pages = { anna: await openPage(scene.anna), owner: await openPage(scene.owner) };
      for (const participant of ['NL-0800099001', 'NL-0800099002']) {
        say(`progress.holdings.${participant}`, { run: 'r', participant, state: 'reading' });
        say(`agreements.acquisition-plan-submitted.v1.${participant}`, {
          plan: 'p',
          participant,
          version: 1,
          lines: [],
        });
        say(`coverage.acquisition-plan-assessed.v1.${participant}`, { acquisitionPlan: 'p', participant, version: 1 });
        say(`agreements.agreement-changed.v1.${participant}`, { agreement: 'a', participant, profile: 'P1' });
      }
      await eventually(() => {
        expect(heard(pages.owner.changes)).toHaveLength(8);
        // Each service's own in order; between services there is none.
        expect(heard(pages.anna.changes).sort()).toEqual([
          'agreements.acquisition-plan-submitted.v1 NL-0800099001',
          'agreements.agreement-changed.v1 NL-0800099001',
          'agreements.agreement-changed.v1 NL-0800099002',
          'coverage.acquisition-plan-assessed.v1 NL-0800099001',
          'holdings.progress NL-0800099001',
        ]);
      });
      pages.anna.close();
      pages.owner.close();
    });

    describe('of those whom somebody represents', () => {
      afterEach(() => {
        ACTING.named = [];
        ACTING.away = false;
      });

      it('reach who acts for them', async () => {
        ACTING.named = [OTHER];
        const page = await openPage(scene.anna);
        submitted(OTHER);
        submitted('NL-0800099009');
        submitted(ANNAS);
        await eventually(() =>
          expect(heard(page.changes)).toEqual([
            `agreements.acquisition-plan-submitted.v1 ${OTHER}`,
            `agreements.acquisition-plan-submitted.v1 ${ANNAS}`,
          ]),
        );
        page.close();
      });

      it('let a page go when that begins or ends, and reach it only while it is so, at every instance', async () => {
        for (const visitor of [scene.anna, scene.anna.at(scene.around.second)]) {
          const before = await openPage(visitor);
          named(OTHER);
          await before.ended;
          const during = await openPage(visitor);
          submitted(OTHER);
          await eventually(() => expect(heard(during.changes)).toHaveLength(1));
          named(OTHER, '2026-01-31');
          await during.ended;
          const after = await openPage(visitor);
          submitted(OTHER);
          submitted(ANNAS);
          await eventually(() =>
            expect(heard(after.changes)).toEqual([`agreements.acquisition-plan-submitted.v1 ${ANNAS}`]),
          );
          after.close();
        }
      });

      it('do not let go the pages of others', async () => {
        const pages = [await openPage(scene.owner), await openPage(scene.anna)];
        const live = scene.around.app.get(Live);
        await eventually(() => expect(live.size).toBe(2));
        say('agreements.representation-changed.v1.NL-0800099009', {
          participant: 'NL-0800099009',
          representative: 'NL-0800099011',
        });
        submitted(ANNAS);
        await eventually(() => {
          for (const page of pages) expect(heard(page.changes)).toHaveLength(2);
        });
        expect(live.size).toBe(2);
        for (const page of pages) page.close();
      });

      it('end with the day, since who acts for whom may differ on the next', async () => {
        const pages = { anna: await openPage(scene.anna), owner: await openPage(scene.owner) };
        await scene.around.app.get(Live).beat('2999-01-01');
        await pages.anna.ended;
        submitted(ANNAS);
        await eventually(() => expect(heard(pages.owner.changes)).toHaveLength(1));
        pages.owner.close();
      });

      it('wait while agreements is away, and then come: the page is let go and comes back', async () => {
        const live = scene.around.app.get(Live);
        await live.beat();
        ACTING.named = [OTHER];
        ACTING.away = true;
        const page = await openPage(scene.anna);
        submitted(OTHER);
        submitted(ANNAS);
        await live.beat();
        await eventually(() =>
          expect(heard(page.changes)).toEqual([`agreements.acquisition-plan-submitted.v1 ${ANNAS}`]),
        );
        ACTING.away = false;
        await live.beat();
        await page.ended;
        const back = await openPage(scene.anna);
        submitted(OTHER);
        await eventually(() => expect(heard(back.changes)).toHaveLength(1));
        back.close();
      });
    });

    it('come by the thousand during a load, and are told a few times a second', async () => {
      const page = await openPage(scene.anna);
      for (let i = 0; i < 1000; i++) say('holdings.holdings-changed.v1.NL-0800099009', { not: 'read' });
      await eventually(() => expect(page.changes.length).toBeGreaterThan(0));
      await services.get('holdings')?.flush();
      expect(page.changes.length).toBeLessThan(10);
      page.close();
    });

    it('survive a message that cannot be read', async () => {
      const page = await openPage(scene.anna);
      say('coverage.plan-adopted.v1', 'no json');
      say('coverage.plan-adopted.v1', { plan: 'gcp', version: 2 });
      await eventually(() =>
        expect(page.changes).toEqual([{ type: 'coverage.plan-adopted.v1', plan: 'gcp', version: 2 }]),
      );
      page.close();
    });

    it('do not wait for a page that reads too slowly: it is let go', async () => {
      const live = scene.around.app.get(Live);
      await eventually(() => expect(live.size).toBe(0));
      const { hostname, port } = new URL(scene.around.origin);
      const socket = connectSocket(Number(port), hostname);
      socket.on('error', () => undefined);
      socket.write(
        `GET /api/live HTTP/1.1\r\nHost: ${hostname}\r\nCookie: ${scene.anna.cookieHeader('/api/live')}\r\n\r\n`,
      );
      await eventually(() => expect(live.size).toBe(1));
      const page = await openPage(scene.owner);
      const flags = Array.from({ length: 100 }, (_, i) => ({
        flag: `flag-${i}`,
        kind: 'gap.level',
        profile: 'x'.repeat(200),
      }));
      for (let i = 0; i < 1000; i++) {
        say('coverage.flags-updated.v1', { plan: 'gcp', version: 1, flags });
        // As fast as the other page reads, so that only the one that does not read at all falls behind.
        await eventually(() => expect(page.changes.length).toBeGreaterThan(i - 10), { every: 1 });
      }
      await eventually(() => expect(live.size).toBe(1));
      await eventually(() => expect(page.changes.length).toBeGreaterThanOrEqual(1000));
      expect(
        (await fetch(`${scene.around.origin}/metrics`).then((it) => it.text())).match(/dropped_total 1/),
      ).not.toBeNull();
      page.close();
      socket.destroy();
    });

    it('are for those who are signed in', async () => {
      await expect(openPage(new Visitor(scene.around.origin))).rejects.toThrow('401');
    });
  });
}

function heard(changes: unknown[]): string[] {
  return (changes as { type: string; participant: string }[]).map(({ type, participant }) => `${type} ${participant}`);
}
