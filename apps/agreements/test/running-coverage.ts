import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { freePort } from '#libs/embedded';
import { messagingTables } from '#libs/messaging';
import { end, type FreshDatabase, freshDatabase, ownProcess } from '#libs/testing';
import { planOwner, type RunningAgreements } from './running.ts';

const COVERAGE = new URL('../../coverage/', import.meta.url);

/** Coverage as it is deployed, in processes of its own, on the bus of agreements. */
export class RunningCoverage {
  readonly instances: ChildProcess[] = [];

  private constructor(
    private readonly service: RunningAgreements,
    private readonly database: FreshDatabase,
  ) {}

  private address = '';

  static async beside(service: RunningAgreements): Promise<RunningCoverage> {
    const coverage = new RunningCoverage(service, await freshDatabase('coverage', [messagingTables]));
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

  /** Adopts a plan of the examples. */
  async adopt(example: string): Promise<void> {
    const yaml = readFileSync(new URL(`examples/${example}.yaml`, COVERAGE), 'utf8');
    const read = await this.ask<{ code: string; version: number }>('POST', '/collection-plans', yaml);
    await this.ask('POST', `/collection-plans/${read.code}/${read.version}/adopt`);
  }

  /** What the first instance answers a plan owner. */
  async ask<Answer>(method: 'GET' | 'POST', path: string, yaml?: string): Promise<Answer> {
    const token = await this.service.surroundings.issuer.token({ sub: 'owner', ...planOwner });
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
