import { eventually } from '#libs/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { marcXml, OaiRepository } from '#libs/testing';
import { type Person, RunningHoldings } from './running.ts';

const ISIL = 'NL-0800010000';
const HARVEST = `/participants/${ISIL}/sources/catalogus/harvest`;
const manager: Person = { roles: ['collection-manager'], participant: ISIL };
const other: Person = { roles: ['collection-manager'], participant: 'NL-0800020000' };
const planOwner: Person = { roles: ['plan-owner'] };
const administrator: Person = { roles: ['administrator'] };

let service: RunningHoldings;
let repository: OaiRepository;
const setting = { prefix: 'marcxml', everyHours: 24, enabled: true };

beforeAll(async () => {
  [service, repository] = await Promise.all([RunningHoldings.start(), OaiRepository.start()]);
  await service.knows(ISIL);
  for (let i = 0; i < 5; i++) repository.put(`oai:${i}`, marcXml(`${i}`, `Boek ${i}`));
});

afterAll(async () => {
  await repository?.stop();
  await service?.stop();
});

async function send(
  method: string,
  path: string,
  body: object,
  as?: Person,
): Promise<[number, Record<string, unknown>]> {
  const headers = { 'content-type': 'application/json' };
  const response = await service.fetch(HARVEST + path, {
    ...(as !== undefined && { as }),
    method,
    headers,
    body: JSON.stringify(body),
  });
  return [response.status, (await response.json()) as Record<string, unknown>];
}

describe('a source that is harvested', () => {
  it('is tried out, set, and harvested by itself; and at once when somebody asks', async () => {
    expect(await send('POST', '/trial', { url: repository.url }, manager)).toMatchObject([
      200,
      {
        name: 'Rivierdal & Co',
        deletedRecord: 'persistent',
        formats: [{ id: 'oai_dc' }, { id: 'marcxml', name: 'urn:marcxml' }],
        sets: [{ id: 'boeken', name: 'Boeken' }],
      },
    ]);
    expect(await send('PUT', '', { url: repository.url, ...setting }, manager)).toMatchObject([
      200,
      { setting: { url: repository.url, set: null, changedBy: 'somebody' } },
    ]);
    await eventually(async () => {
      const answer = await service.fetch(HARVEST, { as: planOwner });
      expect(await answer.json()).toMatchObject({ harvests: [{ records: 5, askedBy: null, runState: 'done' }] });
    });
    repository.pass();
    expect(await send('POST', '/now', { what: 'all' }, administrator)).toMatchObject([202, {}]);
    await eventually(async () => {
      const answer = await service.fetch(HARVEST, { as: manager });
      expect(await answer.json()).toMatchObject({
        harvests: [{ mode: 'full', askedBy: 'somebody', runState: 'done' }, {}],
      });
    });
  });

  it.each([
    [409, { url: 'ftp://ergens/' }],
    [409, { url: 'https://naam:geheim@ergens.example/' }],
    [422, { prefix: 'a b' }],
    [422, { everyHours: 0 }],
  ])('is refused with %s for %j', async (status, wrong) => {
    const [got] = await send('PUT', '', { url: repository.url, ...setting, ...wrong }, manager);
    expect(got).toBe(status);
  });

  it('that was never set cannot be asked for', async () => {
    const path = `/participants/${ISIL}/sources/anders/harvest/now`;
    const headers = { 'content-type': 'application/json' };
    const response = await service.fetch(path, { as: manager, method: 'POST', headers, body: '{}' });
    expect([response.status, await response.json()]).toMatchObject([404, { code: 'harvest.unknown' }]);
  });
});

describe('who may', () => {
  const routes: readonly [string, string, object][] = [
    ['PUT', '', { url: 'https://catalogus.example/oai', ...setting }],
    ['POST', '/now', {}],
    ['POST', '/trial', { url: 'https://catalogus.example/oai' }],
  ];

  it.each(routes)('%s harvest%s: nobody without a name, no other participant, not the plan owner', async (...route) => {
    expect((await send(...route))[0]).toBe(401);
    expect((await send(...route, other))[0]).toBe(403);
    expect((await send(...route, planOwner))[0]).toBe(403);
  });

  it('GET harvest: not another participant', async () => {
    expect((await service.fetch(HARVEST)).status).toBe(401);
    expect((await service.fetch(HARVEST, { as: other })).status).toBe(403);
    expect((await service.fetch(HARVEST, { as: planOwner })).status).toBe(200);
  });
});
