import { randomUUID } from 'node:crypto';
import {
  AcquisitionPlanDecidedV1,
  AcquisitionPlanSubmittedV1,
  AgreementChangedV1,
  ParticipantChangedV1,
} from '#libs/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Answer, type Person, request } from './calling.ts';
import { readPlan } from '../src/model/plan-text.ts';
import { EXAMPLE_PLAN, RunningCoverage } from './running.ts';
import { owner } from './scenario-routes.ts';

const [A, B] = ['NL-0800000001', 'NL-0800000002'] as const;
const esra: Person = { sub: 'esra', roles: ['collection-manager'], participant: A };
const other: Person = { sub: 'otto', roles: ['plan-owner'] };
const [AGREEMENT, PLAN, LINE] = [randomUUID(), randomUUID(), randomUUID()] as const;

let coverage: RunningCoverage;
beforeAll(async () => {
  coverage = await RunningCoverage.start();
}, 120_000);
afterAll(() => coverage.stop());
beforeEach(async () => {
  await coverage.forget();
  await coverage.adopt(EXAMPLE_PLAN);
  await coverage.hear(
    ...[A, B].map((isil, at) =>
      ParticipantChangedV1.of({
        isil,
        version: 1,
        name: `Bibliotheek ${'AB'[at]}`,
        kind: 'library',
        from: '2020-01-01',
      }),
    ),
    AgreementChangedV1.of({
      agreement: AGREEMENT,
      version: 1,
      participant: A,
      profile: 'muziek',
      activity: 'collect',
      level: '3b',
      from: '2026-01-01',
      to: '2029-12-31',
      titles: 10,
      copies: 20,
      plan: randomUUID(),
      named: [],
    }),
    AcquisitionPlanSubmittedV1.of({
      plan: PLAN,
      version: 1,
      participant: B,
      name: 'Muziek',
      from: '2026-01-01',
      to: '2029-12-31',
      lines: [{ line: LINE, profile: 'muziek', activity: 'collect', level: '4', titles: 5, copies: 5, named: [] }],
    }),
  );
});

const call = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, body?: object, as = owner): Promise<Answer> =>
  request(coverage, method, url, { as, body });

async function made(changes: object[], more: object = {}): Promise<string> {
  const answer = await call('POST', '/scenarios', { name: 'Wat als', shared: false, changes, ...more });
  expect(answer).toMatchObject({ status: 201 });
  return `/scenarios/${String(answer.body['id'])}`;
}

interface Figure {
  readonly profile: string;
  readonly kind: string;
  readonly live: number;
  readonly against: number | null;
  readonly scenario: number;
}

async function figure(url: string, profile: string, kind: string): Promise<number[]> {
  const { body } = await call('GET', url);
  const found = (body['figures'] as Figure[]).find((it) => it.profile === profile && it.kind === kind);
  return [
    found?.live ?? 0,
    ...(found?.against === null || found === undefined ? [] : [found.against]),
    found?.scenario ?? 0,
  ];
}

const idOf = (url: string): string => url.split('/').at(-1)!;

async function measured(change: object): Promise<object> {
  const { body } = await call('GET', await made([{ kind: 'reference-set', ...change }]));
  return (body['changes'] as object[])[0]!;
}

const ids = (body: Answer['body']): unknown[] => (body['changes'] as { id: string }[]).map(({ id }) => id);

const ENDED = { kind: 'agreement-ended', agreement: AGREEMENT, on: '2026-05-31', because: 'Te duur' };
const ART_ADDED = {
  kind: 'profile-added',
  profile: 'kunst',
  name: { nl: 'Kunst', en: 'Art' },
  scope: { classification: [{ scheme: 'nbc', prefix: '20' }], material: [], language: ['dut'], audience: [] },
};
const ART_COLLECTED = {
  kind: 'target-set',
  profile: 'kunst',
  activity: 'collect',
  level: '3a',
  minimumParticipants: 2,
};
const ART_AGREED = {
  kind: 'agreement-added',
  profile: 'kunst',
  activity: 'collect',
  level: '3b',
  from: '2026-01-01',
  to: '2029-12-31',
  titles: 4,
};
const ACCEPTED = { kind: 'plan-accepted', acquisitionPlan: PLAN };

