import { RetentionCommitmentsChangedV1, type SnapshotCommitment, type SnapshotPage } from '#libs/contracts';
import { type MarcField, marcRecord } from '#libs/marc';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { knowProfiles, registerBoth } from './given.ts';
import { snapshot } from '../src/queries/snapshot.ts';
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

const PROMISE = {
  participant: RIVIERDAL,
  identifier: '0-306-40615-2',
  title: 'Information theory',
  from: '2020-01-01',
  policy: 'PLUS',
};
const KEY = '1000009780306406157';

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
  await service.em.execute('truncate retention_commitment, title, title_key, holding');
  await service.em.execute('delete from outbox');
});

async function promised(more: object = {}, as: Person = rivierdal): Promise<string> {
  return String((await service.done('POST', '/retention-commitments', { as, body: { ...PROMISE, ...more } }))['id']);
}

async function sent(
  file: Buffer | string,
  participant = RIVIERDAL,
  as: Person = rivierdal,
): Promise<Record<string, unknown>> {
  const token = await service.surroundings.issuer.token({ sub: 'somebody', ...as });
  const answer = await service.app.inject({
    method: 'POST',
    url: `/retention-commitments/file?participant=${participant}`,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
    payload: file,
  });
  return answer.json<Record<string, unknown>>();
}

async function exported(format: 'csv' | 'marc' | 'marcxml'): Promise<Buffer> {
  const token = await service.surroundings.issuer.token({ sub: 'somebody', ...rivierdal });
  const answer = await service.app.inject({
    method: 'GET',
    url: `/retention-commitments/file?format=${format}`,
    headers: { authorization: `Bearer ${token}` },
  });
  return answer.rawPayload;
}

function kept(): Promise<object[]> {
  return service.em.execute<object[]>(
    `select *, key::text, valid_from::text, until::text, since::text, reviewed_on::text from retention_commitment order by id`,
  );
}

function note(...subfields: [string, string][]): MarcField {
  return ['583', '1 ', subfields];
}

function record(isbn: string, ...notes: MarcField[]): Buffer {
  return marcRecord([['001', isbn], ['020', '  ', [['a', isbn]]], ['245', '00', [['a', `Titel ${isbn}`]]], ...notes]);
}

const FILE = Buffer.concat([
  record(
    '9780306406157',
    note(['a', 'committed to retain'], ['c', '2012'], ['d', 'Dec. 2035'], ['f', 'PLUS'], ['z', 'Compleet']),
  ),
  record(
    '9789021434049',
    note(['a', 'Committed to retain.'], ['f', 'PLUS'], ['d', 'in perpetuity'], ['5', RIVIERDAL]),
    note(['a', 'completeness reviewed'], ['c', '20200101'], ['z', 'band los'], ['5', RIVIERDAL]),
    note(['a', 'will reformat'], ['c', '19970101']),
  ),
]);

