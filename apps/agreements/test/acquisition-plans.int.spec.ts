import { AcquisitionPlanDecidedV1, AcquisitionPlanSubmittedV1, AgreementChangedV1 } from '#libs/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { agreementsOf } from '../src/model/amendment.ts';
import { AcquisitionPlans } from '../src/store/acquisition-plans.ts';
import { Agreements } from '../src/store/agreements.ts';
import { accepted, draft, knowProfiles, PROPOSAL, registerBoth, submitted } from './given.ts';
import { type Answer, planOwner, RIVIERDAL, rivierdal, RunningAgreements, START } from './running.ts';

let service: RunningAgreements;

beforeAll(async () => {
  service = await RunningAgreements.start();
  await registerBoth(service);
}, START);

afterAll(async () => {
  await service.stop();
});

beforeEach(async () => {
  await service.em.execute('truncate agreement, acquisition_plan, collection_plan cascade');
  await service.em.execute('delete from outbox');
  await knowProfiles(service);
});

function counted(table: string): Promise<{ count: number }[]> {
  return service.em.execute<{ count: number }[]>(`select count(*)::int as count from ${table}`);
}

describe('an acquisition plan', () => {
  it('comes back as it was written, with the key of each named title', async () => {
    const id = await draft(service);
    const plan = await service.done('GET', `/acquisition-plans/${id}`, { as: rivierdal });
    expect(plan).toEqual({
      id,
      participant: RIVIERDAL,
      participantName: 'Bibliotheek Rivierdal',
      name: 'Muziek 2027',
      from: '2027-01-01',
      to: '2027-12-31',
      state: 'draft',
      version: 1,
      remark: null,
      amends: null,
      refused: [],
      submittedAt: null,
      assessment: null,
      lines: [
        {
          id: expect.any(String),
          profile: 'muziek',
          activity: 'collect',
          level: '3b',
          currentLevel: null,
          goalLevel: '4',
          languageCoverage: null,
          titles: 12,
          copies: 20,
          budget: 250_000,
          from: null,
          to: null,
          retainUntil: null,
          namedTitles: 2,
          named: [
            { identifier: '0-306-40615-2', title: 'Information theory', key: '1000009780306406157' },
            { identifier: 'ppn:123456789', title: null, key: '2000000000123456789' },
          ],
        },
        {
          id: expect.any(String),
          profile: 'talen',
          activity: 'provide',
          level: '2',
          currentLevel: null,
          goalLevel: null,
          languageCoverage: null,
          titles: 0,
          copies: 0,
          budget: null,
          from: null,
          to: null,
          retainUntil: null,
          namedTitles: 0,
          named: [],
        },
      ],
    });
  });

  it('says nothing while it is a draft', async () => {
    await draft(service);
    await expect(counted('outbox')).resolves.toEqual([{ count: 0 }]);
  });

  it('is refused with every mistake and its place', async () => {
    const [line] = PROPOSAL.lines;
    const body = {
      participant: RIVIERDAL,
      name: 'Muziek',
      from: '2027-12-31',
      to: '2027-01-01',
      lines: [
        { ...line, level: '9', titles: -1, named: [{ identifier: '9780306406158' }] },
        { ...line, profile: 'tuinbouw' },
      ],
    };
    const { status, body: problem } = await service.request('POST', '/acquisition-plans', { as: rivierdal, body });
    expect(status).toBe(422);
    expect(problem).toMatchObject({
      code: 'acquisition-plan.invalid',
      details: [
        { at: 'to' },
        { at: 'lines[0].level' },
        { at: 'lines[0].titles' },
        { at: 'lines[0].named[0].identifier', message: expect.stringContaining("'9780306406158'") },
        { at: 'lines[1].profile' },
      ],
    });
    await expect(counted('acquisition_plan')).resolves.toEqual([{ count: 0 }]);
  });

  it('can be drafted before a collection plan is adopted, and submitted only after', async () => {
    await service.em.execute('truncate collection_plan');
    const id = await draft(service);
    const before = await service.request('POST', `/acquisition-plans/${id}/submit`, { as: rivierdal, body: {} });
    expect(before.body).toMatchObject({ code: 'profile.unknown', detail: expect.stringContaining('as a draft') });
    await knowProfiles(service);
    await expect(
      service.done('POST', `/acquisition-plans/${id}/submit`, { as: rivierdal, body: { version: 1 } }),
    ).resolves.toMatchObject({
      state: 'submitted',
      version: 2,
      assessment: { state: 'pending', version: 2, flagged: 0, flags: [] },
    });
  });

  it('keeps 5,000 named titles and tells them in one event', async () => {
    const named = Array.from({ length: 5000 }, (_, index) => ({
      identifier: `ocn:${index + 1}`,
      title: `Title ${index}`,
    }));
    const [line] = PROPOSAL.lines;
    const id = await submitted(service, { ...PROPOSAL, lines: [{ ...line, named }] });
    const [event] = await service.said(AcquisitionPlanSubmittedV1);
    expect(event).toMatchObject({ plan: id, version: 2 });
    expect(event?.lines[0]?.named).toHaveLength(5000);
    const { items } = await service.done('GET', '/acquisition-plans', { as: rivierdal });
    expect(items).toMatchObject([{ id, lines: [{ namedTitles: 5000 }] }]);
    expect(JSON.stringify(items)).not.toContain('Title 1');
  });

  it('goes from returned over edited to submitted again, each time under a higher version', async () => {
    const id = await submitted(service);
    const url = `/acquisition-plans/${id}`;
    await service.done('POST', `${url}/return`, { as: planOwner, body: { version: 2, remark: 'Too broad' } });
    await service.done('PUT', url, { as: rivierdal, body: { ...PROPOSAL, name: 'Muziek, smaller', version: 3 } });
    await service.done('POST', `${url}/submit`, { as: rivierdal, body: { version: 4 } });
    await expect(service.said(AcquisitionPlanSubmittedV1)).resolves.toMatchObject([
      { version: 2, name: 'Muziek 2027' },
      { version: 5, name: 'Muziek, smaller' },
    ]);
    await expect(service.said(AcquisitionPlanDecidedV1)).resolves.toEqual([
      { plan: id, version: 3, participant: RIVIERDAL, decision: 'returned', remark: 'Too broad' },
    ]);
  });

  it('disappears without a trace while it is a draft, and not afterwards', async () => {
    const id = await draft(service);
    await service.done('DELETE', `/acquisition-plans/${id}`, { as: rivierdal });
    await expect(service.request('GET', `/acquisition-plans/${id}`, { as: rivierdal })).resolves.toMatchObject({
      status: 404,
    });
    const kept = await submitted(service);
    await expect(service.request('DELETE', `/acquisition-plans/${kept}`, { as: rivierdal })).resolves.toMatchObject({
      status: 409,
      body: { code: 'acquisition-plan.not-discardable' },
    });
  });
});

