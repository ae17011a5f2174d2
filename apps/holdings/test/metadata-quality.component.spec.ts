import { isbnOf } from '#libs/records';
import { eventually } from '#libs/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Person, RunningHoldings } from './running.ts';

const [OWN, OTHER] = ['NL-0800010000', 'NL-0800020000'];
const manager: Person = { roles: ['collection-manager'], participant: OWN };
const other: Person = { roles: ['collection-manager'], participant: OTHER };
const planOwner: Person = { roles: ['plan-owner'] };
const QUALITY = `/participants/${OWN}/sources/catalogus/quality`;
const TO_MEND = `/participants/${OWN}/sources/catalogus/records-to-mend`;

let service: RunningHoldings;

beforeAll(async () => {
  service = await RunningHoldings.start();
  await service.knows(OWN, OTHER);
  for (const isil of [OWN, OTHER]) {
    await service.deliver(isil, 'catalogus', `id;isbn;titel;jaar\n1;${isbnOf(1)};"Een; of twee";2001\n2;;Twee;\n`);
  }
  await eventually(async () => {
    const [, page] = await asked('/metadata-quality', planOwner);
    if ((page['items'] as unknown[]).length !== 2) throw new Error('Not everything is measured yet');
  });
});

afterAll(async () => {
  await service?.stop();
});

async function asked(path: string, as: Person): Promise<[number, Record<string, unknown>]> {
  const response = await service.fetch(path, { as });
  return [response.status, (await response.json()) as Record<string, unknown>];
}

async function file(path: string, as: Person): Promise<string[]> {
  const response = await service.fetch(path, { as });
  expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  return (await response.text()).trimEnd().split('\r\n');
}

describe('metadata quality', () => {
  it('is measured by itself after a run, and seen by whom it concerns', async () => {
    const own = { participant: OWN, source: 'catalogus', records: 2, figures: { identifier: 1, year: 1 } };
    expect(await asked('/metadata-quality', manager)).toMatchObject([200, { items: [own], next: null }]);
    expect(await asked(`/metadata-quality?participant=${OWN}`, planOwner)).toMatchObject([200, { items: [own] }]);
    expect(await asked(QUALITY, manager)).toMatchObject([200, { items: [own] }]);
    expect(await asked(`${TO_MEND}?what=identifier`, planOwner)).toMatchObject([200, { items: [{ localId: '2' }] }]);
    for (const path of [
      `/metadata-quality?participant=${OWN}`,
      QUALITY,
      `${TO_MEND}?what=year`,
      `${TO_MEND}.csv?what=year`,
    ]) {
      expect((await service.fetch(path, { as: other })).status).toBe(403);
      expect((await service.fetch(path)).status).toBe(401);
    }
    expect((await service.fetch(`/metadata-quality.csv?participant=${OWN}`, { as: other })).status).toBe(403);
  });

  it('comes as files', async () => {
    const [head, ...lines] = await file('/metadata-quality.csv', planOwner);
    expect(head).toMatch(/^participant;name;source;measured at;records;identifier;isbn/);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^NL-0800010000;Library NL-0800010000;catalogus;\S+;2;1;1;/);
    expect(await file('/metadata-quality.csv', manager)).toHaveLength(2);
    expect(await file(`${TO_MEND}.csv?what=language`, manager)).toEqual([
      'id;title;contributor;year;publisher;identifiers;title id;to mend',
      expect.stringMatching(/^\d;.*;language$/),
      expect.stringMatching(/^\d;.*;language$/),
    ]);
  });

  it('says what cannot be asked', async () => {
    expect(await asked(`${TO_MEND}?what=prijs`, manager)).toMatchObject([422, { code: 'request.invalid' }]);
    const nowhere = `/participants/${OWN}/sources/nergens/quality`;
    expect(await asked(nowhere, manager)).toMatchObject([404, { code: 'source.unknown' }]);
    expect(await asked('/metadata-quality?after=x', planOwner)).toMatchObject([400, { code: 'page.malformed' }]);
  });
});