describe('a retention commitment', () => {
  it('is made, amended and ended, and each is told', async () => {
    const id = await promised();
    const amended = { ...PROMISE, version: 1, until: '2050-12-31' };
    await service.done('PUT', `/retention-commitments/${id}`, { as: rivierdal, body: amended });
    const body = { state: 'lost', on: '2026-01-01', reason: 'Waterschade', version: 2 };
    await expect(
      service.done('POST', `/retention-commitments/${id}/become`, { as: rivierdal, body }),
    ).resolves.toMatchObject({
      ...PROMISE,
      key: KEY,
      until: '2050-12-31',
      state: 'lost',
      since: '2026-01-01',
      reason: 'Waterschade',
      version: 3,
    });
    const told = (await service.said(RetentionCommitmentsChangedV1)).flatMap(({ commitments }) => commitments);
    expect(told.map(({ version, state, until }) => [version, state, until])).toEqual([
      [1, 'active', undefined],
      [2, 'active', '2050-12-31'],
      [3, 'lost', '2050-12-31'],
    ]);
  });

  it('keeps why its terms are others, which what becomes of it later leaves', async () => {
    const id = await promised();
    const path = `/retention-commitments/${id}`;
    const body = { ...PROMISE, version: 1, until: '2050-12-31', reason: '  Enige exemplaar  ' };
    await expect(service.done('PUT', path, { as: rivierdal, body })).resolves.toMatchObject({
      until: '2050-12-31',
      amendedBecause: 'Enige exemplaar',
      reason: null,
    });
    const stale = { as: rivierdal, body: { ...body, until: '2051-01-01' } };
    await expect(service.request('PUT', path, stale)).resolves.toMatchObject({
      status: 412,
      body: { code: 'commitment.stale' },
    });
    const lost = { state: 'lost', on: '2026-01-01', reason: 'Waterschade', version: 2 };
    await service.done('POST', `${path}/become`, { as: rivierdal, body: lost });
    await expect(service.done('GET', path, { as: rivierdal })).resolves.toMatchObject({
      amendedBecause: 'Enige exemplaar',
      reason: 'Waterschade',
      version: 3,
    });
  });

  it('is about a profile as well, which must be known', async () => {
    const about = { identifier: undefined, profile: 'muziek' };
    await expect(promised(about)).resolves.toMatch(/-/);
    const body = { ...PROMISE, identifier: undefined, profile: 'koken' };
    await expect(service.request('POST', '/retention-commitments', { as: rivierdal, body })).resolves.toMatchObject({
      status: 404,
      body: { code: 'profile.unknown' },
    });
  });

  it('is superseded by one about the same title, of whichever participant', async () => {
    const successor = await promised({ participant: NIEUWLAND }, nieuwland);
    const elsewhere = await promised({ participant: NIEUWLAND, identifier: 'ppn:123456789' }, nieuwland);
    const id = await promised();
    const become = (other: string) =>
      service.request('POST', `/retention-commitments/${id}/become`, {
        as: rivierdal,
        body: { state: 'superseded', on: '2026-01-01', successor: other },
      });
    await expect(become(elsewhere)).resolves.toMatchObject({
      status: 409,
      body: { code: 'commitment.successor-elsewhere' },
    });
    await expect(become(successor)).resolves.toMatchObject({ status: 200, body: { state: 'superseded', successor } });
  });

  it('is listed page by page, by participant, profile and state', async () => {
    await promised();
    await promised({ participant: NIEUWLAND }, nieuwland);
    const first = await service.done('GET', '/retention-commitments?limit=1', { as: planOwner });
    expect(first).toMatchObject({ items: [{}], next: expect.any(String) });
    const second = await service.done('GET', `/retention-commitments?limit=1&after=${String(first['next'])}`, {
      as: planOwner,
    });
    expect(second).toMatchObject({ items: [{}], next: null });
    const own = await service.done('GET', `/retention-commitments?participant=${NIEUWLAND}&state=active`, {
      as: planOwner,
    });
    expect(own).toMatchObject({ items: [{ participant: NIEUWLAND, participantName: 'Bibliotheek Nieuwland' }] });
  });

  it('is in the snapshot as the events told it', async () => {
    await promised();
    const page = (await snapshot(service.em, { part: 'commitments', limit: 10 })) as SnapshotPage<SnapshotCommitment>;
    const told = (await service.said(RetentionCommitmentsChangedV1)).flatMap(({ commitments }) => commitments);
    expect(page).toEqual({ rows: told, next: null });
  });
});

