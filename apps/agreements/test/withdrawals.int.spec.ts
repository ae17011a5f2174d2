import { type WithdrawalItemState, WithdrawalDecidedV1 } from '#libs/contracts';
import { RequestContext } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Withdrawals } from '../src/store/withdrawals.ts';
import { knowProfiles, left, register, registerBoth } from './given.ts';
import { NIEUWLAND, nieuwland, planOwner, RIVIERDAL, rivierdal, RunningAgreements, START } from './running.ts';

const ISBN = '9780306406157';
const TITLE = `100000${ISBN}`;
const PPN = '2000000000123456789';
const LATER = '2999-01-01';
const THIRD = 'NL-0800030000';

let service: RunningAgreements;

beforeAll(async () => {
  service = await RunningAgreements.start();
  await registerBoth(service);
  await knowProfiles(service);
}, START);

afterAll(async () => {
  await service.stop();
});

beforeEach(async () => {
  await service.em.execute('truncate withdrawal cascade');
  await service.em.execute('truncate retention_commitment, title, title_key, holding, decided_title');
  await service.em.execute('update copies_to_keep set copies = 1');
  await service.em.execute('update participant set valid_to = null, successor = null');
  await service.em.execute('delete from outbox');
  await service.em.execute(`insert into title (id, version, title, gone) values (?, 1, 'Information theory', false)`, [
    TITLE,
  ]);
  await service.em.execute('insert into title_key values (?, ?, false)', [PPN, TITLE]);
});

function holds(participant: string, extant: number): Promise<unknown> {
  return service.em.execute(
    `insert into holding values (?, ?, ?, ?, 0, 1)
     on conflict (title, participant) do update set copies = excluded.copies, extant = excluded.extant`,
    [TITLE, participant, extant, extant],
  );
}

interface Item {
  readonly id: string;
  readonly state: string;
}

async function proposed(more: object = {}, as = rivierdal): Promise<Item & Record<string, unknown>> {
  const body = {
    participant: as.participant,
    name: 'Magazijn',
    acceptBy: LATER,
    items: [{ identifier: ISBN }],
    ...more,
  };
  const { items } = await service.done('POST', '/withdrawals', { as, body });
  return (items as (Item & Record<string, unknown>)[])[0]!;
}

function decide(id: string, what: string, body: object, as = rivierdal) {
  return service.request('POST', `/withdrawals/items/${id}/${what}`, { as, body });
}

async function told(): Promise<WithdrawalItemState[]> {
  return (await service.said(WithdrawalDecidedV1)).flatMap(({ items }) => items);
}

