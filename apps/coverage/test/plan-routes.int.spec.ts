import { randomUUID } from 'node:crypto';
import { openApiOf } from '#libs/platform';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Person, request } from './calling.ts';
import { divisionRoutes } from './division-routes.ts';
import { EXAMPLE_PLAN, RunningCoverage } from './running.ts';
import { scenarioRoutes } from './scenario-routes.ts';
import { Source } from './source.ts';

const [A, B, SUPPORT] = ['NL-0800000001', 'NL-0800000002', 'NL-0800000009'] as const;
const owner: Person = { sub: 'petra', roles: ['plan-owner'] };
const manager: Person = { sub: 'esra', roles: ['collection-manager'], participant: A };

const WHO = {
  nobody: undefined,
  'no role': { roles: [] },
  'a manager of no participant': { roles: ['collection-manager'] },
  'another manager': { sub: 'gerda', roles: ['collection-manager'], participant: B },
  'a colleague': { sub: 'bas', roles: ['collection-manager'], participant: A },
  'the manager': manager,
  'who acts for it': { sub: 'sanne', roles: ['collection-manager'], participant: SUPPORT },
  'the plan owner': owner,
  'an administrator': { sub: 'arie', roles: ['administrator'] },
  'a service': { sub: 'cli', roles: ['service'] },
} satisfies Record<string, Person | undefined>;
type Who = keyof typeof WHO;

interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Made anew for each request, in the state that the route needs. */
  readonly url: () => Promise<string> | string;
  readonly body?: string | object;
  readonly type?: string;
  /** What each is answered; whoever is not named gets 403, and who is not signed in 401. */
  readonly answers: Partial<Record<Who, number>>;
}

const SIGNED_IN = (Object.keys(WHO) as Who[]).filter((who) => who !== 'nobody');
const all = (status: number): Route['answers'] => Object.fromEntries(SIGNED_IN.map((who) => [who, status]));
const owners = (status: number): Route['answers'] => ({ 'the plan owner': status, 'an administrator': status });

let coverage: RunningCoverage;
let agreements: Source;
beforeAll(async () => {
  coverage = await RunningCoverage.start();
  agreements = await Source.start('agreements', coverage.nats.url);
  agreements.kept.actingFor.set(SUPPORT, [SUPPORT, A]);
  await coverage.adopt(`${EXAMPLE_PLAN.replace('plan: voorbeeld', 'plan: geldend')}${LIST}`);
}, 120_000);
afterAll(async () => {
  await agreements.stop();
  await coverage.stop();
});

const LIST = `networkAgreements:
  - code: na-1
    cluster: Collecties
    kind: legal
    text: Afspraak
    actions:
      - { code: bij-a, text: Doen, owner: ${A}, due: 2026-12-31 }
      - { code: bij-kb, text: Doen, owner: KB, due: 2026-12-31 }
`;
const LIST_CSV = 'agreement;cluster;kind;text\nna-1;Collecties;legal;Afspraak\n';
const RUNNING = { state: 'running', progress: 10, text: 'Begonnen' };

let drafted = 0;

async function draft(): Promise<string> {
  const { body } = await request(coverage, 'POST', '/collection-plans', {
    as: owner,
    body: `${EXAMPLE_PLAN}# ${++drafted}\n`,
  });
  return `/collection-plans/${String(body['token'])}`;
}

const CROSSWALK = 'from;to\n780..789;24\n';

async function crosswalked(): Promise<string> {
  const rules = 'crosswalks: [{ from: ddc, to: nbc, rules: "780..789;24" }]';
  const { body } = await request(coverage, 'POST', '/collection-plans', {
    as: owner,
    body: `${EXAMPLE_PLAN}${rules} # ${++drafted}\n`,
  });
  return `/collection-plans/${String(body['token'])}`;
}

async function withList(): Promise<string> {
  const lists = 'referenceLists: [{ code: basis, name: { nl: Basis }, titles: "9789021434049" }]';
  const { body } = await request(coverage, 'POST', '/collection-plans', {
    as: owner,
    body: `${EXAMPLE_PLAN}${lists} # ${++drafted}\n`,
  });
  return `/collection-plans/${String(body['token'])}`;
}

