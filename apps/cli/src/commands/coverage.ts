import { type Command, Option } from 'commander';
import type { Context } from '../context.ts';
import type { WorkProgress } from '../gateway/gateway.ts';
import { EXIT } from '../exit-codes.ts';
import { Progress } from '../output/progress.ts';
import { count, type Row, table } from '../output/table.ts';
import type { Act } from './act.ts';

interface Differences {
  readonly count: number;
  readonly samples: readonly string[];
}

/** What holdings says when it holds titles and holdings against the records. */
interface HoldingsVerified {
  readonly equal: boolean;
  readonly records: number;
  readonly titles: number;
  readonly holdings: number;
  readonly differences: readonly string[];
}

/** What coverage says when it holds itself against its own rows and the sources. */
interface CoverageVerified {
  readonly equal: boolean;
  readonly counters: Readonly<Record<string, Differences>>;
  readonly flags: Differences;
  /** `null`: the source did not answer. */
  readonly state: Readonly<Record<string, Differences | null>>;
  readonly underway: number;
}

/** What is being compared, in words, by the part that a service names. */
const HOLDINGS_STAGES = {
  grouping: 'Grouping records',
  connections: 'What connects titles',
  titles: 'Titles',
  holdings: 'Holdings',
  history: 'Former holdings',
  search: 'Search',
};
const COVERAGE_STAGES = {
  counters: 'Statistics',
  flags: 'Flags',
  titles: 'Titles in coverage',
  holdings: 'Holdings in coverage',
  agreements: 'Agreements in coverage',
};

export function registerCoverage(program: Command, act: Act): void {
  program
    .command('verify')
    .description('hold titles, holdings, statistics and flags against a recomputation from the facts')
    .action(act((context, _options: object) => verify(context)));
  program
    .command('report')
    .argument('<file>', 'where to write it: a PDF, or a spreadsheet when its name ends in .xlsx')
    .description('write how the plan was met over a period, by default this year until today')
    .option('--from <day>', 'the first day, as YYYY-MM-DD')
    .option('--to <day>', 'the last day, as YYYY-MM-DD')
    .addOption(new Option('--language <language>', 'of the report').choices(['nl', 'en']).default('nl'))
    .action(act((context, file: string, options: ReportOptions) => report(context, file, options)));
  program
    .command('statutory')
    .argument('<year>', 'the year that is reported on')
    .argument('<file>', 'where to write it: a PDF, or a spreadsheet or CSV when its name ends in .xlsx or .csv')
    .description('write what libraries report each year: holdings, acquisition and requests by category')
    .option('--participant <isil>', 'of one participant; otherwise of all')
    .addOption(new Option('--language <language>', 'of the report').choices(['nl', 'en']).default('nl'))
    .action(
      act((context, year: string, file: string, options: StatutoryOptions) => statutory(context, year, file, options)),
    );
  program
    .command('rebuild')
    .description('compute coverage anew from the facts, without stopping it')
    .action(act((context, _options: object) => rebuild(context)));
}

interface ReportOptions {
  readonly from?: string;
  readonly to?: string;
  readonly language: string;
}

async function report({ gateway, output }: Context, file: string, options: ReportOptions): Promise<void> {
  const format = file.endsWith('.xlsx') ? 'xlsx' : 'pdf';
  await gateway.download('coverage', '/coverage/report', file, { ...options, format });
  output.result({ file, format, ...options }, `The coverage report is in ${file}`);
}

interface StatutoryOptions {
  readonly participant?: string;
  readonly language: string;
}

async function statutory({ gateway, output }: Context, year: string, file: string, options: StatutoryOptions) {
  const format = /\.(xlsx|csv)$/.exec(file)?.[1] ?? 'pdf';
  await gateway.download('coverage', '/coverage/statutory/file', file, { ...options, year, format });
  output.result({ file, format, year, ...options }, `The statutory data of ${year} are in ${file}`);
}

async function verify({ gateway, output, exit }: Context): Promise<void> {
  const progress = new Progress(output);
  const follow = async <Found>(service: 'holdings' | 'coverage', stages: Readonly<Record<string, string>>) => {
    const heard = ({ part, done = 0, of = 0 }: WorkProgress) => progress.at(stages[part] ?? part, done, of);
    return await gateway.follow<Found>(service, '/verify', heard).finally(() => progress.end());
  };
  const holdings = await follow<HoldingsVerified>('holdings', HOLDINGS_STAGES);
  const coverage = await follow<CoverageVerified>('coverage', COVERAGE_STAGES);
  const equal = holdings.equal && coverage.equal;
  if (!equal) exit(EXIT.refused);
  output.result({ equal, holdings, coverage }, equal ? allIsWell(holdings, coverage) : whatDiffers(holdings, coverage));
}

function allIsWell({ records, titles, holdings }: HoldingsVerified, coverage: CoverageVerified): string {
  return `Everything is what the facts say: ${count(records)} records, ${count(titles)} titles, ${count(holdings)} holdings${underwayIn(coverage)}`;
}

function underwayIn({ underway }: CoverageVerified): string {
  return underway > 0 ? `\n${count(underway)} changes are on their way; look again when they have come` : '';
}

function whatDiffers(holdings: HoldingsVerified, coverage: CoverageVerified): string {
  const rows: Row[] = [
    ['holdings', holdings.differences.length, holdings.differences[0]],
    ...Object.entries({ ...coverage.counters, flags: coverage.flags, ...coverage.state }).map(([part, found]): Row => [
      `coverage: ${part}`,
      found?.count ?? null,
      found === null ? 'the source did not answer; try again' : found.samples[0],
    ]),
  ];
  return `${table(['part', 'differences', 'the first'], rows)}${underwayIn(coverage)}\nCompute coverage anew with: collectie rebuild`;
}

async function rebuild({ gateway, output }: Context): Promise<void> {
  const told = await gateway.send<{ sources: readonly string[] }>('POST', 'coverage', '/rebuild');
  output.result(told, `Coverage takes over ${told.sources.join(' and ')} anew; it stays readable meanwhile`);
}
