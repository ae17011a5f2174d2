import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { freePort } from '#libs/embedded';
import { messagingMigrations } from '#libs/messaging';
import { end, type FreshDatabase, freshDatabase, ownProcess } from '#libs/testing';
import { administrator, type Person, planOwner, type RunningAgreements } from './running.ts';

const COVERAGE = new URL('../../coverage/', import.meta.url);

/** The plan of coverage's examples. */
export const EXAMPLE_PLAN = readFileSync(new URL('examples/muziek.yaml', COVERAGE), 'utf8');

/** Coverage as it is deployed, in processes of its own, on the bus of agreements. */
export class RunningCoverage {
  readonly instances: ChildProcess[] = [];

  private constructor(
    private readonly service: RunningAgreements,
    private readonly database: FreshDatabase,
  ) {}

  private address = '';

  static async beside(service: RunningAgreements): Promise<RunningCoverage> {
    const coverage = new RunningCoverage(service, await freshDatabase('coverage', messagingMigrations));
    await coverage.another();
    return coverage;
  }

  /** One more instance. */
  async another(): Promise<void> {
    const port = await freePort();
    const { issuer, nats } = this.service.surroundings;
    const environment = {
      ...issuer.env,
      DATABASE_URL: this.database.url,
      NATS_URL: nats.urlOf('coverage'),
      HTTP_PORT: String(port),
      LOG_LEVEL: 'info',
    };
    this.instances.push(await ownProcess(fileURLToPath(new URL('src/main.ts', COVERAGE)), environment, 'listens on'));
    this.address ||= `http://127.0.0.1:${port}`;
  }

  /** Adopts a plan by its text. */
  async adopt(yaml: string): Promise<void> {
    const read = await this.ask<{ code: string; version: number }>('POST', '/collection-plans', yaml);
    await this.ask('POST', `/collection-plans/${read.code}/${read.version}/adopt`);
  }

  /** What the first instance answers a plan owner. */
  ask<Answer>(method: 'GET' | 'POST', path: string, yaml?: string): Promise<Answer> {
    return this.askAs(planOwner, method, path, yaml);
  }

  /** What is otherwise than it must be, of all that is kept. */
  verify(): Promise<object> {
    return this.askAs(administrator, 'POST', '/verify');
  }

  private async askAs<Answer>(who: Person, method: 'GET' | 'POST', path: string, yaml?: string): Promise<Answer> {
    const token = await this.service.surroundings.issuer.token({ sub: 'somebody', ...who });
    const answer = await fetch(`${this.address}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(yaml === undefined ? {} : { 'content-type': 'application/yaml' }),
      },
      ...(yaml === undefined ? {} : { body: yaml }),
    });
    if (!answer.ok) throw new Error(await answer.text());
    return (await answer.json()) as Answer;
  }

  async stop(): Promise<void> {
    await Promise.all(this.instances.map((instance) => end(instance)));
    await this.database.drop();
  }
}
