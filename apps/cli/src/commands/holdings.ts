import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Context } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { Progress } from '../output/progress.ts';
import { count, table } from '../output/table.ts';
import type { Act } from './act.ts';
import { unreadable } from './files.ts';
import { registerHarvest } from './harvest.ts';
import { rejectsOf, rejectsTable } from './rejects.ts';
import { deliver, DELIVERY_MODES, type DeliveryMode, type Run, type RunPart, watch } from './run.ts';

interface AfterOptions {
  readonly rejects?: string;
  readonly show: number;
}

interface ImportOptions extends AfterOptions {
  readonly participant: string;
  readonly mode: DeliveryMode;
  readonly source?: string;
  readonly asOf?: string;
  readonly shared?: boolean;
  readonly yes?: boolean;
}

interface ExportOptions {
  readonly participant: string;
  readonly format: string;
}

const EXPORT_FORMATS = ['csv', 'xlsx', 'marc', 'marcxml'];

export function registerHoldings(program: Command, act: Act): void {
  const holdings = program.command('holdings').description('what participants have');
  registerHarvest(holdings, act);
  holdings
    .command('import')
    .argument('<file>', 'MARC 21, MARCXML, PICA+, CSV, TSV, XLSX or KBART, also in gzip or zip; the system tells which')
    .description('deliver a file of holdings and follow it to the end')
    .requiredOption('--participant <isil>', 'whose holdings they are')
    .addOption(
      new Option(
        '--mode <mode>',
        'full: what is not in the file is no longer held; delta: the file holds changes; deletions: it names what is gone',
      )
        .choices(DELIVERY_MODES)
        .makeOptionMandatory(),
    )
    .option('--source <name>', 'the catalogue or system that the file is from')
    .option('--as-of <day>', 'when the file was made, as YYYY-MM-DD')
    .option('--shared', 'the file speaks for several participants, and is divided by whom its records name')
    .option('--yes', 'confirm what a delivery would remove')
    .option('--rejects <file>', 'save the rejected records in their original form')
    .addOption(showOption())
    .action(act((context, file: string, options: ImportOptions) => importFile(context, file, options)));
  holdings
    .command('confirm')
    .argument('<run>', 'the delivery that is held')
    .description('let a held delivery go on')
    .option('--rejects <file>', 'save the rejected records in their original form')
    .addOption(showOption())
    .action(act((context, id: string, options: AfterOptions) => confirm(context, id, options)));
  holdings
    .command('cancel')
    .argument('<run>', 'the delivery that is held')
    .description('drop a held delivery; nothing changes')
    .action(act((context, id: string) => cancel(context, id)));
  holdings
    .command('export')
    .argument('<file>', 'where to write it')
    .description('write what a participant holds, with what it promised to keep (field 583)')
    .requiredOption('--participant <isil>', 'whose holdings')
    .addOption(new Option('--format <format>', 'of the file').choices(EXPORT_FORMATS).default('csv'))
    .action(act((context, file: string, options: ExportOptions) => exportTo(context, file, options)));
  holdings
    .command('undo')
    .argument('<run>', 'the latest delivery of its source')
    .description('make the holdings what they were before a delivery')
    .option('--yes', 'do not ask first')
    .action(act((context, id: string, options: { readonly yes?: boolean }) => undo(context, id, options.yes === true)));
}

function wholeNumber(text: string): number {
  if (/^\d{1,3}$/.test(text) && Number(text) <= 500) return Number(text);
  throw new InvalidArgumentError('It must be a whole number from 0 to 500.');
}

async function importFile(context: Context, file: string, options: ImportOptions): Promise<void> {
  const { gateway, output } = context;
  const { size } = await stat(file).catch((error: unknown) => {
    throw unreadable(file, error);
  });
  const progress = new Progress(output);
  const { participant, mode, source, asOf, shared } = options;
  const delivery = { file, filename: basename(file), participant, mode, source, asOf, shared };
  const received = await deliver(gateway, delivery, (bytes) => progress.at('Sending', bytes, size)).finally(() =>
    progress.end(),
  );
  await follow(context, received.id, options, options.yes === true);
}

async function confirm(context: Context, id: string, options: AfterOptions): Promise<void> {
  await context.gateway.send('POST', 'holdings', `/imports/${encodeURIComponent(id)}/confirm`);
  await follow(context, id, options, false);
}

async function cancel({ gateway, output }: Context, id: string): Promise<void> {
  const run = await gateway.send<Run>('POST', 'holdings', `/imports/${encodeURIComponent(id)}/cancel`);
  output.result(run, 'Cancelled: nothing was changed');
}