describe('a scenario', () => {
  it('is kept with its changes in order, each as a sentence in both languages', async () => {
    const at = await made([
      ENDED,
      ACCEPTED,
      { kind: 'target-set', profile: 'muziek', activity: 'collect', level: '4', minimumParticipants: 1 },
      { kind: 'target-removed', profile: 'jeugd', activity: 'collect' },
      {
        kind: 'scope-set',
        profile: 'jeugd',
        scope: {
          classification: [
            { scheme: 'nbc', prefix: '24' },
            { scheme: 'nur', from: '660', to: '669' },
            { scheme: 'ddc', notation: '780' },
          ],
          material: ['book'],
          language: [],
          audience: ['youth'],
        },
      },
      { kind: 'participant-closed', participant: B, on: '2027-01-01' },
      { kind: 'quantities-cut', percent: 20 },
      { kind: 'profile-removed', profile: 'jeugd' },
      {
        kind: 'agreement-added',
        participant: B,
        profile: 'muziek',
        activity: 'preserve',
        level: '3a',
        from: '2026-01-01',
        to: '2029-12-31',
      },
    ]);
    const { body } = await call('GET', at);
    const changes = body['changes'] as { says: { nl: string; en: string }; withoutEffect: unknown; ofPlan: boolean }[];
    expect(changes.map(({ says }) => says.nl)).toEqual([
      'De afspraak van Bibliotheek A over profiel muziek (Muziekwetenschap), verzamelen eindigt op 31 mei 2026.',
      'Acquisitieplan ‘Muziek’ van Bibliotheek B wordt goedgekeurd.',
      'Profiel muziek (Muziekwetenschap), verzamelen: het niveau gaat omhoog van 3b naar 4; het minimum aantal deelnemers gaat omlaag van 2 naar 1; het maximum aantal deelnemers (4) vervalt; het minimum aantal titels (1.000) vervalt; de grens voor overlap in bezit (40 %) vervalt; hoeveel bezitters genoeg zijn (5) vervalt.',
      'Profiel jeugd (Jeugdliteratuur): het streefniveau voor verzamelen vervalt.',
      'Profiel jeugd (Jeugdliteratuur): de indeling was alles en is nu nbc 24, nur 660–669, ddc =780; het materiaal was alles en is nu book.',
      'Bibliotheek B sluit; de laatste dag is 1 januari 2027.',
      'De toegezegde aantallen gaan 20 % omlaag.',
      'Profiel jeugd (Jeugdliteratuur) vervalt.',
      'Bibliotheek B neemt profiel muziek (Muziekwetenschap), bewaren, op zich op niveau 3a, van 1 januari 2026 tot en met 31 december 2029.',
    ]);
    expect(changes[5]!.says.en).toBe('Bibliotheek B closes; its last day is 1 January 2027.');
    expect(changes.map(({ withoutEffect }) => withoutEffect)).toEqual(changes.map(() => null));
    expect(changes.map(({ ofPlan }) => ofPlan)).toEqual([false, false, true, true, true, false, false, true, false]);
  });

  it.each([
    ['without a name', { name: ' ' }],
    ['with a change of no kind', { changes: [{ kind: 'magic' }] }],
    [
      'with a level that is none',
      { changes: [{ kind: 'target-set', profile: 'muziek', activity: 'collect', level: '9' }] },
    ],
    ['with a day that is none', { changes: [{ ...ENDED, on: '2026-02-30' }] }],
    [
      'with a scope that takes nothing in particular',
      {
        changes: [
          {
            kind: 'scope-set',
            profile: 'muziek',
            scope: { classification: [], material: [], language: [], audience: [] },
          },
        ],
      },
    ],
    [
      'with a range of no scheme',
      {
        changes: [
          {
            kind: 'scope-set',
            profile: 'muziek',
            scope: { classification: [{ scheme: 'x', prefix: '2' }], material: [], language: [], audience: [] },
          },
        ],
      },
    ],
    ...[
      { scheme: 'nbc' },
      { scheme: 'nbc', prefix: '24', notation: '24.10' },
      { scheme: 'nur', from: '660' },
      { scheme: 'nur', notation: '660', to: '669' },
    ].map((range): [string, object] => [
      `with a range that is none or several: ${JSON.stringify(range)}`,
      {
        changes: [
          {
            kind: 'scope-set',
            profile: 'muziek',
            scope: { classification: [range], material: [], language: [], audience: [] },
          },
        ],
      },
    ]),
    ...[
      { ...ART_ADDED, profile: 'Kunst en zo' },
      { ...ART_ADDED, name: { nl: ' ' } },
      { ...ART_ADDED, name: undefined },
      { ...ART_ADDED, scope: { classification: [], material: [], language: [], audience: [] } },
      { kind: 'reference-set', profile: 'muziek' },
      { kind: 'reference-set', profile: 'muziek', measuredAgainst: 'De canon' },
    ].map((change): [string, object] => [`with ${JSON.stringify(change)}`, { changes: [change] }]),
    [
      'a number of keepers where nothing is preserved',
      { changes: [{ kind: 'target-set', profile: 'muziek', activity: 'collect', level: '3a', minimumRetained: 2 }] },
    ],
  ])('%s is refused', async (_what, wrong) => {
    const answer = await call('POST', '/scenarios', { name: 'x', shared: false, changes: [], ...wrong });
    expect(answer.status).toBe(422);
    expect((await call('GET', '/scenarios')).body).toEqual({ items: [], next: null });
  });

  it('is for a day that is not over', async () => {
    const body = { name: 'x', shared: false, changes: [], on: '2026-05-31' };
    expect(await call('POST', '/scenarios', body)).toMatchObject({ status: 409, body: { code: 'scenario.day-over' } });
  });

  it('is changed by who saw its newest version, one of two who change it at once', async () => {
    const at = await made([]);
    const write = (name: string): Promise<Answer> =>
      call('PUT', at, { name, shared: true, changes: [ENDED], version: 1 });
    const answers = await Promise.all([write('Een'), write('Twee')]);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 412]));
    expect((await call('GET', at)).body).toMatchObject({ version: 2, shared: true, changeCount: 1 });
    expect(await call('PUT', at, { name: 'x', shared: true, changes: [], version: 2 }, other)).toMatchObject({
      status: 403,
      body: { code: 'scenario.not-yours' },
    });
    expect(await call('DELETE', `${at}?version=1`)).toMatchObject({ status: 412 });
    expect(await call('DELETE', `${at}?version=2`)).toMatchObject({ status: 204 });
    expect(await call('GET', at)).toMatchObject({ status: 404 });
  });

  it('keeps the ids of changes that stay', async () => {
    const at = await made([ENDED]);
    const before = ids((await call('GET', at)).body);
    const changes = [ACCEPTED, { ...ENDED, id: before[0] }];
    const { body } = await call('PUT', at, { name: 'x', shared: false, changes, version: 1 });
    expect(ids(body)[1]).toBe(before[0]);
    const twice = [changes[1], changes[1]];
    expect(await call('PUT', at, { name: 'x', shared: false, changes: twice, version: 2 })).toMatchObject({
      status: 422,
    });
  });

  it('is listed for whom it is shared with, page by page', async () => {
    for (const shared of [true, false, true]) await made([], { shared });
    const seen = async (as: Person): Promise<number> =>
      ((await call('GET', '/scenarios', undefined, as)).body['items'] as object[]).length;
    expect([await seen(owner), await seen(esra)]).toEqual([3, 2]);
    const first = (await call('GET', '/scenarios?limit=2')).body as { items: { id: string }[]; next: string };
    const rest = (await call('GET', `/scenarios?limit=2&after=${first.next}`)).body as { items: { id: string }[] };
    expect(new Set([...first.items, ...rest.items].map(({ id }) => id)).size).toBe(3);
  });
});

