import { dayOf } from '#libs/kernel';
import { isbnOf } from '#libs/records';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Person, RunningHoldings } from './running.ts';

const [OWN, OTHER] = ['NL-0800010000', 'NL-0800020000'];
const manager: Person = { roles: ['collection-manager'], participant: OWN };
const other: Person = { roles: ['collection-manager'], participant: OTHER };
const stranger: Person = { roles: ['collection-manager'], participant: 'NL-0800030000' };
const planOwner: Person = { roles: ['plan-owner'] };

let service: RunningHoldings;

beforeAll(async () => {
  service = await RunningHoldings.start();
  await service.knows(OWN, OTHER);
  await service.deliver(OWN, 'catalogus', `id;isbn;titel\n1;${isbnOf(1)};Een\n2;${isbnOf(2)};Twee`);
  await service.deliver(OTHER, 'catalogus', `id;isbn;titel\n3;${isbnOf(1)};Een`);
});

afterAll(async () => {
  await service?.stop();
});

async function asked(
  path: string,
  init: Parameters<RunningHoldings['fetch']>[1] = { as: planOwner },
): Promise<[number, Record<string, unknown>]> {
  const response = await service.fetch(path, init);
  const text = await response.text();
  return [response.status, (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>];
}

function post(path: string, body: object, as: Person): Promise<[number, Record<string, unknown>]> {
  const headers = { 'content-type': 'application/json' };
  return asked(path, { as, method: 'POST', headers, body: JSON.stringify(body) });
}

async function recordOf(participant: string, localId: string): Promise<{ record: string; titleId: string }> {
  const [, page] = await asked(`/records?participant=${participant}&localId=${localId}`);
  const [found] = page['items'] as { record: string; titleId: string }[];
  if (found === undefined) throw new Error(`${participant} has no record ${localId}`);
  return found;
}

describe('deciding about titles', () => {
  it('goes from the records of a title to a decision, its explanation, and back', async () => {
    const [one, two, three] = [await recordOf(OWN, '1'), await recordOf(OWN, '2'), await recordOf(OTHER, '3')];
    const [, records] = await asked(`/titles/${one.titleId}/records?limit=1`);
    expect(records).toMatchObject({ items: [{ record: one.record, localId: '1', identifiers: [{ kind: 'isbn' }] }] });
    const [, rest] = await asked(`/titles/${one.titleId}/records?after=${String(records['next'])}`);
    expect(rest).toMatchObject({
      items: [{ record: three.record, participant: OTHER, source: 'catalogus' }],
      next: null,
    });

    const [status, made] = await post(
      '/title-decisions/same',
      { titles: [one.titleId, two.titleId], reason: 'Herdruk' },
      manager,
    );
    expect([status, made['title']]).toEqual([201, one.titleId]);
    expect(await asked(`/records/${two.record}/compared-with/${three.record}`)).toMatchObject([
      200,
      { same: true, links: [{ by: { kind: 'decision', number: 1 } }] },
    ]);
    expect(await asked(`/title-decisions?title=${one.titleId}`)).toMatchObject([
      200,
      {
        items: [{ id: made['id'], participant: OWN, subjects: [{ title: 'Een' }, { title: 'Twee' }], takenBack: null }],
      },
    ]);
    const takeBack = `/title-decisions/${String(made['id'])}/take-back`;
    expect(await post(takeBack, { reason: 'Toch niet' }, other)).toMatchObject([403, { code: 'decision.not-yours' }]);
    expect(await post(takeBack, { reason: 'Toch niet' }, planOwner)).toMatchObject([204, {}]);
    expect((await recordOf(OWN, '2')).titleId).toBe(two.titleId);

    const [, then] = await asked(`/titles/${one.titleId}/holders`);
    expect(then).toMatchObject({ on: dayOf(new Date()), holders: [{ participant: OWN }, { participant: OTHER }] });
    expect(await asked(`/titles/${one.titleId}/holders?on=2020-01-01`)).toMatchObject([200, { holders: [] }]);
    expect(await asked(`/titles/${one.titleId}/holders?on=2020-02-30`)).toMatchObject([400, { code: 'day.malformed' }]);
    const [, changes] = await asked(`/titles/${one.titleId}/history?limit=1`);
    expect(changes).toMatchObject({ items: [{ participant: OWN, copies: 1, until: null }] });
    expect(await asked(`/titles/${one.titleId}/history?after=x`)).toMatchObject([400, { code: 'page.malformed' }]);
  });

  it('is refused to whom it does not concern, and needs somebody who is known', async () => {
    const [one, two] = [await recordOf(OWN, '1'), await recordOf(OWN, '2')];
    const same = { titles: [one.titleId, two.titleId], reason: 'Waarom' };
    expect(await post('/title-decisions/same', same, stranger)).toMatchObject([403, { code: 'title.not-yours' }]);
    const apart = { title: one.titleId, records: [one.record], reason: 'Waarom' };
    expect(await post('/title-decisions/apart', apart, other)).toMatchObject([403, { code: 'record.not-yours' }]);
    for (const path of [
      '/title-decisions',
      `/records?participant=${OWN}&localId=1`,
      `/titles/${one.titleId}/records`,
      `/titles/${one.titleId}/holders`,
      `/titles/${one.titleId}/history`,
    ]) {
      expect((await service.fetch(path)).status).toBe(401);
    }
    expect((await service.fetch('/title-decisions/same', { method: 'POST' })).status).toBe(401);
  });

  it.each([
    ['same', { titles: ['1'.repeat(19)], reason: 'x' }],
    ['same', { titles: ['1'.repeat(19), 'x'], reason: 'x' }],
    ['same', { titles: ['1'.repeat(19), '2'.repeat(19)], reason: '  ' }],
    ['apart', { title: '1'.repeat(19), records: [], reason: 'x' }],
    ['apart', { title: '1'.repeat(19), records: ['1'.repeat(19)], reason: 'x' }],
  ])('says what is wrong with what is asked: %s %j', async (what, body) => {
    expect(await post(`/title-decisions/${what}`, body, planOwner)).toMatchObject([422, { code: 'request.invalid' }]);
  });

  it('knows no record or title that is not there', async () => {
    const nothing = `8${'0'.repeat(18)}`;
    expect(await asked(`/records/${nothing}/compared-with/${nothing}`)).toMatchObject([
      404,
      { code: 'record.unknown' },
    ]);
    expect(await asked(`/records/1/compared-with/2`)).toMatchObject([400, { code: 'record.malformed' }]);
    expect(await asked(`/titles/x/records`)).toMatchObject([400, { code: 'title.malformed' }]);
    expect(await asked(`/title-decisions?after=x`)).toMatchObject([400, { code: 'page.malformed' }]);
  });
});
