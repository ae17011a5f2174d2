import {
  AcquisitionPlanAssessedV1,
  AcquisitionPlanSubmittedV1,
  type FlagState,
  PlanAdoptedV1,
  SAYS,
  type SnapshotPage,
  WithdrawalDecidedV1,
} from '#libs/contracts';
import { isbn, isbnKey } from '#libs/kernel';
import { askOf } from '#libs/messaging';
import { eventually, Neighbour } from '#libs/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect, headers, type NatsConnection } from '@nats-io/transport-node';
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import { accepted, ADOPTED, draft, PROPOSAL, registerBoth } from './given.ts';
import { nameStreek, registerStreek, STREEK } from './representation-routes.ts';
import { planOwner, NIEUWLAND, RIVIERDAL, rivierdal, RunningAgreements, START } from './running.ts';

interface Message {
  readonly subject: string;
  readonly type: string;
  readonly sequence: number;
  readonly data: object;
}

let service: RunningAgreements;
let coverage: Neighbour;
let nats: NatsConnection;

beforeAll(async () => {
  service = await RunningAgreements.start();
  coverage = await Neighbour.start('coverage', { natsUrl: service.surroundings.nats.urlOf('coverage') });
  const { host, username, password } = new URL(service.surroundings.nats.urlOf('onlooker'));
  nats = await connect({ servers: host, user: username, pass: password, name: 'onlooker' });
  await registerBoth(service);
}, START);

afterAll(async () => {
  await nats.close();
  await coverage.stop();
  await service.stop();
});

/** Everything that a stream has. */
async function published(stream: string): Promise<Message[]> {
  const manager = await jetstreamManager(nats);
  const { state } = await manager.streams.info(stream);
  const messages: Message[] = [];
  for (let at = state.first_seq; at <= state.last_seq; at++) {
    const message = await manager.streams.getMessage(stream, { seq: at });
    if (message === null) continue;
    messages.push({
      subject: message.subject,
      type: message.header.get('ce-type'),
      sequence: Number(message.header.get('collectie-sequence')),
      data: message.json<object>(),
    });
  }
  return messages;
}

/** Gives every message of coverage again, last one first, as if they were new to the bus. */
async function sayAgainBackwards(): Promise<void> {
  const manager = await jetstreamManager(nats);
  const { state } = await manager.streams.info('COVERAGE');
  for (let at = state.last_seq; at >= state.first_seq; at--) {
    const message = await manager.streams.getMessage('COVERAGE', { seq: at });
    if (message === null) continue;
    const again = headers();
    for (const [name, values] of message.header) {
      if (name !== 'Nats-Msg-Id') for (const value of values) again.append(name, value);
    }
    await jetstream(nats).publish(message.subject, message.data, { headers: again });
  }
}

function adopted(version: number, codes: string[]): PlanAdoptedV1 {
  return PlanAdoptedV1.of({ ...ADOPTED, version, profiles: codes.map((code) => ({ code, name: { nl: code } })) });
}

function assessed(plan: string, version: number, ...subjects: string[]): AcquisitionPlanAssessedV1 {
  const flags: FlagState[] = subjects.map((subject) => ({
    flag: '0d9d3a52-5b0c-5d5c-8a7c-3b1f5d2e9a77',
    kind: 'overlap.planned-title',
    profile: 'muziek',
    subject,
    participants: [RIVIERDAL],
    evidence: { planned: 2 },
  }));
  return AcquisitionPlanAssessedV1.of({ acquisitionPlan: plan, version, participant: RIVIERDAL, flags });
}

async function profileCodes(): Promise<string[]> {
  const { items } = await service.done('GET', '/profiles', { as: rivierdal });
  return (items as { code: string }[]).map(({ code }) => code);
}

async function assessmentOf(plan: string): Promise<unknown> {
  return (await service.done('GET', `/acquisition-plans/${plan}`, { as: rivierdal }))['assessment'];
}

/** Waits until everything that coverage said has been heard. */
async function heardAll(): Promise<void> {
  const said = await coverage.said();
  await eventually(async () => {
    const rows = await service.em.execute<{ sequence: number }[]>(
      `select sequence::int as sequence from checkpoint where source = 'coverage'`,
    );
    expect(rows).toEqual([{ sequence: said }]);
  });
}

/** Every row of a part of the snapshot, asked for in pages of two. */
async function snapshotOf(part: string): Promise<object[]> {
  const rows: object[] = [];
  let after: string | null = null;
  do {
    const question: object = { part, limit: 2, ...(after === null ? {} : { after }) };
    const page: SnapshotPage<object> = await coverage.ask(askOf('agreements', 'snapshot'), question);
    expect(page.rows.length).toBeLessThanOrEqual(2);
    rows.push(...page.rows);
    after = page.next;
  } while (after !== null);
  return rows;
}

function mistakesIn({ type, data }: Message): Promise<object[]> {
  const contract = SAYS.agreements.find((fact) => fact.type === type);
  if (contract === undefined) throw new Error(`agreements does not say ${type}`);
  return validate(plainToInstance(contract, data));
}

