import { ParticipantChangedV1, type SnapshotHolding, type SnapshotPage, type SnapshotTitle } from '#libs/contracts';
import { askOf, natsConnection, progressOf } from '#libs/messaging';
import { isbnOf } from '#libs/records';
import { eventually } from '#libs/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { snapshot } from '../src/queries/snapshot.ts';
import { type Person, RunningHoldings } from './running.ts';

const ISIL = 'NL-0800010000';
const manager: Person = { roles: ['collection-manager'], participant: ISIL };
const other: Person = { roles: ['collection-manager'], participant: 'NL-0800020000' };
const planOwner: Person = { roles: ['plan-owner'] };
const administrator: Person = { roles: ['administrator'] };
const FILE = ['isbn;titel;exemplaren', `${isbnOf(1)};Een;2`, `${isbnOf(2)};Twee;1`, '9,78E+12;Drie;1', ''].join('\n');

let service: RunningHoldings;
let onlooker: NatsConnection;
const progress: { state: string; records: number }[] = [];

beforeAll(async () => {
  service = await RunningHoldings.start();
  onlooker = await connect({ ...natsConnection(service.nats.urlOf('onlooker'), 'onlooker') });
  onlooker.subscribe(progressOf(ISIL), { callback: (_error, message) => void progress.push(message.json()) });
  await service.agreements.say(
    ParticipantChangedV1.of({ isil: ISIL, version: 1, name: 'Rivierdal', kind: 'library', from: '2020-01-01' }),
  );
});

afterAll(async () => {
  await onlooker?.close();
  await service?.stop();
});

async function json(path: string, init: Parameters<RunningHoldings['fetch']>[1]): Promise<Record<string, unknown>> {
  return (await (await service.fetch(path, init)).json()) as Record<string, unknown>;
}

async function runsShownTo(as: Person): Promise<number> {
  return ((await json('/imports', { as })) as { items: unknown[] }).items.length;
}

async function ended(id: unknown): Promise<Record<string, unknown>> {
  return eventually(async () => {
    const run = await json(`/imports/${String(id)}`, { as: manager });
    expect(['done', 'failed', 'held']).toContain(run['state']);
    return run;
  });
}

function form(content: string): FormData {
  const data = new FormData();
  data.append('file', new Blob([content]), 'lijst.csv');
  return data;
}

describe('an upload', () => {
  it('is imported for a participant that agreements told of, watched, published, and read back', async () => {
    const delivered = await eventually(async () => {
      const answer = await service.fetch(`/participants/${ISIL}/imports?asOf=2026-01-05`, {
        as: manager,
        method: 'POST',
        body: form(FILE),
      });
      expect(answer.status).toBe(202);
      return (await answer.json()) as { id: string };
    });
    const run = await ended(delivered.id);
    expect(run).toMatchObject({
      participant: ISIL,
      state: 'done',
      filename: 'lijst.csv',
      format: 'csv',
      records: 3,
      rejected: 1,
      added: 2,
      asOf: '2026-01-05',
      held: null,
    });

    const { items } = (await json(`/imports/${delivered.id}/rejects`, { as: manager })) as { items: unknown[] };
    expect(items).toMatchObject([{ position: 3, line: 4, code: 'csv.lossy-number' }]);
    const rejected = await service.fetch(`/imports/${delivered.id}/rejects/file`, { as: manager });
    expect(await rejected.text()).toBe('isbn;titel;exemplaren\n9,78E+12;Drie;1\n');

    const found = (await json(`/titles?identifier=${isbnOf(1)}`, { as: other })) as { items: { id: string }[] };
    expect(found.items).toMatchObject([
      { description: { title: 'Een' }, holders: [{ participant: ISIL, name: 'Rivierdal', copies: 2 }] },
    ]);
    expect(await json(`/titles/${found.items[0]?.id}`, { as: other })).toEqual(found.items[0]);
    await eventually(async () =>
      expect(await json('/titles/search?q=een&scheme=nbc', { as: other })).toMatchObject({
        items: [{ title: 'Een', holders: [{ participant: ISIL, copies: 2, extant: 2 }] }],
        next: null,
        found: 1,
      }),
    );
    for (const odd of ['q=een&material=papyrus', 'q=een&notation=%00', 'q=een&holder=%00', 'q=een&q=twee']) {
      expect((await service.fetch(`/titles/search?${odd}`, { as: other })).status).toBe(422);
    }
    const long = encodeURIComponent("d'%\\\u0000".repeat(1_000));
    expect(await json(`/titles/search?q=${long}`, { as: other })).toMatchObject({ items: [], next: null });
    const first = (await json(`/participants/${ISIL}/holdings?limit=1`, { as: manager })) as {
      items: unknown[];
      next: string;
    };
    const second = await json(`/participants/${ISIL}/holdings?limit=1&after=${first.next}`, { as: planOwner });
    expect([first.items, second['items']]).toMatchObject([[{ copies: 2 }], [{ copies: 1 }]]);

    expect(progress.at(-1)).toMatchObject({ state: 'done', records: 3 });
    await eventually(async () => {
      const streams = (await jetstreamManager(onlooker)).streams;
      const { state } = await streams.info('HOLDINGS', { subjects_filter: '>' });
      expect(Object.keys(state.subjects ?? {}).toSorted()).toEqual([
        `holdings.holdings-changed.v1.${ISIL}`,
        `holdings.run-finished.v1.${ISIL}`,
        `holdings.run-started.v1.${ISIL}`,
        'holdings.titles-changed.v1',
      ]);
    });
  });

  it('may be the bare body', async () => {
    const delivered = await json(`/participants/${ISIL}/imports?mode=delta&filename=x.csv`, {
      as: administrator,
      method: 'POST',
      body: FILE.replaceAll('Een', 'Eén'),
      headers: { 'content-type': 'application/octet-stream' },
    });
    expect(await ended(delivered['id'])).toMatchObject({ state: 'done', changed: 1, unchanged: 1, filename: 'x.csv' });
  });

  it.each([
    ['nobody', undefined, ISIL, 401, 'identity.not-signed-in'],
    ['another library', other, ISIL, 403, 'participant.not-yours'],
    ['a plan owner', planOwner, ISIL, 403, 'role.not-allowed'],
    ['an administrator, for an unknown participant', administrator, 'NL-0899999999', 404, 'participant.unknown'],
  ])('is refused to %s', async (_who, as, isil, status, code) => {
    const answer = await service.fetch(`/participants/${isil}/imports`, {
      ...(as && { as }),
      method: 'POST',
      body: form(FILE),
    });
    expect(answer.status).toBe(status);
    expect(((await answer.json()) as { code: string }).code).toBe(code);
  });

  it('is shown to the own library and to plan owners only', async () => {
    expect([await runsShownTo(manager), await runsShownTo(other), await runsShownTo(planOwner)]).toEqual([2, 0, 2]);
    expect((await service.fetch(`/imports?participant=${ISIL}`, { as: other })).status).toBe(403);
  });
});