async function undo(context: Context, id: string, confirmed: boolean): Promise<void> {
  const { gateway, output, exit } = context;
  const run = await gateway.get<Run>('holdings', `/imports/${encodeURIComponent(id)}`);
  const question = `This removes ${count(run.added)} records that it added, and brings ${count(run.changed)} changed and ${count(run.removed)} removed ones back. Go on?`;
  if (!confirmed && !(await output.confirms(question))) {
    exit(EXIT.held);
    output.result(
      run,
      `${question.replace(' Go on?', '')} Nothing was undone.\nGo on with: collectie holdings undo ${id} --yes`,
    );
    return;
  }
  const undoing = await gateway.send<Run>('POST', 'holdings', `/imports/${encodeURIComponent(id)}/undo`);
  await tell(context, await watch(gateway, output, undoing.id), { show: 10 });
}

async function exportTo(
  { gateway, output }: Context,
  file: string,
  { participant, format }: ExportOptions,
): Promise<void> {
  await gateway.download(
    'holdings',
    `/participants/${encodeURIComponent(participant)}/holdings/file?format=${format}`,
    file,
  );
  output.result({ file, participant, format }, `The holdings of ${participant} are in ${file}`);
}

/** Follows a run to its end; what it would remove is asked about. */
async function follow(context: Context, id: string, options: AfterOptions, confirmed: boolean): Promise<void> {
  const { gateway, output } = context;
  let run = await watch(gateway, output, id);
  if (run.state === 'held' && (confirmed || (await output.confirms(wouldRemove(run))))) {
    await gateway.send('POST', 'holdings', `/imports/${id}/confirm`);
    run = await watchPastHeld(context, id);
  }
  const parts: RunPart[] = [];
  for (const { id: part } of run.parts) parts.push(await watch(gateway, output, part));
  await tell(context, { ...run, parts }, options);
}

/** The confirmation is taken up a moment later: until then the run still says that it is held. */
async function watchPastHeld({ gateway, output }: Context, id: string): Promise<Run> {
  for (let looks = 0; looks < 20; looks++) {
    const run = await watch(gateway, output, id);
    if (run.state !== 'held') return run;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  return await watch(gateway, output, id);
}

function wouldRemove({ held }: Run): string {
  const { removes = 0, of = 0 } = held ?? {};
  return `This delivery would remove ${count(removes)} of ${count(of)} titles held. Go on?`;
}

async function tell(context: Context, run: Run, { rejects: rejectsFile, show }: AfterOptions): Promise<void> {
  const { gateway, output, exit } = context;
  const rejects = await rejectsOf(context, run, show);
  if (rejectsFile !== undefined && run.rejected > 0) {
    await gateway.download('holdings', `/imports/${run.id}/rejects/file`, rejectsFile);
    output.step(`The rejected records are in ${rejectsFile}`);
  }
  const states = new Set([run, ...run.parts].map(({ state }) => state));
  if (states.has('held')) exit(EXIT.held);
  if (states.has('failed') || states.has('cancelled')) exit(EXIT.refused);
  output.result({ ...run, rejects }, `${summary(run)}${partsTable(run)}${rejectsTable(rejects, run)}`);
}

function summary(run: Run): string {
  if (run.state === 'held') {
    return `${wouldRemove(run).replace(' Go on?', '')} It is held.\nGo on with: collectie holdings confirm ${run.id}\nDrop it with: collectie holdings cancel ${run.id}`;
  }
  if (run.state === 'cancelled') return 'Cancelled: nothing was changed';
  const totals = table(
    ['records', 'rejected', 'added', 'changed', 'removed', 'unchanged'],
    [[run.records, run.rejected, run.added, run.changed, run.removed, run.unchanged]],
  );
  return run.state === 'failed' ? `Failed: ${run.reason ?? 'no reason was given'}\n${totals}` : totals;
}

/** Whom a shared file was divided among, and what is to be done where a part is held. */
function partsTable({ parts }: Run): string {
  if (parts.length === 0) return '';
  const rows = parts.map(({ participant, state, records, rejected }) => [participant, state, records, rejected]);
  const held = parts
    .filter(({ state }) => state === 'held')
    .map(({ id }) => `\nGo on with: collectie holdings confirm ${id}`);
  return `\n\n${table(['divided among', 'state', 'records', 'rejected'], rows)}${held.join('')}`;
}

function showOption(): Option {
  return new Option('--show <number>', 'how many rejected records to show').default(10).argParser(wholeNumber);
}