describe('two people with the same plan', () => {
  it('do not overwrite each other: the second is told to look again', async () => {
    const id = await draft(service);
    const edit = (name: string) =>
      service.request('PUT', `/acquisition-plans/${id}`, { as: rivierdal, body: { ...PROPOSAL, name, version: 1 } });
    const answers = await Promise.all([edit('One'), edit('Other')]);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 412]));
    const refused = answers.find(({ status }) => status === 412);
    expect(refused?.body).toMatchObject({
      code: 'acquisition-plan.stale',
      detail: expect.stringContaining('version 2'),
      details: [{ at: 'name', message: expect.stringMatching(/^name was Muziek 2027 and is (One|Other)$/) }],
    });
  });

  it('decide on what they saw: a plan that was withdrawn and mended meanwhile is not accepted', async () => {
    const id = await submitted(service);
    await service.done('POST', `/acquisition-plans/${id}/return`, { as: planOwner, body: { remark: 'Too broad' } });
    await service.done('POST', `/acquisition-plans/${id}/submit`, { as: rivierdal, body: {} });
    await expect(
      service.request('POST', `/acquisition-plans/${id}/accept`, { as: planOwner, body: { version: 2 } }),
    ).resolves.toMatchObject({ status: 412, body: { code: 'acquisition-plan.stale' } });
    await expect(counted('agreement')).resolves.toEqual([{ count: 0 }]);
  });
});

