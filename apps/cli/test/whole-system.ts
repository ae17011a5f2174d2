import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { freePort } from '#libs/embedded';
import { builtProject, eventually } from '#libs/testing';
import { runCollectie } from '../src/program.ts';

const PATIENCE = 300_000;

/** Everything that `collectie start` starts, in a data folder of its own, without the demo. */
export class WholeSystem {
  private constructor(
    readonly url: string,
    private readonly secret: string,
    readonly stop: () => Promise<void>,
  ) {}

  static async start(folder: string): Promise<WholeSystem> {
    const project = await builtProject();
    const port = await freePort();
    const main = join(project, 'dist/apps/cli/src/main.js');
    const child = spawn(process.execPath, [main, 'start', '--data', folder, '--port', String(port), '--no-demo'], {
      detached: true,
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    const exited = once(child, 'exit');
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => (said += piece.toString()));
    const stop = async (): Promise<void> => {
      child.kill('SIGTERM');
      await exited;
    };
    try {
      await eventually(
        () => {
          if (!said.includes('Open http') && child.exitCode === null) throw new Error(`Not open yet: ${said}`);
        },
        { timeout: PATIENCE, every: 100 },
      );
      if (child.exitCode !== null) throw new Error(`It ended: ${said}`);
      const secrets = JSON.parse(await readFile(join(folder, 'secrets.json'), 'utf8')) as { cliClient: string };
      return new WholeSystem(`http://localhost:${port}`, secrets.cliClient, stop);
    } catch (error) {
      await stop();
      throw error;
    }
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
