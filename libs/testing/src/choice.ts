import { request } from 'node:http';

/** Where the servers of the tests come from. */
export type ServerKind = 'url' | 'containers' | 'embedded';

/**
 * A server whose address is given (`TEST_PG_URL`, `TEST_NATS_URL`) is used; else containers where a Docker engine
 * answers; else the embedded servers. `TEST_SERVERS=embedded` or `containers` decides between the latter two.
 */
export async function chooseServers(given: string | undefined, env = process.env): Promise<ServerKind> {
  if (given !== undefined && given !== '') return 'url';
  const wanted = env['TEST_SERVERS'];
  if (wanted === 'embedded' || wanted === 'containers') return wanted;
  if (wanted !== undefined && wanted !== '') {
    throw new Error(`TEST_SERVERS is "${wanted}". Set it to "embedded" or "containers", or leave it out.`);
  }
  return (await engineAnswers(env['DOCKER_HOST'])) ? 'containers' : 'embedded';
}

async function engineAnswers(host = 'unix:///var/run/docker.sock'): Promise<boolean> {
  const address = new URL(host);
  const where =
    address.protocol === 'unix:' ? { socketPath: address.pathname } : { host: address.hostname, port: address.port };
  return new Promise((resolve) => {
    const question = request({ ...where, path: '/_ping', timeout: 800 }, (answer) => {
      answer.resume();
      resolve(answer.statusCode === 200);
    });
    question.once('timeout', () => question.destroy());
    question.once('error', () => resolve(false));
    question.end();
  });
}
