import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ParticipantChangedV1 } from '#libs/contracts';
import { freePort } from '#libs/embedded';
import { isbnOf } from '#libs/records';
import {
  end,
  eventually,
  freshDatabase,
  type FreshDatabase,
  freshNats,
  type FreshNats,
  Neighbour,
  ownProcess,
  testIssuer,
  type TestIssuer,
} from '#libs/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { migrations } from '../src/migrations/index.ts';

const ISIL = 'NL-0800010000';
const MEBIBYTE = 1024 ** 2;

let database: FreshDatabase;
let nats: FreshNats;
let issuer: TestIssuer;
let agreements: Neighbour;
let folder: string;
let url: string;
let service: ChildProcess;

beforeAll(async () => {
  [database, nats, issuer, folder] = await Promise.all([
    freshDatabase('holdings', migrations),
    freshNats(),
    testIssuer(),
    mkdtemp(join(tmpdir(), 'collectie-spool-')),
  ]);
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  // In a process of its own, since a process has one set of metrics.
  service = await ownProcess(
    join(import.meta.dirname, '../src/main.ts'),
    {
      DATABASE_URL: database.url,
      NATS_URL: nats.url,
      HTTP_PORT: String(port),
      SPOOL_DIR: folder,
      STREAM_MAX_BYTES: String(MEBIBYTE),
      ...issuer.env,
    },
    'listens on',
  );
  agreements = await Neighbour.start('agreements', { natsUrl: nats.url });
}, 240_000);

afterAll(async () => {
  await agreements?.stop();
  await end(service);
  await database?.drop();
  await nats?.stop();
  await issuer?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function ask(role: string, method: string, path: string, body?: FormData): Promise<Response> {
  const token = await issuer.token({ roles: [role], ...(role === 'collection-manager' ? { participant: ISIL } : {}) });
  return fetch(url + path, { method, headers: { authorization: `Bearer ${token}` }, ...(body && { body }) });
}

async function parked(): Promise<{ id: string }[]> {
  const answer = await ask('administrator', 'GET', '/parked');
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { items: { id: string }[] }).items;
}

/** A figure as Prometheus would scrape it. */
async function metric(name: string): Promise<number> {
  const lines = (await (await fetch(`${url}/metrics`)).text()).split('\n');
  return Number(lines.find((line) => line.startsWith(`${name} `))?.slice(name.length));
}

async function warnings(): Promise<string[]> {
  const answer = await fetch(`${url}/health/ready`);
  expect(answer.status).toBe(200);
  const { info } = (await answer.json()) as { info: { messaging: { warnings: string[] } } };
  return info.messaging.warnings;
}

function participant(isil: string, name: string): ParticipantChangedV1 {
  return ParticipantChangedV1.of({ isil, version: 1, name, kind: 'library', from: '2020-01-01' });
}

/** Does what is to be done while a transaction of somebody else is open. */
async function duringTransaction(statement: string, work: () => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: database.adminUrl });
  await client.connect();
  try {
    await client.query('begin');
    await client.query(statement);
    await work();
    await client.query('commit');
  } finally {
    await client.end();
  }
}

describe('an event that holdings cannot take', () => {
  it('is shown with its reason to administrators alone, and applied when its cause is gone', async () => {
    await database.orm.em.execute(`alter table participant add constraint no_river check (name <> 'Rivierdal')`);
    await agreements.say(participant(ISIL, 'Rivierdal'), participant('NL-0800020000', 'Nieuwland'));
    const [event] = await eventually(async () => {
      const found = await parked();
      expect(found).toEqual([
        expect.objectContaining({
          source: 'agreements',
          sequence: 1,
          type: 'agreements.participant-changed.v1',
          reason: expect.stringContaining('no_river'),
          tries: 5,
        }),
      ]);
      return found;
    });
    await eventually(async () =>
      expect(await database.orm.em.execute('select name from participant')).toEqual([{ name: 'Nieuwland' }]),
    );
    expect(await metric('parked_events')).toBe(1);
    expect(await warnings()).toContain('1 events are parked: see GET /parked');
    expect((await fetch(`${url}/parked`)).status).toBe(401);
    const redrive = `/parked/${event?.id}/redrive`;
    expect((await ask('collection-manager', 'GET', '/parked')).status).toBe(403);
    expect((await ask('plan-owner', 'POST', redrive)).status).toBe(403);

    const tooEarly = await ask('administrator', 'POST', redrive);
    expect(tooEarly.status).toBe(409);
    expect(await tooEarly.json()).toMatchObject({
      code: 'parked.not-applied',
      detail: expect.stringContaining('no_river'),
    });
    expect(await parked()).toMatchObject([{ id: event?.id, tries: 6 }]);

    await database.orm.em.execute('alter table participant drop constraint no_river');
    expect((await ask('administrator', 'POST', redrive)).status).toBe(204);
    expect(await parked()).toEqual([]);
    expect(await metric('parked_events')).toBe(0);
    expect(await database.orm.em.execute('select name from participant where isil = ?', [ISIL])).toEqual([
      { name: 'Rivierdal' },
    ]);
    expect((await ask('administrator', 'POST', redrive)).status).toBe(404);
  });
});

describe('the metrics of holdings', () => {
  it('count the records of imports, and how long what they say has waited', async () => {
    const file = ['isbn;titel;exemplaren', `${isbnOf(1)};Een;2`, `${isbnOf(2)};Twee;1`, '9,78E+12;Drie;1', ''];
    const form = new FormData();
    form.append('file', new Blob([file.join('\n')]), 'lijst.csv');
    await duringTransaction('select pg_current_xact_id()', async () => {
      const answer = await ask('collection-manager', 'POST', `/participants/${ISIL}/imports?asOf=2026-01-05`, form);
      expect(answer.status).toBe(202);
      await eventually(async () => expect(await metric('collectie_import_runs_total{state="done"}')).toBe(1));
      await eventually(async () => expect(await metric('outbox_age_seconds')).toBeGreaterThan(1));
      expect(await metric('outbox_unsent')).toBeGreaterThan(2);
    });
    expect(await metric('collectie_import_records_total{stage="read"}')).toBe(3);
    expect(await metric('collectie_import_records_total{stage="rejected"}')).toBe(1);
    await eventually(async () => {
      expect(await metric('outbox_unsent')).toBe(0);
      expect(await metric('outbox_age_seconds')).toBe(0);
    });
  });

  it('tell how far its hearing is behind', async () => {
    // A lock that needs no transaction number, for which the outbox of agreements would wait, too.
    await duringTransaction('lock table checkpoint in exclusive mode', async () => {
      await agreements.say(participant('NL-0800030000', 'Oud'), participant('NL-0800040000', 'Nieuw'));
      await eventually(async () => expect(await metric('hearer_lag{source="agreements"}')).toBe(2));
    });
    await eventually(async () => expect(await metric('hearer_lag{source="agreements"}')).toBe(0));
  });

  it('alarm, as the health does, when four fifths of the stream are filled', async () => {
    expect(await warnings()).toEqual([]);
    await database.orm.em.execute(
      `insert into outbox (id, type, subject, data)
       select gen_random_uuid(), 'holdings.titles-changed.v1', 'holdings.titles-changed.v1', repeat('x', ?)
         from generate_series(1, 6)`,
      [Math.round(0.14 * MEBIBYTE)],
    );
    await eventually(async () => expect(await metric('stream_fill')).toBeGreaterThan(0.8), { timeout: 20_000 });
    expect(await warnings()).toEqual([expect.stringMatching(/^The stream is 8\d % full$/)]);
  });
});
