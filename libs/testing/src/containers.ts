import type { StartedTestContainer } from 'testcontainers';

const OWNER = 'collectieplan.test.owner';

export interface RunningContainer {
  host: string;
  port(inner: number): number;
  stop(): Promise<void>;
}

/** A container for this test run. Those of a run that was killed are removed by the next one. */
export async function runContainer(what: {
  image: string;
  ports: number[];
  command?: string[];
  environment?: Record<string, string>;
  files?: { target: string; content: string }[];
  healthPath?: { path: string; port: number };
}): Promise<RunningContainer> {
  // Our own teardown and the label do what Testcontainers' reaper container does, without one more image to fetch.
  process.env['TESTCONTAINERS_RYUK_DISABLED'] ??= 'true';
  const { GenericContainer, Wait } = await import('testcontainers');
  const container = new GenericContainer(what.image)
    .withExposedPorts(...what.ports)
    .withLabels({ [OWNER]: String(process.pid) })
    .withCopyContentToContainer(what.files ?? [])
    .withEnvironment(what.environment ?? {})
    .withWaitStrategy(
      what.healthPath === undefined
        ? Wait.forListeningPorts()
        : Wait.forHttp(what.healthPath.path, what.healthPath.port).forStatusCode(200),
    );
  const started: StartedTestContainer = await (
    what.command === undefined ? container : container.withCommand(what.command)
  ).start();
  return {
    host: started.getHost(),
    port: (inner) => started.getMappedPort(inner),
    stop: async () => {
      await started.stop({ timeout: 0 });
    },
  };
}

export async function removeOrphans(): Promise<void> {
  const { getContainerRuntimeClient } = await import('testcontainers');
  const { dockerode } = (await getContainerRuntimeClient()).container;
  for (const { Id, Labels } of await dockerode.listContainers({ filters: { label: [OWNER] } })) {
    if (alive(Number(Labels[OWNER]))) continue;
    await dockerode.getContainer(Id).remove({ force: true, v: true }).catch(unlessGone);
  }
}

/** Another run that tidies up at the same time may be first: the container is gone, or going. */
function unlessGone(error: unknown): void {
  const { statusCode } = error as { statusCode?: number };
  if (statusCode !== 404 && statusCode !== 409) throw error;
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