describe('a withdrawal', () => {
  it('lets a copy go while another one remains, and keeps the last', async () => {
    await holds(RIVIERDAL, 1);
    await holds(NIEUWLAND, 1);
    await expect(proposed()).resolves.toMatchObject({
      advice: 'free',
      state: 'free',
      remaining: 1,
      title: 'Information theory',
    });
    await expect(proposed({}, nieuwland)).resolves.toMatchObject({
      advice: 'keep',
      reason: 'last-copies',
      state: 'kept',
    });
    expect(await told()).toMatchObject([{ state: 'free' }, { state: 'kept', remaining: 0, minimum: 1 }]);
  });

  it('does not count on the copies of who has closed, but does on those of who merged', async () => {
    await register(service, THIRD, 'Bibliotheek Derde');
    await holds(RIVIERDAL, 1);
    await holds(THIRD, 1);
    await left(service, THIRD, NIEUWLAND);
    const items = [{ identifier: ISBN }];
    const check = { as: rivierdal, body: { participant: RIVIERDAL, items } };
    await expect(service.done('POST', '/withdrawals/check', check)).resolves.toMatchObject({
      items: [{ advice: 'free', others: 1 }],
    });
    await left(service, THIRD, null);
    await expect(proposed()).resolves.toMatchObject({ advice: 'keep', reason: 'last-copies', remaining: 0 });
  });

  it('keeps as many copies as the plan owner says', async () => {
    await holds(RIVIERDAL, 1);
    await holds(NIEUWLAND, 1);
    await service.done('PUT', '/withdrawals/copies-to-keep', { as: planOwner, body: { copies: 2 } });
    await expect(proposed()).resolves.toMatchObject({ advice: 'keep', remaining: 1, minimum: 2 });
  });

  it('counts a title once, by whichever of its keys it is listed', async () => {
    await holds(RIVIERDAL, 2);
    const items = [{ identifier: ISBN }, { identifier: 'ppn:123456789' }];
    await expect(proposed({ items })).resolves.toMatchObject({ copies: 2, advice: 'keep', reason: 'last-copies' });
  });

  it('keeps what was promised, and what nobody told of', async () => {
    await holds(RIVIERDAL, 1);
    await holds(NIEUWLAND, 1);
    const body = { participant: RIVIERDAL, identifier: 'ppn:123456789', from: '2020-01-01', policy: 'PLUS' };
    await service.done('POST', '/retention-commitments', { as: rivierdal, body });
    await expect(proposed()).resolves.toMatchObject({ advice: 'keep', reason: 'retained' });
    await expect(proposed({ items: [{ identifier: 'ocn:77' }] })).resolves.toMatchObject({
      advice: 'keep',
      reason: 'title-unknown',
    });
  });

  it('is decided once, however often it is sent under its id', async () => {
    await holds(RIVIERDAL, 2);
    const id = '0f6b1c9e-7c0b-4b43-8f0e-7a5f0c3b9d10';
    const first = await proposed({ id });
    await expect(proposed({ id })).resolves.toEqual(first);
    expect(await told()).toHaveLength(1);
  });

  it('can be checked before anything is decided: the same advice, and nothing told', async () => {
    await holds(RIVIERDAL, 1);
    await holds(NIEUWLAND, 1);
    const body = {
      participant: RIVIERDAL,
      items: [{ identifier: ISBN }, { identifier: 'ocn:7' }, { identifier: '1' }],
    };
    await expect(service.done('POST', '/withdrawals/check', { as: rivierdal, body })).resolves.toEqual({
      items: [
        {
          identifier: ISBN,
          title: 'Information theory',
          copies: 1,
          advice: 'free',
          reason: 'enough-elsewhere',
          own: 1,
          others: 1,
          remaining: 1,
          minimum: 1,
          retained: false,
          wantedBy: [],
          filled: 0,
          unmet: 0,
        },
        expect.objectContaining({ identifier: 'ocn:7', title: null, advice: 'keep', reason: 'title-unknown' }),
      ],
      unread: [{ place: 2, identifier: '1', code: 'identifier.invalid', message: expect.any(String) }],
    });
    expect(await told()).toEqual([]);
    await expect(service.done('GET', '/withdrawals', { as: rivierdal })).resolves.toEqual({ items: [], next: null });
  });

  it('has its items page by page in the order of the list, by state, and as a file', async () => {
    await holds(RIVIERDAL, 3);
    await holds(NIEUWLAND, 1);
    const items = [{ identifier: 'ocn:1' }, { identifier: ISBN }, { identifier: 'ocn:2' }, { identifier: 'ocn:3' }];
    const { withdrawal } = await proposed({ items });
    const read = (query: string) =>
      service.done('GET', `/withdrawals/items?withdrawal=${String(withdrawal)}&participant=${RIVIERDAL}${query}`, {
        as: rivierdal,
      });
    const first = await read('&limit=3');
    expect(first).toMatchObject({ items: [{ identifier: 'ocn:1' }, { identifier: ISBN }, { identifier: 'ocn:2' }] });
    await expect(read(`&limit=3&after=${String(first['next'])}`)).resolves.toMatchObject({
      items: [{ identifier: 'ocn:3' }],
      next: null,
    });
    await expect(read('&state=free')).resolves.toMatchObject({
      items: [{ identifier: ISBN, withdrawalName: 'Magazijn' }],
    });
    const place = Buffer.from('["x","y"]').toString('base64url');
    await expect(service.request('GET', `/withdrawals/items?after=${place}`, { as: rivierdal })).resolves.toMatchObject(
      { body: { code: 'page.malformed' } },
    );
    await expect(service.request('GET', `/withdrawals?after=${place}`, { as: rivierdal })).resolves.toMatchObject({
      body: { code: 'page.malformed' },
    });
    const token = await service.surroundings.issuer.token({ sub: 'somebody', ...rivierdal });
    const headers = { authorization: `Bearer ${token}` };
    const { payload } = await service.app.inject({ method: 'GET', url: '/withdrawals/items.csv?state=free', headers });
    expect(payload.split('\r\n')).toEqual([
      expect.stringMatching(/^\uFEFFidentifier;copies;title/),
      `${ISBN};1;Information theory;${RIVIERDAL};Magazijn;free;enough-elsewhere;free;3;1;;${LATER};;;0;0`,
      '',
    ]);
  });

  it('comes as CSV as well', async () => {
    await holds(RIVIERDAL, 3);
    const token = await service.surroundings.issuer.token({ sub: 'somebody', ...rivierdal });
    const answer = await service.app.inject({
      method: 'POST',
      url: `/withdrawals/file?participant=${RIVIERDAL}&name=Lijst&acceptBy=${LATER}`,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
      payload: `ISBN;aantal\n${ISBN};2\n`,
    });
    expect(answer.json()).toMatchObject({ states: { free: 1 }, items: [{ copies: 2, remaining: 1 }] });
  });

  it('tells every mistake of a list at once', async () => {
    const body = {
      participant: RIVIERDAL,
      name: 'x',
      acceptBy: LATER,
      items: [{ identifier: '123' }, { identifier: 'ppn:x' }],
    };
    await expect(service.request('POST', '/withdrawals', { as: rivierdal, body })).resolves.toMatchObject({
      status: 422,
      body: { code: 'withdrawal.invalid', details: [{ at: 'items[0].identifier' }, { at: 'items[1].identifier' }] },
    });
  });

  it('can go against the advice with a reason, which is told', async () => {
    await holds(RIVIERDAL, 1);
    const { id } = await proposed();
    await expect(decide(id, 'override', { reason: ' ' })).resolves.toMatchObject({ status: 409 });
    await expect(decide(id, 'override', { reason: 'Schimmel' })).resolves.toMatchObject({
      body: { state: 'free', overriddenBecause: 'Schimmel', remaining: 0 },
    });
    expect((await told()).at(-1)).toMatchObject({ overridden: true, remaining: 0 });
  });

  it('gives its copies back to the count when it is called off', async () => {
    await holds(RIVIERDAL, 1);
    await holds(NIEUWLAND, 1);
    const { id } = await proposed();
    await decide(id, 'call-off', {});
    await expect(proposed({}, nieuwland)).resolves.toMatchObject({ state: 'free' });
  });
});

