import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { freePort } from '#libs/embedded';
import { messagingTables } from '#libs/messaging';
import { end, eventually, FragileNats, type FreshDatabase, freshDatabase, ownProcess } from '#libs/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { registerBoth } from './given.ts';
import { NIEUWLAND, nieuwland, type Person, planOwner, RIVIERDAL, rivierdal, RunningAgreements } from './running.ts';

const START = 240_000;
const LATE = { timeout: 60_000 };
const COVERAGE = new URL('../../coverage/', import.meta.url);

let nats: FragileNats;
let service: RunningAgreements;
let other: RunningAgreements;
let database: FreshDatabase;
const judges: ChildProcess[] = [];

/** Coverage as it is deployed, in a process of its own. Gives its address. */
async function startCoverage(): Promise<string> {
  const port = await freePort();
  const environment = {
    ...service.surroundings.issuer.env,
    DATABASE_URL: database.url,
    NATS_URL: nats.urlOf('coverage'),
    HTTP_PORT: String(port),
    LOG_LEVEL: 'info',
  };
  judges.push(await ownProcess(fileURLToPath(new URL('src/main.ts', COVERAGE)), environment, 'listens on'));
  return `http://127.0.0.1:${port}`;
}

async function adopt(coverage: string): Promise<void> {
  const token = await service.surroundings.issuer.token({ sub: 'owner', ...planOwner });
  const post = async (path: string, body?: string): Promise<{ code: string; version: number }> => {
    const kind = body === undefined ? {} : { 'content-type': 'application/yaml' };
    const headers = { authorization: `Bearer ${token}`, ...kind };
    const answer = await fetch(`${coverage}${path}`, {
      method: 'POST',
      headers,
      ...(body === undefined ? {} : { body }),
    });
    if (!answer.ok) throw new Error(await answer.text());
    return (await answer.json()) as { code: string; version: number };
  };
  const yaml = readFileSync(new URL('examples/muziek.yaml', COVERAGE), 'utf8');
  const { code, version } = await post('/collection-plans', yaml);
  await post(`/collection-plans/${code}/${version}/adopt`);
}

beforeAll(async () => {
  service = await RunningAgreements.start(async (setup) => (nats = await FragileNats.start(setup)));
  [other, database] = await Promise.all([service.another(), freshDatabase('coverage', [messagingTables])]);
  await registerBoth(service);
  await adopt(await startCoverage());
  await startCoverage();
  await eventually(async () => {
    const { items } = await service.done('GET', '/profiles', { as: rivierdal });
    if ((items as object[]).length === 0) throw new Error('No adopted plan is known yet');
  });
}, START);

afterAll(async () => {
  await Promise.all(judges.map((judge) => end(judge)));
  await other.close();
  await service.stop();
  await database.drop();
}, START);

async function draftOf(through: RunningAgreements, as: Person, isbn: string): Promise<string> {
  const line = { profile: 'muziek', activity: 'collect', level: '3b', titles: 1, copies: 1 };
  const body = {
    participant: as.participant,
    name: `Muziek ${isbn}`,
    from: '2026-01-01',
    to: '2029-12-31',
    lines: [{ ...line, named: [{ identifier: isbn }] }],
  };
  return String((await through.done('POST', '/acquisition-plans', { as, body }))['id']);
}

/** Both submit a plan that names the title at the same instant, each through an instance of its own. */
async function bothSubmit(isbn: string): Promise<Both> {
  const mine = await draftOf(service, rivierdal, isbn);
  const theirs = await draftOf(other, nieuwland, isbn);
  const submit = { body: {} };
  await Promise.all([
    service.done('POST', `/acquisition-plans/${mine}/submit`, { as: rivierdal, ...submit }),
    other.done('POST', `/acquisition-plans/${theirs}/submit`, { as: nieuwland, ...submit }),
  ]);
  return [mine, theirs];
}