describe('what a scenario comes to', () => {
  it('is told per profile and kind, with the flags, beside what is', async () => {
    const at = await made([ENDED]);
    expect(await figure(`${at}/outcome`, 'muziek', 'gap.unowned')).toEqual([1, 2]);
    const { body } = await call('GET', `${at}/flags?kind=gap.unowned&what=raised`);
    expect(body).toMatchObject({
      items: [
        { what: 'raised', kind: 'gap.unowned', profile: 'muziek', activity: 'collect', severity: 'high', before: null },
      ],
      next: null,
    });
    expect((await call('GET', `${at}/flags.csv`)).text).toContain(
      'raised;gap.unowned;high;muziek;Muziekwetenschap;collect',
    );
  });

  it('is told beside another scenario', async () => {
    const [ended, accepted] = [await made([ENDED]), await made([ACCEPTED, ENDED])];
    const against = ended.split('/').at(-1);
    expect(await figure(`${accepted}/outcome?against=${against}`, 'muziek', 'gap.unowned')).toEqual([1, 2, 1]);
    const { body } = await call('GET', `${accepted}/flags?against=${against}&what=cleared`);
    expect(body['items']).toMatchObject([{ kind: 'gap.unowned', profile: 'muziek', activity: 'collect' }]);
  });

  it('has what participants agreed to acquire, cut', async () => {
    const at = await made([ACCEPTED, { kind: 'quantities-cut', percent: 20, participant: A }]);
    const { body } = await call('GET', `${at}/outcome`);
    expect((body['profiles'] as { profile: string }[]).find(({ profile }) => profile === 'muziek')).toMatchObject({
      live: { agreedTitles: 10, agreedCopies: 20, responsible: 1 },
      scenario: { agreedTitles: 13, agreedCopies: 21, responsible: 2 },
    });
  });

  it('has a page after a page', async () => {
    const at = await made([ENDED, { kind: 'profile-removed', profile: 'jeugd' }]);
    const all = (await call('GET', `${at}/flags`)).body['items'] as { id: string }[];
    expect(all.length).toBeGreaterThan(2);
    const paged: string[] = [];
    for (let after = ''; ;) {
      const { body } = await call('GET', `${at}/flags?limit=1${after}`);
      paged.push(...(body['items'] as { id: string }[]).map(({ id }) => id));
      if (body['next'] === null) break;
      after = `&after=${body['next'] as string}`;
    }
    expect(paged).toEqual(all.map(({ id }) => id));
  });

  it('leaves out what is not any more, and says so', async () => {
    const at = await made([ACCEPTED, { ...ENDED, agreement: randomUUID() }]);
    await coverage.hear(AcquisitionPlanDecidedV1.of({ plan: PLAN, version: 2, participant: B, decision: 'returned' }));
    const { body } = await call('GET', at);
    expect(body['changes']).toMatchObject([
      { withoutEffect: { nl: 'Het acquisitieplan staat niet meer als ingediend.' } },
      { withoutEffect: { en: 'There is no such agreement.' } },
    ]);
    expect((await call('GET', `${at}/outcome`)).body).toMatchObject({ totals: { raised: 0, cleared: 0, changed: 0 } });
  });
});