/** An item that somebody else promised to keep, and has no copy of. */
async function wanted(): Promise<Item> {
  await holds(RIVIERDAL, 2);
  const body = { participant: NIEUWLAND, identifier: ISBN, from: '2020-01-01', policy: 'PLUS' };
  await service.done('POST', '/retention-commitments', { as: nieuwland, body });
  return proposed();
}

describe('an offer', () => {
  it('goes to who promised to keep the title and has no copy', async () => {
    await expect(wanted()).resolves.toMatchObject({ advice: 'offer', state: 'offered', offeredTo: [NIEUWLAND] });
    const open = await service.done('GET', `/withdrawals/offers?participant=${NIEUWLAND}`, { as: nieuwland });
    expect(open).toMatchObject({ items: [{ identifier: ISBN }], next: null });
  });

  it('of a last copy moves what was promised to whom accepts it', async () => {
    await holds(RIVIERDAL, 1);
    const body = { participant: RIVIERDAL, identifier: ISBN, from: '2020-01-01', until: '2050-12-31', policy: 'PLUS' };
    await service.done('POST', '/retention-commitments', { as: rivierdal, body });
    const { id } = await proposed();
    await decide(id, 'offer', { acceptBy: LATER });
    await expect(decide(id, 'accept', { participant: NIEUWLAND }, nieuwland)).resolves.toMatchObject({
      body: { state: 'accepted', acceptedBy: NIEUWLAND },
    });
    const { commitments } = await service.done('GET', `/retention-commitments/of-title?identifier=${ISBN}`, {
      as: planOwner,
    });
    expect(commitments).toMatchObject([
      { participant: NIEUWLAND, state: 'active', until: '2050-12-31' },
      { participant: RIVIERDAL, state: 'superseded', successor: (commitments as Item[])[0]?.id },
    ]);
  });

  it('that nobody accepts is released after its last day, unless it has become the last copy', async () => {
    const { id } = await wanted();
    const release = () =>
      RequestContext.create(service.app.get(EntityManager), () =>
        service.app.get(Withdrawals).releaseDue('2999-01-02'),
      );
    await expect(release()).resolves.toBe(1);
    await expect(release()).resolves.toBe(0);
    const [item] = await service.em.execute<Item[]>('select state from withdrawal_item where id = ?', [id]);
    expect(item).toEqual({ state: 'free' });
    await service.em.execute(`update withdrawal_item set state = 'offered'`);
    await holds(RIVIERDAL, 1);
    await release();
    expect((await told()).at(-1)).toMatchObject({ state: 'kept', remaining: 0 });
  });
});
