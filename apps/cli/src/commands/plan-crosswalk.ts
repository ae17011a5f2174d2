import type { Context } from '../context.ts';
import { Option, type Command } from 'commander';
import { table } from '../output/table.ts';
import type { Act } from './act.ts';
import { readText } from './files.ts';
import type { PlanSummary } from './plan.ts';
import { pathOf } from './plan-consultation.ts';

interface Crosswalk {
  readonly from: string;
  readonly to: string;
  readonly rules: readonly { readonly from: string; readonly to: string; readonly label: string | null }[];
}

/** A draft with another crosswalk, and the rows of the file that it left out. */
interface Taken extends PlanSummary {
  readonly rules: number;
  readonly leftOut: readonly { readonly line: number; readonly from: string; readonly to: string }[];
}

const SCHEMES = ['nbc', 'siso', 'nur', 'ddc', 'udc', 'pim', 'brinkman'];

interface Way {
  readonly from: string;
  readonly to: string;
}

export function registerCrosswalks(plan: Command, act: Act): void {
  const between = (command: Command): Command =>
    command
      .addOption(new Option('--from <scheme>', 'the scheme that it leads from').choices(SCHEMES).makeOptionMandatory())
      .addOption(new Option('--to <scheme>', 'the scheme that it leads to').choices(SCHEMES).default('nbc'));
  plan
    .command('crosswalks')
    .argument('<version>', 'as landelijk/3')
    .description('the crosswalks of a version: from which classification to which, and by how many rules')
    .action(act((context, version: string, _options: object) => list(context, version)));
  between(plan.command('export-crosswalk'))
    .argument('<version>', 'as landelijk/3')
    .argument('<file>', 'where to, as CSV')
    .description('write a crosswalk of a version to a file, which can be changed and brought in with load-crosswalk')
    .action(act((context, version: string, file: string, way: Way) => write(context, version, file, way)));
  between(plan.command('load-crosswalk'))
    .argument('<version>', 'the newest version of a plan, as landelijk/3')
    .argument('<file>', 'CSV with the columns fromNotation and toNotation')
    .description('make the next version of a plan, with another crosswalk')
    .action(act((context, version: string, file: string, way: Way) => load(context, version, file, way)));
  between(plan.command('remove-crosswalk'))
    .argument('<version>', 'the newest version of a plan, as landelijk/3')
    .description('make the next version of a plan, without a crosswalk')
    .action(act((context, version: string, way: Way) => remove(context, version, way)));
  plan
    .command('load-classes')
    .addOption(new Option('--scheme <scheme>', 'the scheme that they are of').choices(SCHEMES).default('nbc'))
    .argument('<file>', 'CSV with a column notation, and prefLabel or label')
    .description('tell which classes a scheme has: a crosswalk leads to no others')
    .action(act((context, file: string, options: { scheme: string }) => classes(context, file, options)));
}

async function list({ gateway, output }: Context, version: string): Promise<void> {
  const crosswalks = await gateway.get<readonly Crosswalk[]>('coverage', `${pathOf(version)}/crosswalks`);
  const rows = crosswalks.map(({ from, to, rules }) => [from, to, String(rules.length)]);
  output.result(crosswalks, rows.length === 0 ? 'No crosswalks' : table(['from', 'to', 'rules'], rows));
}

async function write({ gateway, output }: Context, version: string, file: string, { from, to }: Way): Promise<void> {
  await gateway.download('coverage', `${pathOf(version)}/crosswalks/${from}/${to}/crosswalk.csv`, file);
  output.result({ file }, `The crosswalk from ${from} to ${to} is in ${file}`);
}

async function load({ gateway, output }: Context, version: string, file: string, { from, to }: Way): Promise<void> {
  const path = `${pathOf(version)}/crosswalks/${from}/${to}`;
  const taken = await gateway.sendText<Taken>('coverage', path, await readText(file), 'text/csv');
  for (const { line, from: notation, to: target } of taken.leftOut) {
    output.step(`line ${line} is left out: ${to} has no class ${target} (${notation})`);
  }
  output.result(taken, `${taken.code}/${taken.version} is a draft with ${taken.rules} rules from ${from} to ${to}`);
}

async function remove({ gateway, output }: Context, version: string, { from, to }: Way): Promise<void> {
  const path = `${pathOf(version)}/crosswalks/${from}/${to}`;
  const plan = await gateway.send<PlanSummary>('DELETE', 'coverage', path);
  output.result(plan, `${plan.code}/${plan.version} is a draft without a crosswalk from ${from} to ${to}`);
}

async function classes({ gateway, output }: Context, file: string, { scheme }: { scheme: string }): Promise<void> {
  const path = `/classification-schemes/${scheme}/classes`;
  const known = await gateway.sendText<readonly { scheme: string; classes: number }[]>(
    'coverage',
    path,
    await readText(file),
    'text/csv',
  );
  const count = known.find((it) => it.scheme === scheme)?.classes ?? 0;
  output.result(known, `${count} classes of ${scheme} are known`);
}
