import { randomUUID } from 'node:crypto';
import { type Person, request } from './calling.ts';
import type { RunningCoverage } from './running.ts';

export const owner: Person = { sub: 'petra', roles: ['plan-owner'] };

const CHANGE = { kind: 'target-set', profile: 'muziek', activity: 'collect', level: '5' };

let made = 0;

/** Makes a scenario of the plan owner; gives where it is. */
export async function scenario(
  coverage: RunningCoverage,
  shared = true,
  changes: object[] = [CHANGE],
): Promise<string> {
  const body = { name: `Scenario ${++made}`, shared, changes };
  const answer = await request(coverage, 'POST', '/scenarios', { as: owner, body });
  return `/scenarios/${String(answer.body['id'])}`;
}

type Answers = Readonly<Record<string, number>>;

const get = (url: () => Promise<string> | string, answers: Answers) => ({ method: 'GET' as const, url, answers });

const owners = (status: number): Answers => ({ 'the plan owner': status, 'an administrator': status });

const body = (version?: number): object => ({ name: 'Ander', shared: true, changes: [], version });

/** Every route of scenarios with what each person is answered; whoever is not named gets 403. */
export function scenarioRoutes(coverage: () => RunningCoverage, all: (status: number) => Answers) {
  const at =
    (action = '', shared = true) =>
    async (): Promise<string> =>
      (await scenario(coverage(), shared)) + action;
  const unseen = { ...all(404), 'the plan owner': 200 };
  return {
    'listing scenarios': get(() => '/scenarios', all(200)),
    'reading a shared scenario': get(at(), all(200)),
    'reading what a shared scenario comes to': get(at('/outcome'), all(200)),
    'reading the flags of a shared scenario': get(at('/flags'), all(200)),
    'taking the flags of a shared scenario as CSV': get(at('/flags.csv'), all(200)),
    'reading the proposals of a shared scenario': get(at('/proposals'), all(200)),
    "reading somebody's own scenario": get(at('', false), unseen),
    "reading what somebody's own scenario comes to": get(at('/outcome', false), unseen),
    "reading the flags of somebody's own scenario": get(at('/flags', false), unseen),
    "taking the flags of somebody's own scenario as CSV": get(at('/flags.csv', false), unseen),
    "reading the proposals of somebody's own scenario": get(at('/proposals', false), unseen),
    "comparing with somebody's own scenario": get(async () => {
      const own = (await scenario(coverage(), false)).split('/').at(-1);
      return `${await scenario(coverage())}/outcome?against=${own}`;
    }, unseen),
    'reading a scenario that is not there': get(() => `/scenarios/${randomUUID()}`, all(404)),
    'making a scenario': {
      method: 'POST' as const,
      url: () => '/scenarios',
      body: body(),
      answers: owners(201),
    },
    'changing a shared scenario': {
      method: 'PUT' as const,
      url: at(),
      body: body(1),
      answers: { 'the plan owner': 200, 'an administrator': 403 },
    },
    "changing somebody's own scenario": {
      method: 'PUT' as const,
      url: at('', false),
      body: body(1),
      answers: { 'the plan owner': 200, 'an administrator': 404 },
    },
    'removing a shared scenario': {
      method: 'DELETE' as const,
      url: at('?version=1'),
      answers: { 'the plan owner': 204, 'an administrator': 403 },
    },
    'drafting a plan of a shared scenario': {
      method: 'POST' as const,
      url: at('/draft'),
      body: {},
      answers: owners(201),
    },
    "drafting a plan of somebody's own scenario": {
      method: 'POST' as const,
      url: at('/draft', false),
      body: {},
      answers: { 'the plan owner': 201, 'an administrator': 404 },
    },
  };
}
