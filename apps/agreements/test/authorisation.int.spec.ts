import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { contactRoutes } from './contact-routes.ts';
import { commitmentRoutes } from './commitment-routes.ts';
import { loanRequestRoutes } from './loan-request-routes.ts';
import { purchaseCheckRoutes } from './purchase-check-routes.ts';
import { nameStreek, representationRoutes, STREEK } from './representation-routes.ts';
import { withdrawalRoutes } from './withdrawal-routes.ts';
import { accepted, draft, knowProfiles, PROPOSAL, registerBoth, submitted } from './given.ts';
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

const WHO = {
  nobody: undefined,
  'no role': { roles: [] },
  'a manager of no participant': { roles: ['collection-manager'] },
  'another manager': nieuwland,
  'the manager': rivierdal,
  'who acts for it': { roles: ['collection-manager'], participant: STREEK },
  'the plan owner': planOwner,
  'an administrator': administrator,
  'a service': { roles: ['service'] },
} satisfies Record<string, Person | undefined>;
type Who = keyof typeof WHO;

interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Made anew for each request, in the state that the route needs. */
  readonly url: () => Promise<string> | string;
  readonly body?: () => object;
  /** What each is answered; whoever is not named gets 403, nobody 401, who acts for the manager's library as the manager. */
  readonly answers: Partial<Record<Who, number>>;
}

const READERS = [
  'a manager of no participant',
  'another manager',
  'the manager',
  'the plan owner',
  'an administrator',
  'a service',
] as const;

function all(status: number): Partial<Record<Who, number>> {
  return Object.fromEntries(READERS.map((who) => [who, status]));
}

const AUTHORS = { 'the manager': 200, 'an administrator': 200, 'a service': 200 } as const;
const UNSEEN = { 'another manager': 404, 'a manager of no participant': 404 } as const;

let service: RunningAgreements;

beforeAll(async () => {
  service = await RunningAgreements.start();
  await registerBoth(service);
  await knowProfiles(service);
}, START);

afterAll(async () => {
  await service.stop();
});

const plan = (id: string, action = ''): string => `/acquisition-plans/${id}${action}`;

async function returned(): Promise<string> {
  const id = await submitted(service);
  await service.done('POST', plan(id, '/return'), { as: planOwner, body: { remark: 'Too broad' } });
  return id;
}

async function agreement(): Promise<string> {
  const id = await accepted(service);
  const { items } = await service.done('GET', `/agreements?plan=${id}`, { as: planOwner });
  return (items as { id: string }[])[0]?.id ?? '';
}

let registered = 0;

