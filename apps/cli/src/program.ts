import { Refusal } from '#libs/kernel';
import { Command, CommanderError } from 'commander';
import { actWithin } from './commands/act.ts';
import { registerAcquisitionPlan } from './commands/acquisition-plan.ts';
import { registerCompare } from './commands/compare.ts';
import { registerCoverage } from './commands/coverage.ts';
import { registerDemo } from './commands/demo.ts';
import { registerFlags } from './commands/flags.ts';
import { registerHoldings } from './commands/holdings.ts';
import { registerParked } from './commands/parked.ts';
import { registerParticipants } from './commands/participants.ts';
import { registerPlan } from './commands/plan.ts';
import { DEFAULT_URL, type Surroundings } from './context.ts';
import { EXIT } from './exit-codes.ts';
import { explain, explainAsJson } from './output/explain.ts';
import { registerSearch } from './commands/search.ts';
import { registerStart } from './start/register.ts';

/** Refusals of the command line itself: nothing was sent. */
const BEFORE_SENDING: ReadonlySet<string> = new Set(['configuration.invalid', 'url.malformed']);

const HELP = `
Environment:
  COLLECTIE_URL            where the system is (${DEFAULT_URL}); --url comes first
  COLLECTIE_CLIENT_ID      who asks (collectie-cli)
  COLLECTIE_CLIENT_SECRET  its secret
  COLLECTIE_ISSUER         the identity provider (<url>/identity)

Exit codes: ${EXIT.done} done, ${EXIT.usage} not understood, ${EXIT.refused} refused or failed, ${EXIT.held} held until confirmed.`;

/** The whole command line. */
export function programWithin(surroundings: Surroundings): Command {
  const program = new Command('collectie')
    .description('The command line of the Gezamenlijk Collectieplan')
    .option('--url <address>', 'where the system is')
    .option('--json', 'tell the result as JSON')
    .addHelpText('after', HELP)
    .configureOutput({
      writeOut: (text) => surroundings.streams.out.write(text),
      writeErr: (text) => surroundings.streams.err.write(text),
    });
  const act = actWithin(surroundings);
  registerPlan(program, act);
  registerParticipants(program, act);
  registerHoldings(program, act);
  registerAcquisitionPlan(program, act);
  registerSearch(program, act);
  registerFlags(program, act);
  registerCoverage(program, act);
  registerCompare(program, act);
  registerParked(program, act);
  registerDemo(program, act, surroundings);
  registerStart(program);
  never(program);
  return program;
}

/** Runs one command line; tells what went wrong and the exit code that says so. */
export async function runCollectie(argv: readonly string[], surroundings: Surroundings): Promise<void> {
  const program = programWithin(surroundings);
  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return surroundings.exit(error.exitCode === 0 ? EXIT.done : EXIT.usage);
    const json = program.opts<{ json?: boolean }>().json === true;
    if (json) surroundings.streams.out.write(`${JSON.stringify(explainAsJson(error), null, 2)}\n`);
    else surroundings.streams.err.write(`${explain(error)}\n`);
    surroundings.exit(error instanceof Refusal && BEFORE_SENDING.has(error.code) ? EXIT.usage : EXIT.refused);
  }
}

/** Commander throws instead of ending the process, in every command. */
function never(command: Command): void {
  command.exitOverride();
  for (const child of command.commands) {
    child.copyInheritedSettings(command);
    never(child);
  }
}
