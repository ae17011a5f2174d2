import { AgreementChangedV1 } from '#libs/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Causes20261126T0355 } from '../src/migrations/20261126T0355-causes.ts';
import { accepted, knowProfiles, PROPOSAL, registerBoth } from './given.ts';
import {
  type Answer,
  NIEUWLAND,
  nieuwland,
  planOwner,
  RIVIERDAL,
  rivierdal,
  RunningAgreements,
  START,
} from './running.ts';

type Items = Record<string, unknown>[];

let service: RunningAgreements;
let muziek: string;
let talen: string;

beforeAll(async () => {
  service = await RunningAgreements.start();
}, START);

afterAll(async () => {
  await service.stop();
});

beforeEach(async () => {
  await service.em.execute(`truncate participant, acquisition_plan, agreement, collection_plan cascade`);
  await service.em.execute('delete from outbox');
  await registerBoth(service);
  await knowProfiles(service);
  const plan = await accepted(service);
  const made = (await items(`/agreements?plan=${plan}`)) as { id: string; profile: string }[];
  muziek = made.find(({ profile }) => profile === 'muziek')?.id ?? '';
  talen = made.find(({ profile }) => profile === 'talen')?.id ?? '';
});

async function items(url: string): Promise<Items> {
  return (await service.done('GET', url, { as: rivierdal }))['items'] as Items;
}

function decide(id: string, action: string, body: object, as = planOwner, through = service): Promise<Answer> {
  return through.request('POST', `/agreements/${id}/${action}`, { as, body });
}

/** What Nieuwland has agreed about music, at the level that it says it holds. */
async function nieuwlandHolds(currentLevel: string): Promise<void> {
  const [line] = PROPOSAL.lines;
  const body = { participant: NIEUWLAND, ...PROPOSAL, lines: [{ ...line, level: '2a', currentLevel }] };
  const { id } = await service.done('POST', '/acquisition-plans', { as: nieuwland, body });
  await service.done('POST', `/acquisition-plans/${String(id)}/submit`, { as: nieuwland, body: {} });
  await service.done('POST', `/acquisition-plans/${String(id)}/accept`, { as: planOwner, body: {} });
}

describe('the list of agreements', () => {
  it('is sorted by profile and participant, page by page, without a gap or a repeat', async () => {
    await nieuwlandHolds('3a');
    const read: unknown[] = [];
    let after: string | null = '';
    do {
      const page: Answer['body'] = await service.done('GET', `/agreements?limit=1${after}`, { as: rivierdal });
      read.push(...(page['items'] as Items).map(({ profile, participant }) => [profile, participant]));
      after = page['next'] as string | null;
      if (after !== null) after = `&after=${after}`;
    } while (after !== null);
    expect(read).toEqual([
      ['muziek', RIVIERDAL],
      ['muziek', NIEUWLAND],
      ['talen', RIVIERDAL],
    ]);
  });

  it.each(['x', Buffer.from('["muziek"]').toString('base64url')])('has no place %s', async (after) => {
    await expect(service.request('GET', `/agreements?after=${after}`, { as: rivierdal })).resolves.toMatchObject({
      status: 400,
      body: { code: 'page.malformed' },
    });
  });
});