const ROUTES: Record<string, Route> = {
  ...commitmentRoutes(() => service, all(200)),
  ...loanRequestRoutes(all(200)),
  ...withdrawalRoutes(() => service, all(200)),
  ...purchaseCheckRoutes(all(200)),
  ...contactRoutes(() => service),
  ...representationRoutes(() => service, all(200)),
  'reading participants': { method: 'GET', url: () => '/participants', answers: all(200) },
  'reading a participant': { method: 'GET', url: () => `/participants/${RIVIERDAL}`, answers: all(200) },
  'registering a participant': {
    method: 'POST',
    url: () => '/participants',
    body: () => ({ isil: `NL-09${String(++registered)}`, name: 'Archief', kind: 'partner', from: '2020-01-01' }),
    answers: { 'an administrator': 201 },
  },
  'changing a participant': {
    method: 'PUT',
    url: () => `/participants/${RIVIERDAL}`,
    body: () => ({ version: 1, name: 'Bibliotheek Rivierdal', kind: 'library', from: '2020-01-01' }),
    answers: { 'an administrator': 200 },
  },
  'reading profiles': { method: 'GET', url: () => '/profiles', answers: all(200) },
  'reading plans': { method: 'GET', url: () => '/acquisition-plans', answers: all(200) },
  'drafting a plan': {
    method: 'POST',
    url: () => '/acquisition-plans',
    body: () => ({ participant: RIVIERDAL, ...PROPOSAL }),
    answers: { 'the manager': 201, 'an administrator': 201, 'a service': 201 },
  },
  'reading a draft': {
    method: 'GET',
    url: async () => plan(await draft(service)),
    answers: { ...AUTHORS, ...UNSEEN, 'the plan owner': 404 },
  },
  'reading a submitted plan': { method: 'GET', url: async () => plan(await submitted(service)), answers: all(200) },
  'reading a returned plan': {
    method: 'GET',
    url: async () => plan(await returned()),
    answers: { ...AUTHORS, ...UNSEEN, 'the plan owner': 200 },
  },
  'reading an accepted plan': { method: 'GET', url: async () => plan(await accepted(service)), answers: all(200) },
  'reading a plan that is not there': { method: 'GET', url: () => plan(randomUUID()), answers: all(404) },
  'editing a draft': {
    method: 'PUT',
    url: async () => plan(await draft(service)),
    body: () => ({ ...PROPOSAL, version: 1 }),
    answers: { ...AUTHORS, ...UNSEEN },
  },
  'editing a submitted plan': {
    method: 'PUT',
    url: async () => plan(await submitted(service)),
    body: () => ({ ...PROPOSAL, version: 2 }),
    answers: { 'the manager': 409, 'an administrator': 409, 'a service': 409 },
  },
  'editing a draft from an old version': {
    method: 'PUT',
    url: async () => plan(await draft(service)),
    body: () => ({ ...PROPOSAL, version: 7 }),
    answers: { 'the manager': 412, 'an administrator': 412, 'a service': 412, ...UNSEEN },
  },
  'deleting a draft': {
    method: 'DELETE',
    url: async () => plan(await draft(service)),
    answers: { 'the manager': 204, 'an administrator': 204, 'a service': 204, ...UNSEEN },
  },
  'submitting a draft': {
    method: 'POST',
    url: async () => plan(await draft(service), '/submit'),
    body: () => ({}),
    answers: { ...AUTHORS, ...UNSEEN },
  },
  'withdrawing a submitted plan': {
    method: 'POST',
    url: async () => plan(await submitted(service), '/withdraw'),
    body: () => ({}),
    answers: AUTHORS,
  },
  'returning a submitted plan': {
    method: 'POST',
    url: async () => plan(await submitted(service), '/return'),
    body: () => ({ remark: 'Too broad' }),
    answers: { 'the plan owner': 200 },
  },
  'accepting a submitted plan': {
    method: 'POST',
    url: async () => plan(await submitted(service), '/accept'),
    body: () => ({}),
    answers: { 'the plan owner': 200 },
  },
  'accepting a draft': {
    method: 'POST',
    url: async () => plan(await draft(service), '/accept'),
    body: () => ({}),
    answers: { 'the plan owner': 404 },
  },
  'taking a submitted plan into review': {
    method: 'POST',
    url: async () => plan(await submitted(service), '/review'),
    body: () => ({}),
    answers: { 'the plan owner': 200 },
  },
  'rejecting a submitted plan': {
    method: 'POST',
    url: async () => plan(await submitted(service), '/reject'),
    body: () => ({ reason: 'Out of scope' }),
    answers: { 'the plan owner': 200 },
  },
  'amending an accepted plan': {
    method: 'POST',
    url: async () => plan(await accepted(service), '/amend'),
    body: () => ({}),
    answers: { 'the manager': 201, 'an administrator': 201, 'a service': 201 },
  },
  'reading the remarks on a submitted plan': {
    method: 'GET',
    url: async () => plan(await submitted(service), '/remarks'),
    answers: { ...AUTHORS, 'the plan owner': 200 },
  },
  'reading the remarks on a draft': {
    method: 'GET',
    url: async () => plan(await draft(service), '/remarks'),
    answers: { ...AUTHORS, ...UNSEEN, 'the plan owner': 404 },
  },
  'remarking on a submitted plan': {
    method: 'POST',
    url: async () => plan(await submitted(service), '/remarks'),
    body: () => ({ text: 'Why so many?' }),
    answers: { 'the manager': 201, 'the plan owner': 201, 'an administrator': 201, 'a service': 201 },
  },
  'reading the versions of a submitted plan': {
    method: 'GET',
    url: async () => plan(await submitted(service), '/versions'),
    answers: all(200),
  },
  'reading the versions of a draft': {
    method: 'GET',
    url: async () => plan(await draft(service), '/versions'),
    answers: { ...AUTHORS, ...UNSEEN, 'the plan owner': 404 },
  },
  'reading the version that was submitted': {
    method: 'GET',
    url: async () => plan(await submitted(service), '/versions/2'),
    answers: all(200),
  },
  'reading the version of a submitted plan that was a draft': {
    method: 'GET',
    url: async () => plan(await submitted(service), '/versions/1'),
    answers: { ...AUTHORS, ...UNSEEN, 'the plan owner': 404 },
  },
  'comparing a draft with what was submitted of it': {
    method: 'GET',
    url: async () => plan(await submitted(service), '/differences?from=1&to=2'),
    answers: { ...AUTHORS, ...UNSEEN, 'the plan owner': 404 },
  },
  'reading agreements': { method: 'GET', url: () => '/agreements', answers: all(200) },
  'reading an agreement': { method: 'GET', url: async () => `/agreements/${await agreement()}`, answers: all(200) },
  'ending an agreement': {
    method: 'POST',
    url: async () => `/agreements/${await agreement()}/end`,
    body: () => ({ on: '2027-06-30', reason: 'Budget was cut' }),
    answers: { 'the manager': 200, 'the plan owner': 200, 'an administrator': 200 },
  },
  'reading the versions of an agreement': {
    method: 'GET',
    url: async () => `/agreements/${await agreement()}/versions`,
    answers: all(200),
  },
  'renewing an agreement': {
    method: 'POST',
    url: async () => `/agreements/${await agreement()}/renew`,
    body: () => ({ to: '2028-12-31' }),
    answers: { 'the manager': 200, 'the plan owner': 200, 'an administrator': 200 },
  },
  'agreeing on other terms': {
    method: 'POST',
    url: async () => `/agreements/${await agreement()}/adjust`,
    body: () => ({ titles: 3, reason: 'Budget was cut' }),
    answers: { 'the manager': 200, 'the plan owner': 200, 'an administrator': 200 },
  },
  'setting the days of an agreement': {
    method: 'POST',
    url: async () => `/agreements/${await agreement()}/schedule`,
    body: () => ({ reviewOn: '2027-06-30', noticeBy: null }),
    answers: { 'the manager': 200, 'the plan owner': 200, 'an administrator': 200 },
  },
  'handing an agreement over': {
    method: 'POST',
    url: async () => `/agreements/${await agreement()}/hand-over`,
    body: () => ({ taker: NIEUWLAND, on: '2027-07-01', reason: 'Agreed between both' }),
    answers: { 'the plan owner': 200, 'an administrator': 200 },
  },
  'reading the agenda': { method: 'GET', url: () => '/agenda?from=2027-01-01&to=2027-12-31', answers: all(200) },
  'taking the agenda as a file': {
    method: 'GET',
    url: () => '/agenda.csv?from=2027-01-01&to=2027-12-31',
    answers: all(200),
  },
  'reading what would be left to nobody': {
    method: 'GET',
    url: () => `/orphans?participant=${RIVIERDAL}&on=2027-07-01`,
    answers: all(200),
  },
  'taking the joint agreement as a file': {
    method: 'GET',
    url: () => '/convenant.pdf',
    answers: { ...all(200), 'a service': 403 },
  },
  'reading parked events': { method: 'GET', url: () => '/parked', answers: { 'an administrator': 200 } },
  'redriving a parked event': {
    method: 'POST',
    url: () => `/parked/${randomUUID()}/redrive`,
    answers: { 'an administrator': 404 },
  },
};

