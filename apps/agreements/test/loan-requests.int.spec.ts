import { isbnKey } from '#libs/kernel';
import { isbnOf } from '#libs/records';
import { workbookOf } from '#libs/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { requestsElsewhere } from '../src/queries/requests-elsewhere.ts';
import { knowProfiles, registerBoth } from './given.ts';
import {
  administrator,
  NIEUWLAND,
  nieuwland,
  type Person,
  planOwner,
  RIVIERDAL,
  rivierdal,
  RunningAgreements,
  START,
} from './running.ts';

const ISBN = '9780306406157';
const KEY = `100000${ISBN}`;
const PPN = '2000000000123456789';
const HEAD = 'id;isbn;datum;bereik;uitkomst;deelnemer;aantal\n';
const LATER = '2999-01-01';

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
  await service.em.execute('truncate loan_request, loan_request_delivery, staged_loan_request');
  await service.em.execute('truncate retention_commitment, title, title_key, holding, decided_title');
  await service.em.execute(`insert into title (id, version, title, gone) values (?, 1, 'Information theory', false)`, [
    KEY,
  ]);
  await service.em.execute('insert into title_key values (?, ?, false)', [PPN, KEY]);
  const rule = { buyAt: 2, offerAt: 1, perCopy: 12 };
  await service.done('PUT', '/loan-requests/demand-rule', { as: planOwner, body: rule });
});

interface Outcome {
  readonly made: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly rejectedCount: number;
  readonly rejected: readonly { readonly place: string; readonly code: string }[];
  readonly mend: { readonly content: string; readonly name: string } | null;
  readonly code?: string;
}

async function sent(file: string | Buffer, query = '', to = service, as: Person = planOwner): Promise<Outcome> {
  const token = await to.surroundings.issuer.token({ sub: 'somebody', ...as });
  const answer = await to.app.inject({
    method: 'POST',
    url: `/loan-requests/file?${query}`,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
    payload: file,
  });
  return answer.json<Outcome>();
}

function known(): Promise<object[]> {
  return service.em.execute<object[]>(
    `select participant, key::text, profile, day::text, scope, outcome, count, as_of::text from loan_request order by id`,
  );
}

/** What is known once files of these days were taken one after the other, and nothing before. */
async function knownAfter(files: readonly [file: string, asOf: string][]): Promise<object[]> {
  await service.em.execute('truncate loan_request');
  for (const [file, asOf] of files) await sent(file, `asOf=${asOf}`);
  return await known();
}

/** A day so many days before today. */
function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
}

const YESTERDAY = daysAgo(1);

/** Lines of Rivierdal about the title, yesterday. */
function lines(
  ...some: readonly [number: string | number, scope: string, outcome: string, count?: number, day?: string][]
) {
  return some
    .map(([number, scope, outcome, count = 1, day = YESTERDAY]) =>
      [number, ISBN, day, scope, outcome, RIVIERDAL, count].join(';'),
    )
    .join('\n');
}

describe('what was requested at other organisations', () => {
  it('is counted by who asked, over the days of the period, without what own branches asked', async () => {
    const theirs = `20;${ISBN};2025-07-01;landelijk;niet vervuld;${NIEUWLAND};4`;
    const own = lines(
      [1, 'landelijk', 'vervuld', 2, '2025-01-01'],
      [2, 'provincie', 'niet vervuld', 3, '2025-12-31'],
      [3, 'organisatie', 'vervuld', 9, '2025-06-01'],
      [4, 'provincie', 'vervuld', 5, '2024-12-31'],
      [5, 'landelijk', 'vervuld', 5, '2026-01-01'],
    );
    await expect(sent(`${HEAD}${own}\n${theirs}\n`)).resolves.toMatchObject({ made: 6, rejectedCount: 0 });
    const year = { from: '2025-01-01', to: '2025-12-31', participant: null };
    const byWho = [
      { participant: NIEUWLAND, filled: 0, unfilled: 4 },
      { participant: RIVIERDAL, filled: 2, unfilled: 3 },
    ].toSorted((one, other) => (one.participant < other.participant ? -1 : 1));
    expect(await requestsElsewhere(service.em, year)).toEqual(byWho);
    expect(await requestsElsewhere(service.em, { ...year, participant: RIVIERDAL })).toEqual(
      byWho.filter(({ participant }) => participant === RIVIERDAL),
    );
    expect(await requestsElsewhere(service.em, { ...year, from: '2025-01-02', to: '2025-06-30' })).toEqual([]);
  });
});

