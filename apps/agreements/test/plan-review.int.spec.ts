import {
  AcquisitionPlanDecidedV1,
  AcquisitionPlanRemarkedV1,
  AcquisitionPlanReviewStartedV1,
  AgreementChangedV1,
} from '#libs/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { accepted, draft, knowProfiles, PROPOSAL, registerBoth, submitted } from './given.ts';
import {
  type Answer,
  nieuwland,
  type Person,
  planOwner,
  RIVIERDAL,
  rivierdal,
  RunningAgreements,
  START,
} from './running.ts';

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

type Items = Record<string, unknown>[];

async function linesOf(id: string): Promise<string[]> {
  const { lines } = await service.done('GET', `/acquisition-plans/${id}`, { as: rivierdal });
  return (lines as { id: string }[]).map((line) => line.id);
}

async function items(url: string, as: Person = rivierdal): Promise<Items> {
  return (await service.done('GET', url, { as }))['items'] as Items;
}

async function versionsOf(id: string, as: Person): Promise<unknown[]> {
  return (await items(`/acquisition-plans/${id}/versions`, as)).map(({ version }) => version);
}

function review(id: string, action: string, body: object = {}): Promise<Answer> {
  return service.request('POST', `/acquisition-plans/${id}/${action}`, { as: planOwner, body });
}

describe('the review of a plan', () => {
  it('is told when it begins, and what comes of it', async () => {
    const id = await submitted(service);
    await review(id, 'review');
    await expect(review(id, 'review')).resolves.toMatchObject({
      status: 200,
      body: { state: 'in-review', version: 3 },
    });
    await expect(service.said(AcquisitionPlanReviewStartedV1)).resolves.toEqual([
      { plan: id, version: 3, participant: RIVIERDAL },
    ]);
    await review(id, 'reject', { reason: 'Out of scope', version: 3 });
    await expect(service.said(AcquisitionPlanDecidedV1)).resolves.toEqual([
      { plan: id, version: 4, participant: RIVIERDAL, decision: 'rejected', remark: 'Out of scope' },
    ]);
    const again = await service.request('POST', `/acquisition-plans/${id}/submit`, { as: rivierdal, body: {} });
    expect(again).toMatchObject({ status: 409, body: { code: 'acquisition-plan.not-submittable' } });
  });

  it('keeps what both sides remark on a line, in the order in which they said it', async () => {
    const id = await submitted(service);
    const [line] = await linesOf(id);
    await review(id, 'remarks', { line, text: 'Why so many?' });
    const answer = { text: 'Our readers ask for them' };
    await service.done('POST', `/acquisition-plans/${id}/remarks`, { as: rivierdal, body: { ...answer, line } });
    await expect(items(`/acquisition-plans/${id}/remarks`)).resolves.toMatchObject([
      { line, by: 'plan-owner', text: 'Why so many?', version: 2 },
      { line, by: 'participant', ...answer },
    ]);
    const told = await service.said(AcquisitionPlanRemarkedV1);
    expect(told).toMatchObject([{ plan: id, line, by: 'plan-owner' }, { by: 'participant' }]);
    expect(JSON.stringify(told)).not.toContain('Why so many?');
  });

  it('accepts line by line: the others do not become agreements, and tell why', async () => {
    const id = await submitted(service);
    const [first, second] = await linesOf(id);
    await review(id, 'accept', { refused: [{ line: second, reason: 'Nieuwland does' }] });
    await expect(service.done('GET', `/acquisition-plans/${id}`, { as: rivierdal })).resolves.toMatchObject({
      state: 'accepted',
      refused: [{ line: second, reason: 'Nieuwland does' }],
    });
    await expect(items(`/agreements?plan=${id}`)).resolves.toMatchObject([{ profile: 'muziek' }]);
    await expect(service.said(AcquisitionPlanDecidedV1)).resolves.toMatchObject([
      { decision: 'accepted', lines: [first] },
    ]);
  });

  it('is refused where not one line is left, and changes nothing then', async () => {
    const id = await submitted(service);
    const refused = (await linesOf(id)).map((line) => ({ line, reason: 'Others do' }));
    await expect(review(id, 'accept', { refused })).resolves.toMatchObject({
      status: 409,
      body: { code: 'acquisition-plan.nothing-accepted' },
    });
    await expect(items('/agreements')).resolves.toEqual([]);
  });
});

async function returnedAndMended(): Promise<string> {
  const id = await submitted(service);
  const url = `/acquisition-plans/${id}`;
  await review(id, 'return', { remark: 'Too broad' });
  const [line] = PROPOSAL.lines;
  const named = [{ identifier: 'ppn:123456789' }];
  const body = { ...PROPOSAL, version: 3, lines: [{ ...line, titles: 8, named }] };
  await service.done('PUT', url, { as: rivierdal, body });
  await service.done('POST', `${url}/submit`, { as: rivierdal, body: {} });
  return id;
}

