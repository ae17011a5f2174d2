import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, type Postgres, ServerProcess, startPostgres } from '#libs/embedded';
import { natsConfig } from '#libs/messaging';
import { builtProject, FragileNats, testIssuer, type TestIssuer } from '#libs/testing';

export const KILLABLE = ['holdings', 'agreements', 'coverage'] as const;
export type Killable = (typeof KILLABLE)[number];

const PASSWORDS = { holdings: 'h', agreements: 'a', coverage: 'c', gateway: 'g' };

interface Instance {
  readonly service: Killable;
  readonly port: number;
  process: ServerProcess;
}

/** The three services in two instances each, on servers of their own: everything that a fault can strike. */
export class Installation {
  private readonly instances: Instance[] = [];
  private stopping = false;

  private constructor(
    private readonly project: string,
    readonly folder: string,
    readonly postgres: Postgres,
    readonly nats: FragileNats,
    readonly issuer: TestIssuer,
  ) {}

  static async start(): Promise<Installation> {
    const project = await builtProject();
    const folder = await mkdtemp(join(tmpdir(), 'collectie-faults-'));
    const [postgres, nats, issuer] = await Promise.all([
      startPostgres({ services: PASSWORDS }),
      FragileNats.start({ config: natsConfig(PASSWORDS), users: PASSWORDS }),
      testIssuer(),
    ]);
    const made = new Installation(project, folder, postgres, nats, issuer);
    for (const service of [...KILLABLE, ...KILLABLE]) {
      const port = await freePort();
      const instance = { service, port, process: made.run(service, port) };
      made.instances.push(instance);
      void made.keepRunning(instance);
    }
    return made;
  }

  /** Addresses of a service's instances; which of them answer changes all the time. */
  urls(service: Killable): string[] {
    return this.instances.filter((it) => it.service === service).map(({ port }) => `http://127.0.0.1:${port}`);
  }

  /** SIGKILL to one instance, which is started again at once. */
  async kill(service: Killable, which: number): Promise<void> {
    await this.instances.filter((it) => it.service === service)[which]?.process.kill();
  }

  /** Whether every instance of a service is ready. */
  async isWhole(service: Killable): Promise<boolean> {
    const ready = this.urls(service).map((url) =>
      fetch(`${url}/health/ready`).then(
        ({ ok }) => ok,
        () => false,
      ),
    );
    return (await Promise.all(ready)).every(Boolean);
  }

  async restartNats({ wiped }: { wiped: boolean }): Promise<void> {
    await this.nats.kill();
    if (wiped) await this.nats.wipe();
    await this.nats.restart();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await Promise.all(this.instances.map(({ process: it }) => it.stop()));
    await this.nats.stop();
    await this.postgres.stop();
    await this.issuer.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  /**
   * Starts an instance again whenever it ends, as an orchestrator does: killed by us, or by itself because the database
   * cut it off while it started.
   */
  private async keepRunning(instance: Instance): Promise<void> {
    for (;;) {
      await instance.process.exited;
      if (this.stopping) return;
      instance.process = this.run(instance.service, instance.port);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  private run(service: Killable, port: number): ServerProcess {
    return new ServerProcess({
      name: service,
      command: process.execPath,
      args: [join(this.project, 'dist', 'apps', service, 'src', 'main.js')],
      logFile: join(this.folder, `${service}-${port}.log`),
      stopSignal: 'SIGTERM',
      env: {
        PATH: process.env['PATH'],
        ...this.issuer.env,
        DATABASE_URL: this.postgres.url(service),
        NATS_URL: this.nats.urlOf(service),
        HTTP_PORT: String(port),
        LOG_LEVEL: 'warn',
        SPOOL_DIR: join(this.folder, 'spool'),
      },
    });
  }
}