describe('a file of commitments', () => {
  it('is taken over, once', async () => {
    await expect(sent(FILE)).resolves.toEqual({
      made: 2,
      changed: 0,
      unchanged: 0,
      others: 1,
      rejectedCount: 0,
      rejected: [],
      mend: null,
    });
    await expect(sent(FILE)).resolves.toMatchObject({ made: 0, changed: 0, unchanged: 2 });
    const told = (await service.said(RetentionCommitmentsChangedV1)).flatMap(({ commitments }) => commitments);
    expect(told).toHaveLength(2);
  });

  it.each(['csv', 'marc', 'marcxml'] as const)(
    'comes out as %s, and gives the same commitments when it comes in again',
    async (format) => {
      await sent(FILE);
      const lost = await promised({ identifier: 'issn:0317-8471', participant: NIEUWLAND }, nieuwland);
      await service.done('POST', `/retention-commitments/${lost}/become`, {
        as: nieuwland,
        body: { state: 'missing', on: '2026-02-03' },
      });
      const before = await kept();
      const file = await exported(format);
      await expect(sent(file, RIVIERDAL, administrator)).resolves.toMatchObject({ unchanged: 3, rejectedCount: 0 });
      await service.em.execute('truncate retention_commitment');
      await expect(sent(file, RIVIERDAL, administrator)).resolves.toMatchObject({ made: 3, rejectedCount: 0 });
      // The new ones begin to count from 1, all else is the same.
      expect(await kept()).toEqual(before.map((row) => Object.assign(row, { version: 1 })));
    },
  );

  it('gives what became of a commitment, and rejects what cannot have become of it', async () => {
    const id = await promised();
    const head = 'id;isbn;from;policy;state;since;successor';
    const lost = `${id};9780306406157;2020-01-01;PLUS;lost;2026-03-01;`;
    await expect(sent(`${head}\n${lost}`)).resolves.toMatchObject({ changed: 1 });
    await expect(sent(`${head}\n${id};9780306406157;2020-01-01;PLUS;missing;2026-04-01;`)).resolves.toMatchObject({
      rejected: [{ place: 'line 2', code: 'commitment.not-possible' }],
    });
    await expect(sent(`${head}\n${id};9780306406157;2020-01-01;PLUS;active;;`)).resolves.toMatchObject({
      rejected: [{ place: 'line 2', code: 'commitment.ended-already' }],
    });
  });

  it('gives back what it rejects, in the same format, to be mended and sent again', async () => {
    const csv = 'isbn;until;problem\n9780306406157;2035;\n123;2035;old\n"9780306406157";as long as possible;\n';
    const { mend, rejectedCount } = await sent(csv);
    expect(rejectedCount).toBe(2);
    const { name, content, partial } = mend as { name: string; content: string; partial: boolean };
    expect([name, partial]).toEqual(['afgekeurd.csv', false]);
    const given = Buffer.from(content, 'base64').toString();
    expect(given.split('\r\n')).toEqual([
      '\uFEFFisbn;until;problem',
      expect.stringMatching(/^123;2035;.*'123' is not a valid ISBN/),
      expect.stringMatching(/^9780306406157;as long as possible;.*No day can be read/),
      '',
    ]);
    const mended = given.replace('\n123;', '\n9780439023481;').replace('as long as possible', '2040');
    await expect(sent(mended)).resolves.toMatchObject({ made: 1, changed: 1, rejectedCount: 0, mend: null });
  });

  it('gives back a record once, however many of its notes are rejected', async () => {
    const bad = note(['a', 'committed to retain'], ['d', 'soon']);
    const file = Buffer.concat([
      record('9780306406157', bad, bad),
      record('9780306406157', note(['a', 'committed to retain'])),
    ]);
    const { mend, rejectedCount, made } = await sent(file);
    expect([made, rejectedCount]).toEqual([1, 2]);
    const { content } = mend as { content: string };
    expect(Buffer.from(content, 'base64')).toEqual(record('9780306406157', bad, bad));
  });

  it('tells of others only to those who act for them', async () => {
    const file = record(
      '9780306406157',
      note(['a', 'committed to retain'], ['5', NIEUWLAND]),
      note(['a', 'committed to retain'], ['5', 'NL-0800099999']),
    );
    await expect(sent(file)).resolves.toMatchObject({
      made: 0,
      rejected: [{ code: 'participant.not-yours' }, { code: 'participant.unknown' }],
    });
  });

  it.each([
    ['nothing', '', 'upload.malformed'],
    ['a list that names neither identifier nor profile', 'a;b\n1;2\n', 'csv.columns-missing'],
  ])('is refused when it is %s', async (_, file, code) => {
    await expect(sent(file)).resolves.toMatchObject({ code });
  });
});

describe('a title in the network', () => {
  it('has its holders and every commitment made under any of its keys', async () => {
    await service.em.execute(
      `insert into title (id, version, title, gone) values (?, 1, 'Information theory', false)`,
      [KEY],
    );
    await service.em.execute(`insert into title_key values (2000000000123456789, ?, false)`, [KEY]);
    await service.em.execute(`insert into holding values (?, ?, 2, 1, 0, 1), (?, ?, 0, 0, 0, 1)`, [
      KEY,
      NIEUWLAND,
      KEY,
      RIVIERDAL,
    ]);
    await promised({ identifier: 'ppn:123456789' });
    await expect(
      service.done('GET', '/retention-commitments/of-title?identifier=978-0-306-40615-7', { as: planOwner }),
    ).resolves.toMatchObject({
      key: KEY,
      id: KEY,
      title: 'Information theory',
      holders: [{ participant: NIEUWLAND, copies: 2, extant: 1, onOrder: 0 }],
      commitments: [{ participant: RIVIERDAL, identifier: 'ppn:123456789' }],
    });
  });

  it('that nobody told of has the commitments alone', async () => {
    await promised();
    await expect(
      service.done('GET', '/retention-commitments/of-title?identifier=0306406152', { as: planOwner }),
    ).resolves.toMatchObject({
      key: KEY,
      id: null,
      title: null,
      holders: [],
      commitments: [{ participant: RIVIERDAL }],
    });
  });
});
