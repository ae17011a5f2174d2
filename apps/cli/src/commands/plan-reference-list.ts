import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { table } from '../output/table.ts';
import type { Act } from './act.ts';
import { readText } from './files.ts';
import type { PlanSummary } from './plan.ts';
import { pathOf } from './plan-consultation.ts';

interface ReferenceList {
  readonly code: string;
  readonly name: { readonly nl: string };
  readonly titles: number;
  /** Titles on it that the network has a record of. */
  readonly known: number;
  /** Titles on it that somebody holds. */
  readonly held: number;
  readonly profiles: readonly string[];
}

/** A draft with other titles on a list, and the lines of the file that it left out. */
interface Taken extends PlanSummary {
  readonly titles: number;
  readonly added: number;
  readonly leftOut: readonly { readonly line: number; readonly message: string }[];
}

interface LoadListOptions {
  readonly nameNl?: string;
  readonly nameEn?: string;
  readonly profiles?: string;
  readonly add?: boolean;
}

export function registerReferenceLists(plan: Command, act: Act): void {
  plan
    .command('reference-lists')
    .argument('<version>', 'as landelijk/3')
    .description('the reference lists of a version, with how much of each the network has')
    .action(act((context, version: string, _options: object) => list(context, version)));
  plan
    .command('export-list')
    .argument('<version>', 'as landelijk/3')
    .argument('<code>', 'of the reference list')
    .argument('<file>', 'where to, as CSV')
    .description('write a reference list to a file, which can be changed and brought in with load-list')
    .action(
      act((context, version: string, code: string, file: string, _options: object) =>
        write(context, version, code, file),
      ),
    );
  plan
    .command('load-list')
    .argument('<version>', 'the newest version of a plan, as landelijk/3')
    .argument('<code>', 'of the reference list')
    .argument('<file>', 'CSV with a column isbn or identifier, and title if it has that')
    .option('--name-nl <name>', 'what a new list is called in Dutch')
    .option('--name-en <name>', 'what it is called in English')
    .option('--profiles <codes>', 'the profiles measured against it from then on, as muziek,podium; else as they were')
    .option('--add', 'add the titles to those on the list, in place of replacing these')
    .description('make the next version of a plan, with the titles of a file on a reference list')
    .action(
      act((context, version: string, code: string, file: string, options: LoadListOptions) =>
        load(context, version, { code, file }, options),
      ),
    );
  plan
    .command('remove-list')
    .argument('<version>', 'the newest version of a plan, as landelijk/3')
    .argument('<code>', 'of the reference list')
    .description('make the next version of a plan, without a reference list and with nothing measured against it')
    .action(act((context, version: string, code: string, _options: object) => remove(context, version, code)));
}

async function list({ gateway, output }: Context, version: string): Promise<void> {
  const lists = await gateway.get<readonly ReferenceList[]>('coverage', `${pathOf(version)}/reference-lists`);
  const rows = lists.map(({ code, name, titles, known, held, profiles }) => [
    code,
    name.nl,
    titles,
    known,
    held,
    profiles.join(','),
  ]);
  const text = table(['code', 'name', 'titles', 'known', 'held', 'profiles'], rows);
  output.result(lists, rows.length === 0 ? 'No reference lists' : text);
}

async function write({ gateway, output }: Context, version: string, code: string, file: string): Promise<void> {
  await gateway.download('coverage', `${pathTo(version, code)}/list.csv`, file);
  output.result({ file }, `The reference list ${code} is in ${file}`);
}

async function load(
  { gateway, output }: Context,
  version: string,
  { code, file }: { readonly code: string; readonly file: string },
  { nameNl, nameEn, profiles, add }: LoadListOptions,
): Promise<void> {
  const said = { nl: nameNl, en: nameEn, profiles, add: add === true ? 'true' : undefined };
  const path = pathTo(version, code);
  const taken = await gateway.sendText<Taken>('coverage', path, await readText(file), 'text/csv', said);
  for (const { line, message } of taken.leftOut) output.step(`line ${line} is left out: ${message}`);
  const more = add === true ? `, ${taken.added} of them new` : '';
  output.result(
    taken,
    `${taken.code}/${taken.version} is a draft with ${taken.titles} titles on the reference list ${code}${more}`,
  );
}

async function remove({ gateway, output }: Context, version: string, code: string): Promise<void> {
  const plan = await gateway.send<PlanSummary>('DELETE', 'coverage', pathTo(version, code));
  output.result(plan, `${plan.code}/${plan.version} is a draft without the reference list ${code}`);
}

function pathTo(version: string, code: string): string {
  return `${pathOf(version)}/reference-lists/${encodeURIComponent(code)}`;
}