describe('a file of loan requests', () => {
  it('is taken by a service, an administrator and the plan owner, and listed with what came of it', async () => {
    const file = `${HEAD}${lines([1, 'landelijk', 'niet vervuld'], [2, 'provincie', 'vervuld', 3])}\n`;
    await expect(sent(file)).resolves.toMatchObject({
      made: 2,
      changed: 0,
      unchanged: 0,
      rejectedCount: 0,
      mend: null,
    });
    await expect(sent(file, '', service, administrator)).resolves.toMatchObject({ made: 0, unchanged: 2 });
    await expect(sent(file, '', service, { roles: ['service'] })).resolves.toMatchObject({ unchanged: 2 });
    const listed = await service.done('GET', '/loan-requests/deliveries?limit=2', { as: planOwner });
    expect(listed).toMatchObject({
      items: [
        { made: 0, unchanged: 2, rejected: 0, firstDay: YESTERDAY, lastDay: YESTERDAY },
        { made: 0, unchanged: 2 },
      ],
    });
    const { items, next } = await service.done(
      'GET',
      `/loan-requests/deliveries?limit=2&after=${String(listed['next'])}`,
      { as: planOwner },
    );
    expect({ items, next }).toMatchObject({ items: [{ made: 2 }], next: null });
  });

  it('that is sent twice changes nothing, with ids and without, also as a workbook', async () => {
    const file = `${HEAD}${lines([1, 'landelijk', 'niet vervuld'], ['', 'provincie', 'vervuld'], ['', 'provincie', 'vervuld'])}\n`;
    await expect(sent(file)).resolves.toMatchObject({ made: 2 });
    const before = await known();
    expect(before).toMatchObject([{ count: expect.any(Number) }, { count: expect.any(Number) }]);
    await expect(sent(file)).resolves.toMatchObject({ made: 0, changed: 0, unchanged: 2 });
    const rows = file
      .trimEnd()
      .split('\n')
      .map((line) => line.split(';'));
    await expect(sent(workbookOf({ Aanvragen: rows }))).resolves.toMatchObject({ made: 0, changed: 0, unchanged: 2 });
    await expect(known()).resolves.toEqual(before);
  });

  it('adds up lines without an id that say the same, and counts a line with an id once', async () => {
    await sent(
      `${HEAD}${lines([7, 'landelijk', 'vervuld', 2], ['', 'landelijk', 'vervuld', 2], [7, 'landelijk', 'vervuld', 2], ['', 'landelijk', 'vervuld', 3])}`,
    );
    const counts = (await known()).map((it) => (it as { count: number }).count);
    expect(counts.toSorted((one, other) => one - other)).toEqual([2, 5]);
  });

  it('mends what an earlier one said of the same request', async () => {
    await sent(`${HEAD}${lines([1, 'landelijk', 'niet vervuld', 9])}`);
    await expect(sent(`${HEAD}${lines([1, 'landelijk', 'vervuld', 1])}`)).resolves.toMatchObject({
      made: 0,
      changed: 1,
    });
    await expect(known()).resolves.toMatchObject([{ outcome: 'filled', count: 1 }]);
  });

  it('makes the same in whatever order the files and their lines come', async () => {
    const first = `${HEAD}${lines([1, 'landelijk', 'niet vervuld'], [2, 'provincie', 'vervuld'], ['', 'landelijk', 'vervuld', 2])}`;
    const second = `${HEAD}${lines([3, 'landelijk', 'vervuld'], ['', 'landelijk', 'vervuld', 5], [1, 'landelijk', 'vervuld'], [1, 'provincie', 'niet vervuld'])}`;
    const turned = HEAD + second.slice(HEAD.length).split('\n').toReversed().join('\n');
    const [older, newer] = ['2026-01-01', '2026-02-01'];
    const expected = await knownAfter([
      [first, older],
      [second, newer],
    ]);
    expect(expected).toHaveLength(4);
    await expect(
      knownAfter([
        [turned, newer],
        [first, older],
        [first, older],
      ]),
    ).resolves.toEqual(expected);
  });

  it('gives back the lines that are wrong to be mended and sent again; the others are taken', async () => {
    const stranger = lines([4, 'landelijk', 'vervuld']).replace(RIVIERDAL, 'NL-0899999999');
    const file = `${HEAD}${lines([1, 'landelijk', 'vervuld'])}\n${lines([2, 'wereld', 'vervuld'])}\n${lines([3, 'landelijk', 'vervuld'])}\n${stranger}\n`;
    const outcome = await sent(file);
    expect(outcome).toMatchObject({
      made: 2,
      rejectedCount: 2,
      rejected: [
        { place: 'line 3', code: 'loan-request.scope-malformed' },
        { place: 'line 5', code: 'participant.unknown' },
      ],
      mend: { name: 'afgekeurd.csv' },
    });
    const given = Buffer.from(outcome.mend?.content ?? '', 'base64').toString();
    const mended = given.replace('wereld', 'landelijk').replace('NL-0899999999', NIEUWLAND);
    await expect(sent(mended)).resolves.toMatchObject({ made: 2, rejectedCount: 0 });
  });

  it('that cannot be read to its end changes nothing and leaves nothing behind', async () => {
    const broken = `${HEAD}${lines([1, 'landelijk', 'vervuld'])}\n"${'x'.repeat(1_100_000)}`;
    await expect(sent(broken)).resolves.toMatchObject({ code: 'csv.malformed' });
    await expect(sent('isbn;datum\n')).resolves.toMatchObject({ code: 'loan-request.columns-missing' });
    await expect(sent('')).resolves.toMatchObject({ code: 'upload.malformed' });
    await expect(known()).resolves.toEqual([]);
    const [left] = await service.em.execute<object[]>(
      `select (select count(*)::int from staged_loan_request) as staged,
              (select count(*)::int from loan_request_delivery) as deliveries`,
    );
    expect(left).toEqual({ staged: 0, deliveries: 0 });
  });

  it('cannot be of a day to come, nor be of nobody', async () => {
    await expect(sent(HEAD, `asOf=${LATER}`)).resolves.toMatchObject({ code: 'loan-request.as-of-to-come' });
    await expect(sent(HEAD, 'participant=wij')).resolves.toMatchObject({ code: 'isil.malformed' });
  });

  it('clears what was left by an instance that was killed long ago, and not what another is at', async () => {
    await service.em.execute(
      `insert into loan_request_delivery (as_of, began_at) values (?, now() - interval '2 days'), (?, now())`,
      [YESTERDAY, YESTERDAY],
    );
    await service.em.execute(
      `insert into staged_loan_request
       select number, gen_random_uuid(), 'x', 1, null, as_of, 'national', 'filled', 1, true from loan_request_delivery`,
    );
    await sent(`${HEAD}${lines([1, 'landelijk', 'vervuld'])}`);
    const left = await service.em.execute<object[]>('select delivery from staged_loan_request');
    expect(left).toHaveLength(1);
  });
});