async function assessmentOf(plan: string, as: Person): Promise<unknown> {
  return (await service.done('GET', `/acquisition-plans/${plan}`, { as }))['assessment'];
}

type Both = readonly [mine: string, theirs: string];

async function assessmentsOf([mine, theirs]: Both): Promise<unknown[]> {
  return [await assessmentOf(mine, rivierdal), await assessmentOf(theirs, nieuwland)];
}

/** What both plans are told: the overlap, with both plans in it. */
function overlapOf([mine, theirs]: Both): object[] {
  const plannedBy = expect.arrayContaining([
    expect.objectContaining({ participant: RIVIERDAL, id: mine }),
    expect.objectContaining({ participant: NIEUWLAND, id: theirs }),
  ]);
  const overlap = expect.objectContaining({
    kind: 'overlap.planned-title',
    participants: [RIVIERDAL, NIEUWLAND],
    evidence: expect.objectContaining({ plannedBy }),
  });
  const told = { state: 'assessed', flags: expect.arrayContaining([overlap]) };
  return [told, told];
}

/** What the check before buying tells each of them of the title, asked through the instance of the other. */
async function plannedByOthers(isbn: string): Promise<string[][]> {
  const ask = async (through: RunningAgreements, as: Person): Promise<string[]> => {
    const { items } = await through.done('POST', '/purchase-checks', { as, body: { identifiers: [isbn] } });
    return (items as { planned: { plan: string }[] }[]).flatMap(({ planned }) => planned.map(({ plan }) => plan));
  };
  return [await ask(other, rivierdal), await ask(service, nieuwland)];
}

const ISBNS = ['9780306406157', '9789021434049', '9783161484100', '9781861972712', '9780470059029', '9780596520687'];

describe('two plans that name the same title, submitted at the same instant', () => {
  it.each(ISBNS.slice(0, 3))(
    'both learn of each other from the check at once, and carry the overlap: %s',
    async (isbn) => {
      const plans = await bothSubmit(isbn);
      expect(await plannedByOthers(isbn)).toEqual([[plans[1]], [plans[0]]]);
      await eventually(async () => expect(await assessmentsOf(plans)).toMatchObject(overlapOf(plans)), LATE);
    },
  );

  it('both learn of each other from the check though the bus is away, and carry the overlap once coverage hears of them', async () => {
    await nats.kill();
    const plans = await bothSubmit(ISBNS[3]!);
    await expect(assessmentsOf(plans)).resolves.toMatchObject([{ state: 'pending' }, { state: 'pending' }]);
    expect(await plannedByOthers(ISBNS[3]!)).toEqual([[plans[1]], [plans[0]]]);
    await nats.restart();
    await eventually(async () => expect(await assessmentsOf(plans)).toMatchObject(overlapOf(plans)), LATE);
  });

  it('both carry it though one instance of coverage stood still and the other died meanwhile', async () => {
    const [first, second] = judges;
    first?.kill('SIGSTOP');
    const plans = await bothSubmit(ISBNS[4]!);
    if (second !== undefined) await end(second, 'SIGKILL');
    first?.kill('SIGCONT');
    await eventually(async () => expect(await assessmentsOf(plans)).toMatchObject(overlapOf(plans)), LATE);
  });

  it('both carry it though one was assessed long before the other came', async () => {
    const isbn = ISBNS[5]!;
    const mine = await draftOf(service, rivierdal, isbn);
    await service.done('POST', `/acquisition-plans/${mine}/submit`, { as: rivierdal, body: {} });
    await eventually(async () => expect(await assessmentOf(mine, rivierdal)).toMatchObject({ state: 'assessed' }));
    const theirs = await draftOf(other, nieuwland, isbn);
    await other.done('POST', `/acquisition-plans/${theirs}/submit`, { as: nieuwland, body: {} });
    const plans = [mine, theirs] as const;
    await eventually(async () => expect(await assessmentsOf(plans)).toMatchObject(overlapOf(plans)), LATE);
  });
});