describe.each(Object.entries(ROUTES))('%s', (_what, { method, url, body, answers }) => {
  it.each(Object.entries(WHO))('by %s', async (who, as) => {
    const asked = await url();
    const acts = who === 'who acts for it';
    if (acts) await nameStreek(service);
    const expected =
      answers[who as Who] ?? (acts ? answers['the manager'] : undefined) ?? (as === undefined ? 401 : 403);
    const answer = await service.request(method, asked, {
      ...(as === undefined ? {} : { as }),
      ...(body === undefined ? {} : { body: body() }),
    });
    expect({ status: answer.status, refused: 'code' in answer.body }).toEqual({
      status: expected,
      refused: expected >= 300,
    });
  });
});

describe('the matrix', () => {
  it('has every route that the service describes', async () => {
    const { paths } = await service.done('GET', '/openapi.json', {});
    const described = Object.entries(paths as Record<string, object>).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const tried = await Promise.all(
      Object.values(ROUTES).map(async ({ method, url }) => `${method} ${patternOf(await url())}`),
    );
    expect(new Set(tried)).toEqual(new Set(described));
  });
});

function patternOf(url: string): string {
  return url
    .replace(RIVIERDAL, '{isil}')
    .replace(/[\da-f]{8}-[\da-f-]{27}/, '{id}')
    .replace(/\?.*/, '')
    .replace(/versions\/\d+/, 'versions/{version}');
}

describe('the list of plans', () => {
  it('has of others only what they may read', async () => {
    await service.em.execute('truncate agreement, acquisition_plan cascade');
    const drafted = await draft(service);
    const sent = await submitted(service);
    const back = await returned();
    const agreed = await accepted(service);
    const seenBy = async (as: Person) =>
      ((await service.done('GET', '/acquisition-plans', { as }))['items'] as { id: string }[]).map(({ id }) => id);
    expect(new Set(await seenBy(nieuwland))).toEqual(new Set([sent, agreed]));
    expect(new Set(await seenBy(planOwner))).toEqual(new Set([sent, back, agreed]));
    expect(new Set(await seenBy(rivierdal))).toEqual(new Set([drafted, sent, back, agreed]));
    expect(new Set(await seenBy(administrator))).toEqual(new Set([drafted, sent, back, agreed]));
  });
});