describe('a profile that a scenario adds', () => {
  it('is what later changes of it are about, in words and in what they come to', async () => {
    const at = await made([ART_ADDED, ART_COLLECTED, { ...ART_AGREED, participant: A }]);
    const { body } = await call('GET', at);
    const changes = body['changes'] as { says: { nl: string; en: string }; withoutEffect: unknown }[];
    expect(changes.map(({ says }) => says.nl)).toEqual([
      'Profiel kunst (Kunst) komt erbij: indeling nbc 20; taal dut.',
      'Profiel kunst (Kunst), verzamelen: er is nu een streefniveau (niveau 3a, minimum aantal deelnemers 2).',
      'Bibliotheek A neemt profiel kunst (Kunst), verzamelen, op zich op niveau 3b, van 1 januari 2026 tot en met 31 december 2029.',
    ]);
    expect(changes[0]!.says.en).toBe('Profile kunst (Art) is added: classification nbc 20; language dut.');
    expect(changes.map(({ withoutEffect }) => withoutEffect)).toEqual([null, null, null]);
    const outcome = (await call('GET', `${at}/outcome`)).body;
    expect(outcome).toMatchObject({ counted: ['kunst'] });
    expect((outcome['profiles'] as object[]).at(-1)).toEqual({
      profile: 'kunst',
      name: ART_ADDED.name,
      live: null,
      against: null,
      scenario: { titles: 0, responsible: 1, agreedTitles: 4, agreedCopies: 0 },
    });
    expect(await figure(`${at}/outcome`, 'kunst', 'gap.redundancy')).toEqual([0, 1]);
    expect((await call('GET', `${at}/flags?kind=gap.redundancy&profile=kunst`)).body['items']).toMatchObject([
      { what: 'raised', profileName: ART_ADDED.name, activity: 'collect' },
    ]);
    expect((await call('GET', `${at}/flags.csv`)).text).toContain('raised;gap.redundancy;medium;kunst;Kunst;collect');
  });

  it('is told beside a scenario that does not have it, and the other way about', async () => {
    const [added, ended] = [await made([ART_ADDED, ART_COLLECTED]), await made([ENDED])];
    const rows = async (url: string): Promise<unknown> =>
      ((await call('GET', url)).body['profiles'] as { profile: string }[]).find(({ profile }) => profile === 'kunst');
    const sizes = { titles: 0, responsible: 0, agreedTitles: 0, agreedCopies: 0 };
    const its = { live: null, profile: 'kunst', name: ART_ADDED.name };
    expect(await rows(`${added}/outcome?against=${idOf(ended)}`)).toEqual({ ...its, against: null, scenario: sizes });
    expect(await rows(`${ended}/outcome?against=${idOf(added)}`)).toEqual({ ...its, against: sizes, scenario: null });
    expect(await figure(`${ended}/outcome?against=${idOf(added)}`, 'kunst', 'gap.unowned')).toEqual([0, 1, 0]);
    const { body } = await call('GET', `${ended}/flags?against=${idOf(added)}&what=cleared&profile=kunst`);
    expect(body['items']).toMatchObject([
      { kind: 'gap.unowned', profileName: ART_ADDED.name },
      { kind: 'gap.redundancy' },
    ]);
  });

  it('does not come when there is one of its code, nor before it is added', async () => {
    const at = await made([ART_COLLECTED, ART_ADDED, ART_ADDED, { ...ART_ADDED, profile: 'muziek' }]);
    const { body } = await call('GET', at);
    expect(body['changes']).toMatchObject([
      { withoutEffect: { en: 'After the changes before this one there is no profile of this code.' } },
      { withoutEffect: null },
      { withoutEffect: { nl: 'Er is al een profiel met deze code.' } },
      { withoutEffect: { en: 'There is a profile of this code already.' } },
    ]);
  });

  it('may go again, and come in the place of another', async () => {
    const gone = await made([ART_ADDED, ART_COLLECTED, { kind: 'profile-removed', profile: 'kunst' }]);
    expect((await call('GET', `${gone}/outcome`)).body).toMatchObject({
      counted: [],
      totals: { raised: 0, cleared: 0, changed: 0 },
    });
    const renewed = await made([
      { kind: 'profile-removed', profile: 'jeugd' },
      { ...ART_ADDED, profile: 'jeugd' },
      { ...ART_COLLECTED, profile: 'jeugd' },
    ]);
    const { body } = await call('GET', renewed);
    expect((body['changes'] as { says: { nl: string } }[])[2]!.says.nl).toBe(
      'Profiel jeugd (Kunst), verzamelen: er is nu een streefniveau (niveau 3a, minimum aantal deelnemers 2).',
    );
    expect(await figure(`${renewed}/outcome`, 'jeugd', 'gap.redundancy')).toEqual([0, 1]);
  });
});