async function consulted(): Promise<string> {
  const plan = await draft();
  await request(coverage, 'POST', `${plan}/consult`, { as: owner, body: { until: '2026-06-30' } });
  return plan;
}

async function comment(): Promise<string> {
  const said = { participant: A, profile: 'muziek', text: 'Te hoog' };
  const { body } = await request(coverage, 'POST', `${await consulted()}/comments`, { as: manager, body: said });
  return `/plan-comments/${String(body['id'])}`;
}

async function unreported(): Promise<string> {
  await coverage.em.execute('truncate action_report');
  return '/actions/bij-a/reports';
}

const ROUTES: Record<string, Route> = {
  ...scenarioRoutes(() => coverage, all),
  ...divisionRoutes(() => coverage, all),
  'reading plans': { method: 'GET', url: () => '/collection-plans', answers: all(200) },
  'reading the plan in force': { method: 'GET', url: () => '/collection-plans/current', answers: all(200) },
  'reading a draft': { method: 'GET', url: draft, answers: all(200) },
  'reading how scopes lie': { method: 'GET', url: async () => `${await draft()}/scopes`, answers: all(200) },
  'taking a plan as YAML': { method: 'GET', url: async () => `${await draft()}/plan.yaml`, answers: all(200) },
  'taking a plan as CSV': { method: 'GET', url: async () => `${await draft()}/plan.csv`, answers: all(200) },
  'reading crosswalks': { method: 'GET', url: async () => `${await draft()}/crosswalks`, answers: all(200) },
  'taking a crosswalk as CSV': {
    method: 'GET',
    url: async () => `${await crosswalked()}/crosswalks/ddc/nbc/crosswalk.csv`,
    answers: all(200),
  },
  'giving a version another crosswalk': {
    method: 'POST',
    url: async () => `${await draft()}/crosswalks/ddc/nbc`,
    body: CROSSWALK,
    type: 'text/csv',
    answers: owners(201),
  },
  'leaving a crosswalk out': {
    method: 'DELETE',
    url: async () => `${await crosswalked()}/crosswalks/ddc/nbc`,
    answers: owners(200),
  },
  'reading reference lists': { method: 'GET', url: async () => `${await draft()}/reference-lists`, answers: all(200) },
  'taking a reference list as CSV': {
    method: 'GET',
    url: async () => `${await withList()}/reference-lists/basis/list.csv`,
    answers: all(200),
  },
  'giving a version another reference list': {
    method: 'POST',
    url: async () => `${await draft()}/reference-lists/basis?nl=Basis`,
    body: 'isbn\n9789021434049\n',
    type: 'text/csv',
    answers: owners(201),
  },
  'leaving a reference list out': {
    method: 'DELETE',
    url: async () => `${await withList()}/reference-lists/basis`,
    answers: owners(200),
  },
  'reading of which schemes the classes are known': {
    method: 'GET',
    url: () => '/classification-schemes',
    answers: all(200),
  },
  'bringing in the classes of a scheme': {
    method: 'POST',
    url: () => '/classification-schemes/pim/classes',
    body: 'notation\nA1\n',
    type: 'text/csv',
    answers: owners(201),
  },
  'drafting a plan': {
    method: 'POST',
    url: () => '/collection-plans',
    body: EXAMPLE_PLAN,
    answers: owners(201),
  },
  'adopting a draft unconfirmed': {
    method: 'POST',
    url: async () => `${await draft()}/adopt`,
    body: {},
    answers: owners(409),
  },
  'comparing two versions': {
    method: 'GET',
    url: () => '/collection-plans/differences?from=geldend/1&to=geldend/1',
    answers: all(200),
  },
  'taking the difference as a file': {
    method: 'GET',
    url: () => '/collection-plans/differences.csv?from=geldend/1&to=geldend/1',
    answers: all(200),
  },
  'opening consultation': {
    method: 'POST',
    url: async () => `${await draft()}/consult`,
    body: { until: '2026-06-30' },
    answers: owners(200),
  },
  'closing consultation': {
    method: 'POST',
    url: async () => `${await consulted()}/close-consultation`,
    body: {},
    answers: owners(200),
  },
  'reading comments': { method: 'GET', url: async () => `${await consulted()}/comments`, answers: all(200) },
  'taking comments as a file': {
    method: 'GET',
    url: async () => `${await consulted()}/comments.csv`,
    answers: all(200),
  },
  'commenting for a library': {
    method: 'POST',
    url: async () => `${await consulted()}/comments`,
    body: { participant: A, text: 'Te hoog' },
    answers: {
      'the manager': 201,
      'a colleague': 201,
      'who acts for it': 201,
      'an administrator': 201,
      'a service': 201,
    },
  },
  'answering a comment': {
    method: 'POST',
    url: async () => `${await comment()}/answer`,
    body: { answer: 'accepted', text: 'Eens' },
    answers: owners(200),
  },
  'withdrawing a comment': {
    method: 'POST',
    url: async () => `${await comment()}/withdraw`,
    body: {},
    answers: { 'the manager': 200 },
  },
  'changing the list of a plan': {
    method: 'POST',
    url: async () => `${await draft()}/network-agreements`,
    body: LIST_CSV,
    type: 'text/csv',
    answers: owners(201),
  },
  'trying out another list of a plan': {
    method: 'POST',
    url: async () => `${await draft()}/network-agreements/trial`,
    body: LIST_CSV,
    type: 'text/csv',
    answers: owners(200),
  },
  'taking over the list of another version': {
    method: 'POST',
    url: async () => `${await draft()}/take-over-list`,
    body: { from: 'geldend/1' },
    answers: owners(201),
  },
  'reading the list': { method: 'GET', url: () => '/network-agreements', answers: all(200) },
  'taking the list as a file': { method: 'GET', url: () => '/network-agreements.csv', answers: all(200) },
  'reading an agreement': { method: 'GET', url: () => '/network-agreements/na-1', answers: all(200) },
  'reading the list by opgave': { method: 'GET', url: () => '/opgaven', answers: all(200) },
  'reporting on an action of a library': {
    method: 'POST',
    url: unreported,
    body: { ...RUNNING, after: 0 },
    answers: {
      ...owners(201),
      'the manager': 201,
      'a colleague': 201,
      'who acts for it': 201,
      'a service': 201,
    },
  },
  'reporting on an action of the KB': {
    method: 'POST',
    url: () => '/actions/bij-kb/reports',
    body: { ...RUNNING, after: 7 },
    answers: owners(412),
  },
  'answering a comment that is not there': {
    method: 'POST',
    url: () => `/plan-comments/${randomUUID()}/answer`,
    body: { answer: 'accepted', text: 'Eens' },
    answers: owners(404),
  },
};