function actingForOf(participant: string): Promise<string[]> {
  return coverage.ask(askOf('agreements', 'acting-for'), { participant });
}

describe('asked for whom a participant acts', () => {
  it('tells coverage of itself and of those that it represents today', async () => {
    await registerStreek(service);
    await expect(actingForOf(STREEK)).resolves.toEqual([STREEK]);
    await nameStreek(service);
    await expect(actingForOf(STREEK)).resolves.toEqual([RIVIERDAL, STREEK]);
  });

  it('refuses what is no ISIL', async () => {
    await expect(coverage.ask(askOf('agreements', 'acting-for'), {})).rejects.toMatchObject({ code: 'isil.malformed' });
  });
});

describe('asked what was promised of titles', () => {
  it('tells holdings of one participant, as field 583 has it', async () => {
    const promise = { participant: RIVIERDAL, policy: 'PLUS', from: '2026-01-01', until: '2040-12-31' };
    const identifier = '9780306406157';
    await service.done('POST', '/retention-commitments', { as: rivierdal, body: { ...promise, identifier } });
    const key = isbnKey(isbn(identifier) ?? '');
    const asked = { participant: RIVIERDAL, keys: [key, isbnKey(isbn('9789021434049') ?? '')] };
    await expect(coverage.ask(askOf('agreements', 'retention-notes'), asked)).resolves.toEqual([
      {
        key,
        active: true,
        until: '2040-12-31',
        policy: 'PLUS',
        fields: [
          [
            '583',
            '1 ',
            expect.arrayContaining([
              ['a', 'committed to retain'],
              ['d', '20401231'],
              ['5', RIVIERDAL],
            ]),
          ],
        ],
      },
    ]);
    await expect(
      coverage.ask(askOf('agreements', 'retention-notes'), { ...asked, participant: NIEUWLAND }),
    ).resolves.toEqual([]);
  });

  it('refuses what is no key', async () => {
    const asked = { participant: RIVIERDAL, keys: ['9780306406157'] };
    await expect(coverage.ask(askOf('agreements', 'retention-notes'), asked)).rejects.toMatchObject({
      code: 'retention-notes.malformed',
    });
  });
});

describe('hearing coverage', () => {
  it('knows the profiles of the adopted plan, and then lets plans be submitted', async () => {
    const id = await draft(service);
    await expect(
      service.request('POST', `/acquisition-plans/${id}/submit`, { as: rivierdal, body: {} }),
    ).resolves.toMatchObject({ body: { code: 'profile.unknown' } });
    await coverage.say(adopted(1, ['muziek', 'talen']));
    await eventually(async () => expect(await profileCodes()).toEqual(['muziek', 'talen']));
    await service.done('POST', `/acquisition-plans/${id}/submit`, { as: rivierdal, body: {} });
  });

  it('has the newest version, though all is said again and backwards', async () => {
    await coverage.say(adopted(2, ['muziek']), adopted(3, ['muziek', 'talen', 'film']));
    await eventually(async () => expect(await profileCodes()).toEqual(['film', 'muziek', 'talen']));
    await sayAgainBackwards();
    await heardAll();
    await expect(profileCodes()).resolves.toEqual(['film', 'muziek', 'talen']);
  });

  it('lets an older plan that comes late, as one redriven does, lose', async () => {
    await coverage.say(adopted(2, ['muziek']));
    await heardAll();
    await expect(profileCodes()).resolves.toEqual(['film', 'muziek', 'talen']);
  });

  it('shows with a submitted plan what coverage thinks of it: pending until it is told', async () => {
    const id = await draft(service, { ...PROPOSAL, name: 'To be assessed' });
    await expect(assessmentOf(id)).resolves.toBeNull();
    await service.done('POST', `/acquisition-plans/${id}/submit`, { as: rivierdal, body: {} });
    await expect(assessmentOf(id)).resolves.toEqual({ state: 'pending', version: 2, flagged: 0, flags: [] });

    await coverage.say(assessed(id, 2, 'first'), assessed(id, 2, 'first', 'second'));
    await eventually(async () =>
      expect(await assessmentOf(id)).toMatchObject({
        state: 'assessed',
        version: 2,
        flagged: 2,
        flags: [{ subject: 'first' }, { subject: 'second' }],
      }),
    );
    const { items } = await service.done('GET', '/acquisition-plans?state=submitted&limit=1', { as: planOwner });
    expect(items).toMatchObject([{ id, assessment: { state: 'assessed', version: 2, flagged: 2 } }]);
    await service.done('POST', `/acquisition-plans/${id}/return`, { as: planOwner, body: { remark: 'Too broad' } });
    await service.done('POST', `/acquisition-plans/${id}/submit`, { as: rivierdal, body: {} });
    await expect(assessmentOf(id)).resolves.toEqual({ state: 'pending', version: 4, flagged: 0, flags: [] });

    await coverage.say(assessed(id, 4));
    await eventually(async () => expect(await assessmentOf(id)).toMatchObject({ state: 'assessed', version: 4 }));
    await coverage.say(assessed(id, 2, 'late'));
    await sayAgainBackwards();
    await heardAll();
    await expect(assessmentOf(id)).resolves.toEqual({ state: 'assessed', version: 4, flagged: 0, flags: [] });
  });
});