describe('a large file of loan requests', () => {
  const MANY = 120_000;
  const file = (from: number) =>
    HEAD +
    Array.from({ length: MANY }, (_, at) =>
      [from + at, isbnOf((from + at) % 5000), YESTERDAY, 'landelijk', 'vervuld', RIVIERDAL, 1].join(';'),
    ).join('\n');

  it(
    'is taken in parts, and two at once through two instances make what one after the other would',
    async () => {
      const other = await service.another();
      try {
        const [one, two] = await Promise.all([sent(file(0)), sent(file(60_000), '', other)]);
        expect(one.made + two.made).toBe(180_000);
        expect(one.unchanged + two.unchanged).toBe(60_000);
        const [row] = await service.em.execute<{ count: number }[]>(
          'select count(*)::int, sum(count)::int from loan_request',
        );
        expect(row).toEqual({ count: 180_000, sum: 180_000 });
        const { items } = await service.done('POST', '/purchase-checks', {
          as: rivierdal,
          body: { identifiers: [isbnOf(7)] },
        });
        expect(items).toMatchObject([{ key: isbnKey(isbnOf(7)), demand: { filled: { national: 36 } } }]);
      } finally {
        await other.close();
      }
    },
    START,
  );
});

async function check(more: object = {}, as: Person = rivierdal): Promise<Record<string, unknown>> {
  const body = { identifiers: [ISBN], ...more };
  const { items } = await service.done('POST', '/purchase-checks', { as, body });
  return (items as Record<string, unknown>[])[0]!;
}

function holds(participant: string, extant: number): Promise<unknown> {
  return service.em.execute('insert into holding values (?, ?, ?, ?, 0, 1)', [KEY, participant, extant, extant]);
}