describe.each(Object.entries(ROUTES))('%s', (_what, { method, url, body, type, answers }) => {
  it.each(Object.entries(WHO))('by %s', async (who, as) => {
    const expected = answers[who as Who] ?? (as === undefined ? 401 : 403);
    const answer = await request(coverage, method, await url(), { as, body, ...(type !== undefined && { type }) });
    expect({ status: answer.status, refused: 'code' in answer.body && 'detail' in answer.body }).toEqual({
      status: expected,
      refused: expected >= 300,
    });
  });
});

describe('the matrix', () => {
  it('has every route about collection plans, scenarios, candidates and divisions that the service describes', async () => {
    const { paths } = openApiOf(coverage.app, 'coverage');
    const described = Object.entries(paths)
      .flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`))
      .filter((route) =>
        / \/(classification-schemes|collection-plans|plan-comments|scenarios|network-agreements|actions|opgaven|divisions)|\/candidates/.test(
          route,
        ),
      );
    const tried = await Promise.all(
      Object.values(ROUTES).map(async ({ method, url }) => `${method} ${patternOf(await url())}`),
    );
    expect(new Set(tried)).toEqual(new Set(described));
  });
});

function patternOf(url: string): string {
  return url
    .replace(/\?.*/, '')
    .replace(/[\da-f]{8}-[\da-f-]{27}/, '{id}')
    .replace(/profiles\/muziek/, 'profiles/{code}')
    .replace(/network-agreements\/na-1/, 'network-agreements/{code}')
    .replace(/actions\/[^/]+/, 'actions/{code}')
    .replace('crosswalks/ddc/nbc', 'crosswalks/{from}/{to}')
    .replace('reference-lists/basis', 'reference-lists/{code}')
    .replace('schemes/pim', 'schemes/{scheme}')
    .replace(/voorbeeld\/\d+/, '{plan}/{version}');
}