describe('saying', () => {
  it('publishes each fact once, in order, as its contract has it', async () => {
    const plan = await accepted(service);
    const [{ count } = { count: 0 }] = await service.em.execute<{ count: number }[]>(
      'select count(*)::int as count from outbox',
    );
    const messages = await eventually(async () => {
      const all = await published('AGREEMENTS');
      expect(all).toHaveLength(count);
      return all;
    });
    expect(messages.map(({ sequence }) => sequence)).toEqual(messages.map((_, index) => index + 1));
    for (const message of messages) await expect(mistakesIn(message)).resolves.toEqual([]);
    const ofPlan = messages.filter(({ data }) => (data as { plan?: string }).plan === plan);
    expect(ofPlan.map(({ subject }) => subject)).toEqual([
      `agreements.acquisition-plan-submitted.v1.${RIVIERDAL}`,
      `agreements.acquisition-plan-decided.v1.${RIVIERDAL}`,
      `agreements.agreement-changed.v1.${RIVIERDAL}`,
      `agreements.agreement-changed.v1.${RIVIERDAL}`,
    ]);
  });

  it('answers who begins anew with the state that its facts led to, page by page', async () => {
    const told = await published('AGREEMENTS');
    expect(await snapshotOf('participants')).toEqual(
      told.filter(({ type }) => type.startsWith('agreements.participant-changed')).map(({ data }) => data),
    );
    const agreements = told.filter(({ type }) => type.startsWith('agreements.agreement-changed'));
    expect(new Set(await snapshotOf('agreements'))).toEqual(new Set(agreements.map(({ data }) => data)));
    const plans = (await snapshotOf('plans')) as { plan: string; state: string }[];
    const submissions = told.filter(({ type }) => type === AcquisitionPlanSubmittedV1.type);
    expect(new Set(plans.map(({ plan }) => plan))).toEqual(
      new Set(submissions.map(({ data }) => (data as { plan: string }).plan)),
    );
    const standing = plans.find(({ state }) => state === 'submitted');
    const { state: _, ...submission } = standing ?? { state: '' };
    expect(submissions.map(({ data }) => data)).toContainEqual(submission);
  });

  it('answers with what was decided about withdrawals, as it was told last', async () => {
    const body = { participant: RIVIERDAL, name: 'Magazijn', acceptBy: '2999-01-01' };
    const items = ['9780306406157', '9789020434576', 'ocn:77'].map((identifier) => ({ identifier, copies: 2 }));
    const listed = await service.done('POST', '/withdrawals', { as: rivierdal, body: { ...body, items } });
    const [first] = listed['items'] as { id: string }[];
    const why = { reason: 'In slechte staat.' };
    await service.done('POST', `/withdrawals/items/${first?.id}/override`, { as: rivierdal, body: why });
    const told = await eventually(async () => {
      const all = (await published('AGREEMENTS')).filter(({ type }) => type === WithdrawalDecidedV1.type);
      expect(all).toHaveLength(2);
      return all.flatMap(({ data }) => (data as WithdrawalDecidedV1).items);
    });
    const last = new Map(told.map((it) => [it.item, Object.assign({}, it, { participant: RIVIERDAL })]));
    expect(last.get(first?.id ?? '')).toMatchObject({ state: 'free', overridden: true, version: 2 });
    expect(new Set(await snapshotOf('withdrawals'))).toEqual(new Set(last.values()));
  });

  it('gives a snapshot in pages that the bus can carry', async () => {
    const named = Array.from({ length: 5000 }, (__, index) => ({
      identifier: `ocn:${index + 1}`,
      title: 'x'.repeat(200),
    }));
    const [line] = PROPOSAL.lines;
    for (const name of ['Large', 'Larger']) {
      const id = await draft(service, { ...PROPOSAL, name, lines: [{ ...line, named }] });
      await service.done('POST', `/acquisition-plans/${id}/submit`, { as: rivierdal, body: {} });
    }
    let pages = 0;
    let after: string | null = null;
    do {
      const question: object = { part: 'plans', limit: 5000, ...(after === null ? {} : { after }) };
      const page: SnapshotPage<object> = await coverage.ask(askOf('agreements', 'snapshot'), question);
      expect(page.rows.length).toBeGreaterThan(0);
      after = page.next;
      pages++;
    } while (after !== null);
    expect(pages).toBeGreaterThan(1);
  });

  it('refuses a question that it does not understand', async () => {
    await expect(coverage.ask(askOf('agreements', 'snapshot'), { part: 'titles', limit: 1 })).rejects.toMatchObject({
      code: 'snapshot.malformed',
    });
  });
});