describe('what levels are measured against', () => {
  it('is told, or that the plan does not have the list', async () => {
    expect(await measured({ profile: 'jeugd', measuredAgainst: 'network' })).toMatchObject({
      says: {
        nl: 'Profiel jeugd (Jeugdliteratuur): niveaus worden gemeten aan de titels in het netwerk.',
        en: 'Profile jeugd (Jeugdliteratuur): levels are measured against the titles in the network.',
      },
      withoutEffect: null,
      ofPlan: true,
    });
    expect(await measured({ profile: 'muziek', measuredAgainst: null })).toMatchObject({
      says: { nl: 'Profiel muziek (Muziekwetenschap): niveaus worden nergens aan gemeten.' },
      withoutEffect: null,
    });
    expect(await measured({ profile: 'muziek', measuredAgainst: 'canon' })).toMatchObject({
      says: { en: 'Profile muziek (Musicology): levels are measured against reference list canon.' },
      withoutEffect: { nl: 'De referentielijst staat niet in het geldende plan.' },
    });
    await coverage.adopt(
      `${EXAMPLE_PLAN}referenceLists:\n  - { code: canon, name: { nl: Canon }, titles: 9789021434049 }\n`,
      'voorbeeld/1',
    );
    expect(await measured({ profile: 'muziek', measuredAgainst: 'canon' })).toMatchObject({
      says: { nl: 'Profiel muziek (Muziekwetenschap): niveaus worden gemeten aan referentielijst canon (Canon).' },
      withoutEffect: null,
    });
  });
});