async function ask(question: object): Promise<SnapshotPage<SnapshotTitle>> {
  const subject = askOf('holdings', 'snapshot');
  const answer = await onlooker.request(subject, JSON.stringify({ pattern: subject, id: '1', data: question }));
  return answer.json<{ response: SnapshotPage<SnapshotTitle> }>().response;
}

it('gives the state to who begins to hear it, page by page, with the version it has', async () => {
  const titles: SnapshotTitle[] = [];
  let after: string | null = '';
  while (after !== null) {
    const page: SnapshotPage<SnapshotTitle> = await ask({
      part: 'titles',
      limit: 1,
      ...(after === '' ? {} : { after }),
    });
    titles.push(...page.rows);
    after = page.next;
  }
  expect(titles.map(({ title, version }) => [title, version])).toEqual([
    ['Eén', 2],
    ['Twee', 2],
  ]);
  const { rows } = (await snapshot(service.em, { part: 'holdings', limit: 10 })) as SnapshotPage<SnapshotHolding>;
  expect(rows).toMatchObject([
    { participant: ISIL, copies: 2, version: 2 },
    { participant: ISIL, copies: 1, version: 2 },
  ]);
});

function verified(): Promise<Record<string, unknown>> {
  return json('/verify', { as: administrator, method: 'POST' });
}

it('verifies for administrators that titles and holdings follow from the records', async () => {
  expect(await verified()).toEqual({ equal: true, records: 2, titles: 2, holdings: 2, differences: [] });
  await service.em.execute(`update holding set copies = copies + 1`);
  expect(await verified()).toMatchObject({ equal: false });
  expect((await service.fetch('/verify', { as: manager, method: 'POST' })).status).toBe(403);
});

it('says while it verifies how far it is, to who asks for it', async () => {
  const accept = 'application/x-ndjson';
  const answer = await service.fetch('/verify', { as: administrator, method: 'POST', headers: { accept } });
  expect(answer.headers.get('content-type')).toBe(accept);
  const lines = (await answer.text()).trim().split('\n');
  const said = lines.map((line) => JSON.parse(line) as { progress?: { part: string }; found?: unknown });
  expect(said.pop()).toEqual({ found: await verified() });
  expect([...new Set(said.map((line) => line.progress?.part))]).toEqual([
    'grouping',
    'connections',
    'titles',
    'holdings',
    'history',
    'search',
  ]);
  expect(said).toContainEqual({ progress: { part: 'grouping', done: 2, of: 2 } });
  expect(said.at(-1)).toEqual({ progress: { part: 'search', done: 2, of: 2 } });
});