describe('the versions of a plan', () => {
  it('are all kept, with who made them and whether they say something new', async () => {
    const id = await returnedAndMended();
    await expect(items(`/acquisition-plans/${id}/versions`)).resolves.toMatchObject([
      { version: 5, state: 'submitted', isNewContent: false, madeBy: expect.any(String), madeAt: expect.any(String) },
      { version: 4, state: 'returned', isNewContent: true },
      { version: 3, state: 'returned', isNewContent: false, remark: 'Too broad' },
      { version: 2, state: 'submitted', isNewContent: false },
      { version: 1, state: 'draft', isNewContent: true },
    ]);
    await expect(service.done('GET', `/acquisition-plans/${id}/versions/2`, { as: planOwner })).resolves.toMatchObject({
      version: 2,
      lines: [{ profile: 'muziek', titles: 12 }, { profile: 'talen' }],
    });
  });

  it('are compared in words and numbers', async () => {
    const id = await returnedAndMended();
    await expect(items(`/acquisition-plans/${id}/differences?from=2&to=5`, planOwner)).resolves.toMatchObject([
      { kind: 'line-removed', profile: 'talen' },
      { kind: 'changed', field: 'titles', before: 12, after: 8, by: -4 },
      { kind: 'titles-removed', titles: ['0-306-40615-2'] },
    ]);
    await expect(items(`/acquisition-plans/${id}/differences?from=5&to=2`, planOwner)).resolves.toMatchObject([
      { kind: 'changed', field: 'titles', by: 4 },
      { kind: 'titles-added' },
      { kind: 'line-added' },
    ]);
  });

  it('are read by others as far as they were public', async () => {
    const id = await returnedAndMended();
    await expect(versionsOf(id, nieuwland)).resolves.toEqual([5, 2]);
    await expect(versionsOf(id, planOwner)).resolves.toEqual([5, 4, 3, 2]);
    await expect(
      service.request('GET', `/acquisition-plans/${id}/differences?from=4&to=5`, { as: nieuwland }),
    ).resolves.toMatchObject({ status: 404, body: { code: 'version.unknown' } });
  });

  it('go with a draft that is deleted', async () => {
    const id = await draft(service);
    await service.done('DELETE', `/acquisition-plans/${id}`, { as: rivierdal });
    await expect(service.em.execute('select from acquisition_plan_version')).resolves.toEqual([]);
  });
});

async function amendment(id: string): Promise<string> {
  return String((await service.done('POST', `/acquisition-plans/${id}/amend`, { as: rivierdal, body: {} }))['id']);
}

describe('an amendment', () => {
  it('says what the accepted plan says, to be changed, and leaves that standing until it is accepted', async () => {
    const id = await accepted(service);
    const other = await amendment(id);
    await expect(service.done('GET', `/acquisition-plans/${other}`, { as: rivierdal })).resolves.toMatchObject({
      state: 'draft',
      amends: id,
      lines: [{ profile: 'muziek', titles: 12 }, { profile: 'talen' }],
    });
    await expect(service.done('GET', `/acquisition-plans/${id}`, { as: nieuwland })).resolves.toMatchObject({
      state: 'accepted',
    });
  });

  it('takes the place of the plan: its agreements follow, under a higher version', async () => {
    const id = await accepted(service);
    const other = await amendment(id);
    const [line] = PROPOSAL.lines;
    const body = { ...PROPOSAL, version: 1, lines: [{ ...line, level: '4', titles: 30 }] };
    await service.done('PUT', `/acquisition-plans/${other}`, { as: rivierdal, body });
    await service.done('POST', `/acquisition-plans/${other}/submit`, { as: rivierdal, body: {} });
    await service.em.execute('delete from outbox');
    await review(other, 'accept');
    await expect(service.said(AcquisitionPlanDecidedV1)).resolves.toMatchObject([
      { plan: id, decision: 'amended' },
      { plan: other, decision: 'accepted' },
    ]);
    await expect(service.said(AgreementChangedV1)).resolves.toMatchObject([
      { profile: 'muziek', level: '4', titles: 30, plan: other, version: 2 },
      { profile: 'talen', plan: id, version: 2 },
    ]);
    await expect(items(`/agreements?profile=talen`)).resolves.toMatchObject([
      {
        endedBecause: "Amended by 'Muziek 2027'",
        endedCause: { code: 'plan-amended', parameters: { plan: 'Muziek 2027' } },
        version: 2,
      },
    ]);
    await expect(service.done('GET', `/acquisition-plans/${id}`, { as: nieuwland })).resolves.toMatchObject({
      state: 'amended',
    });
  });

  it('is one at a time, however many ask at once; another may follow when it came to nothing', async () => {
    const id = await accepted(service);
    const ask = () => service.request('POST', `/acquisition-plans/${id}/amend`, { as: rivierdal, body: {} });
    const answers = await Promise.all([ask(), ask(), ask()]);
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([201, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
      code: 'acquisition-plan.amended-already',
    });
    const made = String(answers.find(({ status }) => status === 201)?.body['id']);
    await service.done('POST', `/acquisition-plans/${made}/submit`, { as: rivierdal, body: {} });
    await review(made, 'reject', { reason: 'Not now' });
    await expect(ask()).resolves.toMatchObject({ status: 201 });
  });
});