describe('what is proposed', () => {
  it('has for each change its reason and its own effect', async () => {
    const at = await made([ENDED, ACCEPTED]);
    const answer = await call('GET', `${at}/proposals`);
    expect(answer.body).toMatchObject([
      { kind: 'agreement-ended', because: 'Te duur', ofPlan: false, effect: { raised: 1 } },
      { kind: 'plan-accepted', because: null, effect: { cleared: expect.any(Number) } },
    ]);
  });

  it('has of a change about a profile that another adds the effect of both', async () => {
    const at = await made([ART_ADDED, ART_COLLECTED, ENDED]);
    const answer = await call('GET', `${at}/proposals`);
    expect(answer.body).toMatchObject([
      { kind: 'profile-added', ofPlan: true, effect: { raised: 0, cleared: 0, changed: 0 } },
      { kind: 'target-set', ofPlan: true, effect: { raised: 2, cleared: 0 } },
      { kind: 'agreement-ended', ofPlan: false, effect: { raised: 1 } },
    ]);
  });

  it('becomes a draft of the plan with a new profile, and what levels are measured against', async () => {
    const nothing = { kind: 'reference-set', profile: 'muziek', measuredAgainst: null };
    const at = await made([
      ART_ADDED,
      ART_COLLECTED,
      { ...nothing, profile: 'kunst', measuredAgainst: 'network' },
      nothing,
    ]);
    expect(await call('POST', `${at}/draft`, {})).toMatchObject({ status: 201, body: { version: 2 } });
    const { body } = await call('GET', '/collection-plans/voorbeeld/2');
    const { profiles } = readPlan(String(body['yaml']));
    expect(profiles.map(({ code, measuredAgainst }) => [code, measuredAgainst])).toEqual([
      ['muziek', null],
      ['jeugd', null],
      ['kunst', 'network'],
    ]);
    expect(profiles[2]).toMatchObject({
      name: ART_ADDED.name,
      scope: ART_ADDED.scope,
      targets: [{ activity: 'collect', level: '3a', minimumParticipants: 2 }],
    });
  });

  it('becomes a draft of the plan, as far as it is about the plan', async () => {
    const nothing = await made([ENDED]);
    expect(await call('POST', `${nothing}/draft`, {})).toMatchObject({
      status: 409,
      body: { code: 'scenario.plan-unchanged' },
    });
    const at = await made([{ kind: 'target-set', profile: 'muziek', activity: 'collect', level: '4' }, ENDED]);
    const drafted = await call('POST', `${at}/draft`, {});
    expect(drafted).toMatchObject({ status: 201, body: { code: 'voorbeeld', version: 2 } });
    expect((await call('GET', '/collection-plans/voorbeeld/2')).body).toMatchObject({ state: 'draft' });
    const { body } = await call('GET', '/collection-plans/differences');
    expect(body['words']).toMatchObject([{ profile: 'muziek' }, { profile: 'muziek' }, {}, {}, {}, {}]);
    expect((await call('GET', '/collection-plans/current')).body).toMatchObject({ version: 1 });
  });
});
