import { type Command, InvalidArgumentError } from 'commander';
import type { Context } from '../context.ts';
import { count, table } from '../output/table.ts';
import type { Act } from './act.ts';

interface Of {
  readonly participant: string;
  readonly source: string;
}

interface SetOptions extends Of {
  readonly repository: string;
  readonly prefix: string;
  readonly set?: string;
  readonly every: number;
  readonly off?: boolean;
}

interface SourceHarvest {
  readonly setting: { readonly url: string; readonly enabled: boolean; readonly nextAt: string } | null;
  readonly harvests: readonly {
    readonly startedAt: string;
    readonly mode: string | null;
    readonly state: string;
    readonly records: number;
    readonly deleted: number;
    readonly reason: string | null;
    readonly trouble: string | null;
    readonly run: string | null;
    readonly runState: string | null;
  }[];
}

/** Sources that are fetched from a repository (OAI-PMH). */
export function registerHarvest(holdings: Command, act: Act): void {
  const harvest = holdings.command('harvest').description('fetch a source from a repository (OAI-PMH)');
  of(harvest.command('set').description('say where a source is fetched from, and how often'))
    .requiredOption('--repository <address>', 'where the repository answers')
    .requiredOption('--prefix <prefix>', 'the format of its records, such as marcxml or picaxml')
    .option('--set <set>', 'only the records of this set')
    .option('--every <hours>', 'hours between two harvests', hours, 24)
    .option('--off', 'only when somebody asks')
    .action(act((context, options: SetOptions) => set(context, options)));
  of(harvest.command('now').description('fetch what changed, without waiting for the next time'))
    .option('--all', 'everything anew; what the repository no longer has is withdrawn')
    .action(
      act(async (context, options: Of & { readonly all?: boolean }) => {
        const what = options.all === true ? 'all' : 'changes';
        tell(
          context,
          await context.gateway.send<SourceHarvest>('POST', 'holdings', `${pathOf(options)}/now`, { what }),
        );
      }),
    );
  of(harvest.command('status').description('what came of the last times')).action(
    act(async (context, options: Of) => {
      tell(context, await context.gateway.get<SourceHarvest>('holdings', pathOf(options)));
    }),
  );
}

function of(command: Command): Command {
  return command
    .requiredOption('--participant <isil>', 'whose source it is')
    .option('--source <name>', 'the catalogue or system', 'catalogue');
}

function hours(text: string): number {
  if (/^\d{1,4}$/.test(text) && Number(text) >= 1 && Number(text) <= 8760) return Number(text);
  throw new InvalidArgumentError('It must be a whole number from 1 to 8760.');
}

function pathOf({ participant, source }: Of): string {
  return `/participants/${encodeURIComponent(participant)}/sources/${encodeURIComponent(source)}/harvest`;
}

async function set(context: Context, options: SetOptions): Promise<void> {
  const { repository: url, prefix, every, off } = options;
  const setting = { url, prefix, set: options.set ?? null, everyHours: every, enabled: off !== true };
  tell(context, await context.gateway.send<SourceHarvest>('PUT', 'holdings', pathOf(options), setting));
}

function tell({ output }: Context, it: SourceHarvest): void {
  const { setting, harvests } = it;
  if (setting === null) {
    output.result(it, 'This source is not set to be harvested');
    return;
  }
  const when = setting.enabled ? `the next time is ${setting.nextAt}` : 'only when somebody asks';
  const rows = harvests.map((each) => [
    each.startedAt,
    each.mode,
    each.state,
    count(each.records),
    count(each.deleted),
    each.runState,
    each.reason ?? each.trouble,
  ]);
  const header = ['began', 'mode', 'state', 'records', 'deleted', 'delivery', 'why'];
  const held = harvests.find(({ runState }) => runState === 'held');
  const next = held === undefined ? '' : `\nIt would remove much. Go on with: collectie holdings confirm ${held.run}`;
  output.result(it, `Harvested from ${setting.url}; ${when}\n\n${table(header, rows)}${next}`);
}
