import { FLAG_KINDS } from '#libs/contracts';
import { type Command, Option } from 'commander';
import type { Context } from '../context.ts';
import { table } from '../output/table.ts';
import type { Act } from './act.ts';

/** A gap, overlap or risk as the coverage service tells of it, as far as it is listed. */
export interface ListedFlag {
  readonly id: string;
  readonly kind: string;
  readonly profile: string;
  readonly activity: string | null;
  readonly subject: string;
  readonly participants: readonly { readonly isil: string; readonly name: string }[];
  readonly state: string;
  readonly raisedAt: string;
}

interface ListOptions {
  readonly kind?: string;
  readonly profile?: string;
  readonly participant?: string;
  readonly state: string;
}

export function registerFlags(program: Command, act: Act): void {
  program
    .command('flags')
    .description('gaps, overlaps and risks')
    .command('list')
    .description('list them')
    .addOption(new Option('--kind <kind>', 'only of this kind').choices(FLAG_KINDS))
    .option('--profile <code>', 'only of this profile')
    .option('--participant <isil>', 'only those that concern this participant')
    .addOption(new Option('--state <state>', 'open or cleared').choices(['open', 'cleared']).default('open'))
    .action(act((context, options: ListOptions) => list(context, options)));
}

async function list({ gateway, output }: Context, { kind, profile, participant, state }: ListOptions): Promise<void> {
  const flags: ListedFlag[] = [];
  for await (const flag of gateway.all<ListedFlag>('coverage', '/flags', { kind, profile, participant, state })) {
    flags.push(flag);
  }
  const rows = flags.map((flag) => [
    flag.kind,
    flag.profile,
    flag.activity ?? '',
    flag.raisedAt.slice(0, 10),
    flag.participants.map(({ isil }) => isil).join(' '),
    flag.subject,
  ]);
  const header = ['kind', 'profile', 'activity', 'raised', 'participants', 'subject'];
  output.result(flags, flags.length === 0 ? `No ${state} flags` : table(header, rows));
}
