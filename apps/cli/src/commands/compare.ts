import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { type Row, table } from '../output/table.ts';
import type { Act } from './act.ts';

interface Both {
  readonly before: number | null;
  readonly after: number;
}

/** What coverage says that was there on two days. */
interface TwoDays {
  readonly from: string;
  readonly to: string;
  readonly profiles: readonly {
    readonly code: string;
    readonly name: { readonly nl: string } | null;
    readonly knownFrom: string | null;
    readonly titles: Both;
    readonly responsible: Both;
    readonly flags: Both;
    readonly titleFlow: { readonly added: number; readonly withdrawn: number; readonly otherwise: number };
  }[];
}

interface CompareOptions {
  readonly profile?: string;
  readonly csv?: string;
}

export function registerCompare(program: Command, act: Act): void {
  program
    .command('compare')
    .argument('<from>', 'the one day, as YYYY-MM-DD')
    .argument('[to]', 'the other day; today when left out')
    .description('tell what the network had, and which flags stood, on two days, and what came and went in between')
    .option('--profile <code>', 'of this profile alone')
    .option('--csv <file>', 'write it to a file, by profile and participant')
    .action(
      act((context, from: string, to: string | undefined, options: CompareOptions) =>
        compare(context, { from, ...(to === undefined ? {} : { to }) }, options),
      ),
    );
}

async function compare(
  { gateway, output }: Context,
  days: { readonly from: string; readonly to?: string },
  { profile, csv }: CompareOptions,
): Promise<void> {
  const asked = { ...days, ...(profile === undefined ? {} : { profile }) };
  if (csv !== undefined) {
    await gateway.download('coverage', '/coverage/days.csv', csv, asked);
    output.result({ file: csv, ...asked }, `The comparison is in ${csv}`);
    return;
  }
  const told = await gateway.get<TwoDays>('coverage', '/coverage/days', asked);
  output.result(told, inWords(told));
}

function inWords({ from, to, profiles }: TwoDays): string {
  const rows = profiles.map((it): Row => [
    it.code === '' ? '(no profile)' : `${it.code} ${it.name?.nl ?? ''}`,
    it.titles.before ?? 'unknown',
    it.titles.after,
    ...(it.titles.before === null
      ? ['-', '-', '-']
      : [it.titleFlow.added, it.titleFlow.withdrawn, it.titleFlow.otherwise]),
    `${it.responsible.before} → ${it.responsible.after}`,
    `${it.flags.before} → ${it.flags.after}`,
  ]);
  const late = profiles.flatMap(({ knownFrom }) => (knownFrom !== null && knownFrom > from ? [knownFrom] : []));
  const known =
    late.length === 0 ? '' : `\nFigures are known from ${late.toSorted((a, b) => (a < b ? -1 : 1)).at(-1)} on`;
  const head = ['profile', `titles ${from}`, `titles ${to}`, 'added', 'withdrawn', 'otherwise', 'responsible', 'flags'];
  return `${table(head, rows)}${known}\nAdded, withdrawn and counted otherwise: titles of all participants together`;
}
