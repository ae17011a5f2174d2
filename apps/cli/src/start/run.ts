import { claimPort, freePort, portTaken } from '#libs/embedded';
import type { DataFolder } from './data-folder.ts';
import { LogTail } from './log-tail.ts';
import { builder, type Program, service, webServer } from './programs.ts';
import { ready } from './readiness.ts';
import { Servers } from './servers.ts';
import { SERVICES, type ServiceName, type Surroundings } from './services.ts';
import { Supervised } from './supervised.ts';

export interface RunOptions {
  folder: DataFolder;
  project: string;
  /** Of the one address that people open. */
  port: number;
  /** Builds and starts again what changes. */
  watch: boolean;
  /** `false`: the bus syncs when it likes, for a benchmark. */
  busSynced?: boolean;
  say: (line: string) => void;
}

/** Ends in a row, while starting, after which a service will not come up. */
const HOPELESS = 4;

/** Everything on one machine: both servers and all services, started together and ended in order. */
export class Run {
  readonly origin: string;
  private readonly options: RunOptions;
  private readonly servers: Servers;
  private readonly programs: Supervised[] = [];
  private readonly tails: LogTail[] = [];
  private stopping = false;

  constructor(options: RunOptions) {
    this.options = options;
    this.origin = `http://localhost:${options.port}`;
    this.servers = new Servers(options.folder, options.folder.secrets(), options.say, options.busSynced);
  }

  async start(): Promise<void> {
    const { port, watch, project, say } = this.options;
    await this.claimPort();
    const begin = Date.now();
    await this.servers.start();
    const { postgres, nats } = this.servers;
    say(`PostgreSQL listens on port ${postgres.port}, NATS ${nats.version.join('.')} on port ${nats.port}`);

    const around = await this.surroundings();
    if (watch) await this.keep('build', builder(project));
    await Promise.all(SERVICES.map((name) => this.keep(name, service(name, project, around, watch))));
    if (watch) await this.keep('web', webServer(project, port, around.ports.gateway));
    await Promise.all(SERVICES.map((name) => this.ready(name, around.ports[name], begin)));
  }

  /** `[major, minor]` of nats-server. */
  get busVersion(): readonly [number, number] {
    return this.servers.nats.version;
  }

  /** For the superuser, or for the service whose database it is. */
  databaseUrl(database: string): string {
    return this.servers.postgres.url(database);
  }

  /** Services first, so that what they still have to say finds its servers. */
  async stop(): Promise<void> {
    this.stopping = true;
    await Promise.all(this.programs.map((program) => program.stop()));
    await this.servers.stop();
    for (const tail of this.tails) tail.stop();
  }

  /** A gateway that a killed run left is being ended by its guard; anyone else is not waited for. */
  private async claimPort(): Promise<void> {
    const { port, folder } = this.options;
    const deadline = Date.now() + (folder.orphaned ? 20_000 : 0);
    while ((await portTaken(port)) && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 100));
    await claimPort(port, 'Collectieplan');
  }

  private async surroundings(): Promise<Surroundings> {
    const { folder, port, watch } = this.options;
    const { postgres, nats } = this.servers;
    return {
      folder,
      secrets: folder.secrets(),
      origin: this.origin,
      ports: {
        holdings: await freePort(),
        agreements: await freePort(),
        coverage: await freePort(),
        identity: await freePort(),
        gateway: watch ? await freePort() : port,
      },
      databaseUrl: (login) => postgres.url(login),
      natsUrl: (login) => nats.url(login),
    };
  }

  private async keep(name: string, program: Program): Promise<void> {
    const { folder, say } = this.options;
    this.tails.push(new LogTail(folder.in('logs', `${name}.log`), (line) => say(`${name}: ${line}`)));
    if (this.stopping) throw new Error('Stopped while starting');
    const supervised = new Supervised({
      name,
      say: (line) => say(`${line} (log: ${folder.in('logs', `${name}.log`)})`),
      start: async () => program(folder),
    });
    this.programs.push(supervised);
    await supervised.start();
  }

  private async ready(name: ServiceName, port: number, begin: number): Promise<void> {
    const program = this.programs.find((candidate) => candidate.name === name);
    await ready(`http://127.0.0.1:${port}/health/ready`, () => {
      if ((program?.failures ?? 0) < HOPELESS || this.options.watch) return;
      throw new Error(`${name} does not come up. Its log says why: ${this.options.folder.in('logs', `${name}.log`)}`);
    });
    this.options.say(`${name} is ready after ${((Date.now() - begin) / 1000).toFixed(1)} s`);
  }
}
