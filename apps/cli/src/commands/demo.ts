import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Context } from '../context.ts';
import { demoAccounts } from '../demo/accounts.ts';
import { DEFAULT_SEED, generateDemo, type Demo } from '../demo/generate.ts';
import { DemoLoad } from '../demo/load.ts';
import { EXIT } from '../exit-codes.ts';
import { Output } from '../output/output.ts';
import { count } from '../output/table.ts';
import { projectFolder } from '../start/data-folder.ts';
import type { Surroundings } from '../context.ts';
import type { Act } from './act.ts';

interface DemoOptions {
  readonly seed: number;
  readonly scale: number;
}

export function registerDemo(program: Command, act: Act, { streams }: Surroundings): void {
  const demo = program.command('demo').description('a fictional network, to see how everything works');
  demo
    .command('generate')
    .argument('<folder>', 'where to write')
    .description('write the files of the demo, and the flags that they must raise')
    .addOption(seedOption())
    .addOption(scaleOption())
    .action(async (folder: string, options: DemoOptions, command: Command) => {
      const output = new Output(command.optsWithGlobals<{ json?: boolean }>().json === true, streams);
      const made = await generateDemo({ folder: resolve(folder), sources: sources(), ...options });
      output.result({ folder: made.folder, ...made.truth }, `${sizeOf(made)} in ${made.folder}`);
    });
  demo
    .command('load')
    .description('bring the demo in by the ordinary path; once there, again changes nothing')
    .addOption(seedOption())
    .addOption(scaleOption())
    .action(act((context, options: DemoOptions) => load(context, options)));
}

function number(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value)) return value;
  throw new InvalidArgumentError('It must be a number.');
}

/** Where the plan, the participants and the accounts of the demo are. */
function sources(): string {
  return join(projectFolder(), 'apps', 'cli', 'demo');
}

function sizeOf({ truth }: Demo): string {
  const holdings = Object.values(truth.holdings).reduce((sum, { titles }) => sum + titles, 0);
  return `${count(truth.titles)} titles, ${count(holdings)} holdings`;
}

async function load(context: Context, options: DemoOptions): Promise<void> {
  const { output, exit } = context;
  const folder = await mkdtemp(join(tmpdir(), 'collectie-demo-'));
  try {
    const demo = await generateDemo({ folder, sources: sources(), ...options });
    const told = await new DemoLoad(context, demo).run();
    const accounts = await demoAccounts(sources());
    if (told.missing.length + told.unexpected.length > 0) exit(EXIT.refused);
    output.result(
      { ...told, accounts },
      `${told.already ? 'The demo was loaded already' : `The demo is loaded: ${sizeOf(demo)}`}.\n${told.summary}\n\nSign in as:\n${accounts.map(({ id, name, role }) => `  ${id.padEnd(12)} ${name}, ${role}`).join('\n')}`,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function seedOption(): Option {
  return new Option('--seed <number>', 'another seed makes other collections').default(DEFAULT_SEED).argParser(number);
}

function scaleOption(): Option {
  return new Option('--scale <number>', '1 is 20,000 titles').default(1).argParser(number);
}
