import { eventually } from '#libs/testing';
import { csvOf, type Delivery, GROUPS, isbnOf, isilOf, PARTICIPANTS, type Plan, type Step } from './inputs.ts';
import { type Installation, KILLABLE, type Killable } from './installation.ts';
import { SOURCE, TARGET } from './oracle.ts';

/** How long one accepted input may take while everything around it is killed, in milliseconds. */
const PATIENCE = 240_000;

type Json = Record<string, unknown>;

/** What is waited for is not so; what there is instead tells why, should it never become so. */
class NotYet extends Error {
  constructor(instead?: Json) {
    super(instead === undefined ? 'Not yet' : `Not yet: ${JSON.stringify(instead)}`);
  }
}

/** Sends the inputs as a patient client would: it tries again until it has an answer, and knows what was accepted. */
export class Driver {
  private token = '';
  private turn = 0;

  constructor(private readonly installation: Installation) {}

  async prepare(): Promise<void> {
    this.token = await this.installation.issuer.token({
      sub: 'tester',
      roles: ['administrator', 'plan-owner'],
      expiresIn: 7200,
    });
    await this.untilReady();
    await this.call('coverage', 'POST', '/collection-plans', planText(), 'application/yaml');
    await this.call('coverage', 'POST', '/collection-plans/test/1/adopt', {});
    for (let participant = 0; participant < PARTICIPANTS; participant++) {
      const body = {
        isil: isilOf(participant),
        name: `Bibliotheek ${participant}`,
        kind: 'library',
        from: '2020-01-01',
      };
      await this.call('agreements', 'POST', '/participants', body);
    }
    await this.until(async () => {
      const { items } = await this.call('agreements', 'GET', '/profiles');
      return (items as unknown[]).length === GROUPS.length;
    });
  }

  /** Every participant's inputs in their order; participants beside each other. */
  async send(steps: readonly Step[]): Promise<void> {
    const byParticipant = Map.groupBy(steps, ({ participant }) => participant);
    await Promise.all(
      [...byParticipant.values()].map(async (theirs) => {
        for (const step of theirs) await (step.kind === 'plan' ? this.plan(step) : this.deliver(step));
      }),
    );
  }

  /** Until an answer; what the service refuses with good reason is thrown. */
  async call(
    service: Killable,
    method: string,
    path: string,
    body?: unknown,
    type = 'application/json',
  ): Promise<Json> {
    return eventually(
      async () => {
        const urls = this.installation.urls(service);
        const answer = await fetch(`${urls[this.turn++ % urls.length]}${path}`, {
          method,
          headers: { authorization: `Bearer ${this.token}`, ...(body === undefined ? {} : { 'content-type': type }) },
          ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
          signal: AbortSignal.timeout(20_000),
        });
        const text = await answer.text();
        if (answer.status >= 500) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
        const json = (text === '' ? {} : JSON.parse(text)) as Json;
        return answer.ok ? json : { refusedAs: json['code'], detail: json['detail'] };
      },
      { timeout: PATIENCE, every: 200 },
    );
  }

  async all(service: Killable, path: string): Promise<Json[]> {
    const found: Json[] = [];
    for (let after = ''; ;) {
      const page = await this.call(service, 'GET', `${path}${path.includes('?') ? '&' : '?'}limit=500${after}`);
      found.push(...(page['items'] as Json[]));
      if (typeof page['next'] !== 'string') return found;
      after = `&after=${encodeURIComponent(page['next'])}`;
    }
  }

  private async deliver(delivery: Delivery): Promise<void> {
    const isil = isilOf(delivery.participant);
    const path = `/participants/${isil}/imports?mode=${delivery.mode}&source=${SOURCE}&filename=bezit.csv`;
    // A participant is known to holdings a moment after agreements has registered it.
    const run = await this.until(async () => {
      const answer = await this.call('holdings', 'POST', path, csvOf(delivery), 'application/octet-stream');
      return answer['refusedAs'] === 'participant.unknown' ? false : answer;
    });
    if (run['refusedAs'] !== undefined) throw new Error(`Delivery refused: ${JSON.stringify(run)}`);
    const state = await this.until(async () => {
      const now = await this.call('holdings', 'GET', `/imports/${String(run['id'])}`);
      if (now['state'] === 'held') await this.call('holdings', 'POST', `/imports/${String(run['id'])}/confirm`, {});
      if (!['done', 'failed', 'cancelled'].includes(String(now['state']))) throw new NotYet(now);
      return now;
    });
    if (state['state'] !== 'done') throw new Error(`Run ended otherwise: ${JSON.stringify(state)}`);
  }

  private async plan(plan: Plan): Promise<void> {
    const body = {
      participant: isilOf(plan.participant),
      name: 'Plan',
      from: '2026-01-01',
      to: '2029-12-31',
      lines: [
        {
          profile: `p${GROUPS[plan.profile]}`,
          activity: 'collect',
          level: plan.level,
          titles: plan.titles.length,
          copies: plan.titles.length,
          named: plan.titles.map((book) => ({ identifier: isbnOf(book) })),
        },
      ],
    };
    const draft = await this.call('agreements', 'POST', '/acquisition-plans', body);
    if (draft['refusedAs'] !== undefined) throw new Error(`Plan refused: ${JSON.stringify(draft)}`);
    const at = `/acquisition-plans/${String(draft['id'])}`;
    await this.bring(at, 'submit', {}, 'submitted');
    if (plan.decision === 'accept') await this.bring(at, 'accept', {}, 'accepted');
    if (plan.decision === 'return') await this.bring(at, 'return', { remark: 'Graag korter' }, 'returned');
  }

  /** A request whose answer got lost may have had its effect: the state tells. */
  private async bring(at: string, verb: string, body: Json, state: string): Promise<void> {
    const answer = await this.call('agreements', 'POST', `${at}/${verb}`, body);
    const now = await this.call('agreements', 'GET', at);
    if (now['state'] !== state) throw new Error(`${verb} was refused: ${JSON.stringify(answer)}`);
  }

  private async untilReady(): Promise<void> {
    for (const service of KILLABLE) await this.until(() => this.installation.isWhole(service));
  }

  private until<T>(attempt: () => Promise<T | false>): Promise<T> {
    return eventually(
      async () => {
        const answer = await attempt();
        if (answer === false) throw new NotYet();
        return answer;
      },
      { timeout: PATIENCE, every: 100 },
    );
  }
}

function planText(): string {
  const { level, participants, titles, overlap, enough } = TARGET;
  const profiles = GROUPS.map(
    (group) => `
  - code: p${group}
    name: { nl: Groep ${group} }
    scope: { classification: [{ scheme: nbc, prefix: '${group}' }] }
    targets:
      collect: { level: ${level}, participants: { min: ${participants.min}, max: ${participants.max} }, titles: { min: ${titles} } }`,
  );
  return `plan: test
title: Plan van de proef
period: { from: 2026-01-01, to: 2029-12-31 }
settings: { overlapThreshold: ${overlap}, enoughHolders: ${enough} }
profiles:${profiles.join('')}
`;
}