describe('what demand says before buying', () => {
  it('is counted over twelve months, by whichever key it was asked for, by scope and outcome', async () => {
    await sent(
      `${HEAD}${lines([1, 'organisatie', 'vervuld', 4], [2, 'landelijk', 'vervuld', 8], [3, 'landelijk', 'niet vervuld'], [4, 'landelijk', 'niet vervuld', 90, daysAgo(370)])}
5;ppn:123456789;${YESTERDAY};provincie;niet vervuld;${NIEUWLAND};1`,
    );
    await expect(check()).resolves.toMatchObject({
      advice: 'buy',
      reasons: ['unmet-demand', 'nowhere-else', 'often-requested'],
      demand: {
        filled: { organisation: 4, province: 0, national: 8 },
        unfilled: { organisation: 0, province: 1, national: 1 },
      },
      unmet: 2,
      buyAt: 2,
    });
    await expect(check({ identifiers: ['ppn:123456789'] })).resolves.toMatchObject({ unmet: 2 });
  });

  it('counts also for a title that nobody told of', async () => {
    const other = lines([1, 'landelijk', 'niet vervuld', 2]).replace(ISBN, '9789021434049');
    await sent(`${HEAD}${other}`);
    await expect(check({ identifiers: ['9789021434049'] })).resolves.toMatchObject({
      known: false,
      reasons: ['unmet-demand', 'nowhere-else'],
    });
  });

  it('is a reason from where the plan owner says', async () => {
    await sent(`${HEAD}${lines([1, 'landelijk', 'niet vervuld', 2])}`);
    const body = { buyAt: 3, offerAt: 3, perCopy: 1 };
    await service.done('PUT', '/loan-requests/demand-rule', { as: planOwner, body });
    await expect(check()).resolves.toMatchObject({ reasons: ['nowhere-else'], unmet: 2, buyAt: 3 });
    await expect(
      service.request('PUT', '/loan-requests/demand-rule', { as: planOwner, body: { ...body, perCopy: 0 } }),
    ).resolves.toMatchObject({ status: 422, body: { details: [{ at: 'perCopy' }] } });
  });

  it('stands in the file of the check', async () => {
    await sent(`${HEAD}${lines([1, 'landelijk', 'niet vervuld', 2], [2, 'provincie', 'vervuld', 3])}`);
    const token = await service.surroundings.issuer.token({ sub: 'somebody', ...rivierdal });
    const { payload } = await service.app.inject({
      method: 'POST',
      url: '/purchase-checks/file?format=csv',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
      payload: ISBN,
    });
    const [head, line] = payload.split('\r\n');
    expect(head).toMatch(/;vervulde aanvragen in 12 maanden;.*;niet vervuld landelijk$/);
    expect(line).toMatch(
      /;koop;aanvragen konden niet worden vervuld; geen|;koop;"aanvragen konden niet worden vervuld; geen/,
    );
    expect(line).toMatch(/;3;0;0;2$/);
  });
});

async function proposed(as: Person = rivierdal) {
  const body = { participant: as.participant, name: 'Magazijn', acceptBy: LATER, items: [{ identifier: ISBN }] };
  const { items } = await service.done('POST', '/withdrawals', { as, body });
  return (items as Record<string, unknown>[])[0]!;
}

describe('what demand says before withdrawing', () => {
  beforeEach(async () => {
    await holds(RIVIERDAL, 1);
    await holds(NIEUWLAND, 1);
  });

  it('is that a title which was asked for in vain is offered to everybody, with the numbers', async () => {
    await sent(`${HEAD}${lines([1, 'landelijk', 'niet vervuld'], [2, 'landelijk', 'vervuld', 4])}`);
    const told = { advice: 'offer', reason: 'unmet-demand', filled: 4, unmet: 1, remaining: 1 };
    const body = { participant: RIVIERDAL, items: [{ identifier: 'ppn:123456789' }] };
    await expect(service.done('POST', '/withdrawals/check', { as: rivierdal, body })).resolves.toMatchObject({
      items: [told],
    });
    await expect(proposed()).resolves.toMatchObject({ ...told, state: 'offered', offeredTo: [] });
    const offers = await service.done('GET', `/withdrawals/offers?participant=${NIEUWLAND}`, { as: nieuwland });
    expect(offers).toMatchObject({ items: [told] });
    const csv = await service.text(`/withdrawals/items.csv?participant=${RIVIERDAL}`, rivierdal);
    expect(csv).toMatch(/;overriddenBecause;filled;unmet\r\n.*;unmet-demand;.*;4;1\r\n$/);
  });

  it('is that a title which is lent more than the remaining copies can bear is offered', async () => {
    await sent(`${HEAD}${lines([1, 'provincie', 'vervuld', 12])}`);
    await expect(proposed()).resolves.toMatchObject({ advice: 'free', reason: 'enough-elsewhere', filled: 12 });
    await service.em.execute('truncate withdrawal cascade');
    await sent(`${HEAD}${lines([2, 'organisatie', 'vervuld'])}`);
    await expect(proposed()).resolves.toMatchObject({ advice: 'offer', reason: 'much-requested', filled: 13 });
  });

  it('is nothing once the requests are a year old', async () => {
    await sent(`${HEAD}${lines([1, 'landelijk', 'niet vervuld', 5, daysAgo(370)])}`);
    await expect(proposed()).resolves.toMatchObject({ advice: 'free', filled: 0, unmet: 0 });
  });
});
