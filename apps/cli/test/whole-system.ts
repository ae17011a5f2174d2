import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { startedSystem } from '#libs/testing';
import { runCollectie } from '../src/program.ts';

/** Everything that `collectie start` starts, in a data folder of its own, without the demo. */
export class WholeSystem {
  private constructor(
    readonly url: string,
    private readonly secret: string,
    readonly stop: () => Promise<void>,
  ) {}

  static async start(folder: string): Promise<WholeSystem> {
    const { url, stop } = await startedSystem(folder, ['--no-demo']);
    const secrets = JSON.parse(await readFile(join(folder, 'secrets.json'), 'utf8')) as { cliClient: string };
    return new WholeSystem(url, secrets.cliClient, stop);
  }

  /** Runs the command line as the client of this installation. */
  async run(...argv: string[]): Promise<{ out: string; err: string; code: number }> {
    const streams = { out: new PassThrough(), err: new PassThrough(), in: new PassThrough() };
    let code = 0;
    const written = Promise.all([text(streams.out), text(streams.err)]);
    await runCollectie(argv, {
      env: { COLLECTIE_URL: this.url, COLLECTIE_CLIENT_SECRET: this.secret },
      streams,
      exit: (told) => (code = told),
    });
    streams.out.end();
    streams.err.end();
    const [out, err] = await written;
    return { out, err, code };
  }

  /** The same with `--json`; what is refused is thrown. */
  async json<Result>(...argv: string[]): Promise<Result> {
    const { out, err, code } = await this.run('--json', ...argv);
    if (code !== 0) throw new Error(`collectie ${argv.join(' ')} ended with ${code}: ${out}${err}`);
    return JSON.parse(out) as Result;
  }
}
