import { end, eventually, FragileNats } from '#libs/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hearOfPlan, registerBoth } from './given.ts';
import { NIEUWLAND, nieuwland, type Person, RIVIERDAL, rivierdal, RunningAgreements, START } from './running.ts';
import { EXAMPLE_PLAN, RunningCoverage } from './running-coverage.ts';

const LATE = { timeout: 60_000 };

let nats: FragileNats;
let service: RunningAgreements;
let other: RunningAgreements;
let coverage: RunningCoverage;

beforeAll(async () => {
  service = await RunningAgreements.start(async (setup) => (nats = await FragileNats.start(setup)));
  [other, coverage] = await Promise.all([service.another(), RunningCoverage.beside(service)]);
  await registerBoth(service);
  await coverage.adopt(EXAMPLE_PLAN);
  await coverage.another();
  await hearOfPlan(service);
}, START);

afterAll(async () => {
  await coverage.stop();
  await other.close();
  await service.stop();
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
    const [first, second] = coverage.instances;
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