describe('an agreement', () => {
  it('is renewed, adjusted and scheduled; every version of it is kept, with who made it and why', async () => {
    await decide(muziek, 'renew', { to: '2028-12-31', version: 1 });
    await decide(muziek, 'adjust', { titles: 5, goalLevel: null, reason: 'Less budget', version: 2 }, rivierdal);
    await decide(muziek, 'schedule', { reviewOn: '2027-03-01', noticeBy: '2028-06-30' }, rivierdal);
    await expect(service.done('GET', `/agreements/${muziek}`, { as: nieuwland })).resolves.toMatchObject({
      version: 4,
      to: '2028-12-31',
      titles: 5,
      goalLevel: null,
      reviewOn: '2027-03-01',
      noticeBy: '2028-06-30',
    });
    await expect(items(`/agreements/${muziek}/versions`)).resolves.toMatchObject([
      { version: 4, said: { reviewOn: '2027-03-01' } },
      { version: 3, because: 'Less budget', cause: null, said: { titles: 5, to: '2028-12-31' } },
      { version: 2, said: { titles: 12, to: '2028-12-31' } },
      {
        version: 1,
        because: "Accepted: 'Muziek 2027'",
        cause: { code: 'plan-accepted', parameters: { plan: 'Muziek 2027' } },
        madeBy: expect.any(String),
        said: { to: '2027-12-31' },
      },
    ]);
  });

  it.each([
    ["Accepted: 'Muziek 2027'", 'plan-accepted', { plan: 'Muziek 2027' }],
    ["Amended by 'Muziek 'in' 2027'", 'plan-amended', { plan: "Muziek 'in' 2027" }],
    ['Bibliotheek Rivierdal leaves', 'participant-leaves', { participant: 'Bibliotheek Rivierdal' }],
    ['Rivierdal closed on 2027-06-30', 'participant-closed', { participant: 'Rivierdal', on: '2027-06-30' }],
    [
      `Rivierdal merged into ${NIEUWLAND} on 2027-06-30`,
      'participant-merged',
      { participant: 'Rivierdal', survivor: NIEUWLAND, on: '2027-06-30' },
    ],
    [`${NIEUWLAND} takes part until 2027-06-30`, 'survivor-leaves', { survivor: NIEUWLAND, on: '2027-06-30' }],
    ['Budget was cut', null, null],
  ])('has a cause for what the system wrote before causes were kept, and none for people: %s', async (...known) => {
    const [because, code, parameters] = known;
    await service.em.execute('update agreement_version set because = ?, cause = null', [because]);
    const migration = new Causes20261126T0355(service.em.getDriver(), service.em.config);
    migration.up();
    for (const query of migration.getQueries())
      if (typeof query === 'string' && query.startsWith('update')) await service.em.execute(query);
    await expect(items(`/agreements/${muziek}/versions`)).resolves.toMatchObject([
      { because, cause: code === null ? null : { code, parameters } },
    ]);
  });

  it('is changed from the version that was seen', async () => {
    const answers = await Promise.all([
      decide(muziek, 'renew', { to: '2028-12-31', version: 1 }),
      decide(muziek, 'adjust', { titles: 5, reason: 'Less budget', version: 1 }, rivierdal),
    ]);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 412]));
  });

  it('is refused other terms with every mistake and its place', async () => {
    const body = { level: '9', retainUntil: 'ooit', titles: -1, reason: 'Less budget' };
    await expect(decide(muziek, 'adjust', body)).resolves.toMatchObject({
      status: 422,
      body: { code: 'terms.invalid', details: [{ at: 'level' }, { at: 'retainUntil' }, { at: 'titles' }] },
    });
  });

  it('is handed over once, however many do so through two instances at the same time', async () => {
    const other = await service.another();
    await service.em.execute('delete from outbox');
    const body = { taker: NIEUWLAND, on: '2027-07-01', reason: 'Agreed between both', version: 1 };
    const answers = await Promise.all(
      [service, other, service, other].map((through) => decide(muziek, 'hand-over', body, planOwner, through)),
    );
    await other.close();
    expect(answers.map(({ status }) => status).toSorted((one, next) => one - next)).toEqual([200, 412, 412, 412]);
    await expect(items(`/agreements?profile=muziek&on=2027-06-30`)).resolves.toMatchObject([
      { id: muziek, participant: RIVIERDAL, to: '2027-06-30', endedBecause: 'Agreed between both' },
    ]);
    await expect(items(`/agreements?profile=muziek&on=2027-07-01`)).resolves.toMatchObject([
      { participant: NIEUWLAND, predecessor: muziek, to: '2027-12-31', version: 1 },
    ]);
    await expect(service.said(AgreementChangedV1)).resolves.toMatchObject([
      { agreement: muziek, to: '2027-06-30' },
      { participant: NIEUWLAND, predecessor: muziek },
    ]);
  });
});

describe('what a participant would leave behind', () => {
  it('is what it keeps then, with who could go on with it', async () => {
    await nieuwlandHolds('3a');
    const orphans = await items(`/orphans?participant=${RIVIERDAL}&on=2027-07-01`);
    expect(orphans).toMatchObject([
      {
        agreement: muziek,
        profile: 'muziek',
        successors: [
          { participant: NIEUWLAND, participantName: 'Bibliotheek Nieuwland', currentLevel: '3a', level: '2a' },
        ],
      },
      { agreement: talen, profile: 'talen', successors: [] },
    ]);
  });

  it('is only what money buys when it loses its budget', async () => {
    const orphans = await items(`/orphans?participant=${RIVIERDAL}&on=2027-07-01&because=budget`);
    expect(orphans).toMatchObject([{ agreement: muziek }]);
  });
});

describe('the agenda', () => {
  const YEAR = 'from=2027-01-01&to=2027-12-31';

  it('has reviews, last notices and ends, day by day', async () => {
    const due = await items(`/agenda?${YEAR}&profile=muziek`);
    expect(due).toMatchObject([
      { day: '2027-07-02', kind: 'review', agreement: muziek, participantName: 'Bibliotheek Rivierdal' },
      { day: '2027-10-01', kind: 'notice', agreement: muziek },
      { day: '2027-12-31', kind: 'end', agreement: muziek },
    ]);
  });

  it('leaves out what an early end made void', async () => {
    await decide(muziek, 'end', { on: '2027-03-31', reason: 'Budget was cut' });
    await expect(items(`/agenda?${YEAR}&profile=muziek`)).resolves.toMatchObject([{ day: '2027-03-31', kind: 'end' }]);
  });

  it.each(['day', 'participant', 'profile'])('sorted by %s comes page by page, none twice', async (sort) => {
    await nieuwlandHolds('3a');
    const all = await items(`/agenda?${YEAR}&sort=${sort}&limit=500`);
    expect(all).toHaveLength(9);
    const paged: Items = [];
    let after: string | null = null;
    do {
      const place = after === null ? '' : `&after=${encodeURIComponent(after)}`;
      const page: Answer['body'] = await service.done('GET', `/agenda?${YEAR}&sort=${sort}&limit=2${place}`, {
        as: rivierdal,
      });
      paged.push(...(page['items'] as Items));
      after = page['next'] as string | null;
    } while (after !== null);
    expect(paged).toEqual(all);
    const first = all.map((row) => String(row[sort]));
    expect(first).toEqual(first.toSorted());
  });

  it('is a file for a spreadsheet', async () => {
    const file = await service.text(`/agenda.csv?${YEAR}&profile=muziek`, rivierdal);
    expect(file.split('\r\n')).toEqual([
      '\uFEFFday;kind;participant;name;profile;activity;level;from;to;agreement',
      `2027-07-02;review;${RIVIERDAL};Bibliotheek Rivierdal;muziek;collect;3b;2027-01-01;2027-12-31;${muziek}`,
      expect.stringContaining('2027-10-01;notice;'),
      expect.stringContaining('2027-12-31;end;'),
      '',
    ]);
  });
});