describe('accepting', () => {
  it('makes one agreement of each line, and tells of them after the decision', async () => {
    const id = await accepted(service);
    const { items } = await service.done('GET', `/agreements?plan=${id}`, { as: rivierdal });
    expect(items).toHaveLength(2);
    const told = await service.said(AgreementChangedV1);
    expect(told.map(({ agreement }) => agreement).sort()).toEqual(
      (items as { id: string }[]).map((agreement) => agreement.id).sort(),
    );
    const types = await service.em.execute<{ type: string }[]>('select type from outbox order by txid, position');
    expect(types.map(({ type }) => type)).toEqual([
      AcquisitionPlanSubmittedV1.type,
      AcquisitionPlanDecidedV1.type,
      AgreementChangedV1.type,
      AgreementChangedV1.type,
    ]);
  });

  it('happens once, however many accept through two instances at the same time', async () => {
    const other = await service.another();
    try {
      for (let round = 0; round < 5; round++) {
        const id = await submitted(service, { ...PROPOSAL, name: `Round ${round}` });
        const answers = await Promise.all(
          Array.from({ length: 8 }, (_, index) =>
            (index % 2 === 0 ? service : other).request('POST', `/acquisition-plans/${id}/accept`, {
              as: planOwner,
              body: {},
            }),
          ),
        );
        expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 200));
      }
    } finally {
      await other.close();
    }
    await expect(counted('agreement')).resolves.toEqual([{ count: 10 }]);
    await expect(service.said(AgreementChangedV1)).resolves.toHaveLength(10);
    await expect(service.said(AcquisitionPlanDecidedV1)).resolves.toHaveLength(5);
  });

  it('and withdrawing at the same time: one of them wins, the other is refused', async () => {
    const id = await submitted(service);
    const [accepting, withdrawing] = await Promise.all([
      service.request('POST', `/acquisition-plans/${id}/accept`, { as: planOwner, body: { version: 2 } }),
      service.request('POST', `/acquisition-plans/${id}/withdraw`, { as: rivierdal, body: { version: 2 } }),
    ]);
    expect(new Set([accepting.status, withdrawing.status])).toEqual(new Set([200, 412]));
    const [decided, ...more] = await service.said(AcquisitionPlanDecidedV1);
    expect(decided?.decision).toBe(accepting.status === 200 ? 'accepted' : 'withdrawn');
    expect(more).toEqual([]);
    await expect(counted('agreement')).resolves.toEqual([{ count: accepting.status === 200 ? 2 : 0 }]);
  });

  it('leaves neither state nor event when it fails half-way', async () => {
    const id = await submitted(service);
    await service.em.execute('delete from outbox');
    const agreements = service.app.get(Agreements);
    await expect(
      service.app.get(AcquisitionPlans).change(id, { name: 'Mira' }, async (plan) => {
        const facts = plan.accept();
        const { made } = agreementsOf(plan);
        // What the constraint will not have: the database refuses it after everything was decided.
        const twice = made.map((it) => Object.assign(Object.create(it) as (typeof made)[number], { id: plan.id }));
        await agreements.keep([...made, ...twice], [], { name: 'Mira' }, null);
        return facts;
      }),
    ).rejects.toThrow('agreement_made_once');
    await expect(counted('agreement')).resolves.toEqual([{ count: 0 }]);
    await expect(counted('outbox')).resolves.toEqual([{ count: 0 }]);
    await expect(service.done('GET', `/acquisition-plans/${id}`, { as: rivierdal })).resolves.toMatchObject({
      state: 'submitted',
      version: 2,
    });
  });

  it('leaves neither state nor event when the facts cannot be kept', async () => {
    const id = await submitted(service);
    await service.em.execute('delete from outbox');
    await service.em.execute('alter table outbox add constraint nothing_fits check (length(type) < 5)');
    const { status } = await service.request('POST', `/acquisition-plans/${id}/accept`, { as: planOwner, body: {} });
    await service.em.execute('alter table outbox drop constraint nothing_fits');
    expect(status).toBe(500);
    await expect(counted('agreement')).resolves.toEqual([{ count: 0 }]);
    await expect(counted('outbox')).resolves.toEqual([{ count: 0 }]);
  });
});

describe('ending an agreement early', () => {
  it('moves its last day, and takes it out of what is in force afterwards', async () => {
    const plan = await accepted(service);
    const { items } = await service.done('GET', `/agreements?plan=${plan}&profile=muziek`, { as: rivierdal });
    const [agreement] = items as { id: string }[];
    const body = { on: '2027-06-30', reason: 'Budget was cut' };
    await expect(
      service.done('POST', `/agreements/${agreement?.id}/end`, { as: planOwner, body }),
    ).resolves.toMatchObject({ to: '2027-06-30', version: 2, endedBecause: 'Budget was cut' });
    await service.done('POST', `/agreements/${agreement?.id}/end`, { as: planOwner, body });
    await expect(service.said(AgreementChangedV1)).resolves.toHaveLength(3);
    const inForce = async (on: string) =>
      ((await service.done('GET', `/agreements?participant=${RIVIERDAL}&on=${on}`, { as: rivierdal }))['items'] as [])
        .length;
    await expect(inForce('2027-06-30')).resolves.toBe(2);
    await expect(inForce('2027-07-01')).resolves.toBe(1);
  });
});

describe('the list of plans', () => {
  it('pages by key: drafts first, then what was submitted last, none twice', async () => {
    const names: string[] = [];
    for (const name of ['A', 'B', 'C']) await submitted(service, { ...PROPOSAL, name });
    for (const name of ['D', 'E']) await draft(service, { ...PROPOSAL, name });
    let after: string | null = null;
    do {
      const place = after === null ? '' : `&after=${encodeURIComponent(after)}`;
      const page: Answer['body'] = await service.done('GET', `/acquisition-plans?limit=2${place}`, { as: rivierdal });
      names.push(...(page['items'] as { name: string }[]).map(({ name }) => name));
      after = page['next'] as string | null;
    } while (after !== null);
    expect(names.slice(0, 2).sort()).toEqual(['D', 'E']);
    expect(names.slice(2)).toEqual(['C', 'B', 'A']);
  });

  it('refuses a place that is none', async () => {
    await expect(service.request('GET', '/acquisition-plans?after=x', { as: rivierdal })).resolves.toMatchObject({
      status: 400,
      body: { code: 'page.malformed' },
    });
  });
});
