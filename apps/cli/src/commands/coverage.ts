import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import type { Act } from './act.ts';

/** What coverage says when it holds itself against the facts. */
type Verification = Readonly<Record<string, unknown>>;

export function registerCoverage(program: Command, act: Act): void {
  program
    .command('verify')
    .description('hold coverage against a recomputation from the facts')
    .action(act((context, _options: object) => verify(context)));
  program
    .command('rebuild')
    .description('compute coverage anew from the facts, without stopping it')
    .action(act((context, _options: object) => rebuild(context)));
}

async function verify({ gateway, output, exit }: Context): Promise<void> {
  const told = await gateway.send<Verification>('POST', 'coverage', '/verify');
  const differences = told['differences'];
  const found = Array.isArray(differences) ? differences.length : Number(differences ?? 0);
  if (found > 0) exit(EXIT.refused);
  output.result(
    told,
    found === 0
      ? 'Coverage is what the facts say'
      : `${found} differences; compute anew with: collectie rebuild\n${JSON.stringify(differences, null, 2)}`,
  );
}

async function rebuild({ gateway, output }: Context): Promise<void> {
  const told = await gateway.send<unknown>('POST', 'coverage', '/rebuild');
  output.result(told ?? { rebuilding: true }, 'Coverage is being computed anew; it stays readable meanwhile');
}
