import { writeFile } from 'node:fs/promises';
import type { Context } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import type { Gateway } from '../gateway/gateway.ts';
import { Problem } from '../gateway/problem.ts';
import { count, type Row, table } from '../output/table.ts';
import { readText } from './files.ts';
import type { PlanSummary } from './plan.ts';
import { pathOf } from './plan-consultation.ts';

interface Tally {
  readonly added: number;
  readonly changed: number;
  readonly gone: number;
  readonly same: number;
}

/** What a list changes, and what of it cannot be taken. */
interface Outcome {
  readonly agreements: Tally;
  readonly actions: Tally;
  readonly unnamed: number;
  readonly words: readonly { readonly says: { readonly en: string } }[];
  readonly rejectedCount: number;
  readonly rejected: readonly { readonly place: string; readonly message: string }[];
  readonly mend: { readonly content: string } | null;
}

type Taken = PlanSummary & { readonly outcome: Outcome };

export interface LoadListOptions {
  readonly yes?: boolean;
  readonly dryRun?: boolean;
  readonly rejects?: string;
}

/** Makes the next version of a plan, with the list of a file in the place of its own; or tells what that would change. Asks before agreements go. */
export async function loadList(
  context: Context,
  version: string,
  file: string,
  { yes, dryRun, rejects }: LoadListOptions,
): Promise<void> {
  const { gateway, output, exit } = context;
  const csv = await readText(file);
  if (dryRun === true) {
    const outcome = await gateway.sendText<Outcome>('coverage', `${listOf(version)}/trial`, csv, 'text/csv');
    await giveBack(context, outcome, rejects);
    return output.result(outcome, `Nothing is stored.\n\n${told(outcome)}`);
  }
  const plan = await sendList(gateway, version, csv, async (going) => {
    for (const { at, message } of going) output.step(`Not in the list: ${at} ${message}`);
    return yes === true || (await output.confirms(`${going.length} network agreements go. Go on?`));
  });
  if (plan === undefined) {
    exit(EXIT.held);
    return output.result({ held: true }, 'No draft was made: agreements would go. Give --yes to let them go.');
  }
  await giveBack(context, plan.outcome, rejects);
  const token = `${plan.code}/${plan.version}`;
  const came =
    plan.outcome.words.length === 0 ? `Nothing changes in ${token}` : `${token} is a draft with the list of ${file}`;
  output.result(plan, `${came}\n\n${told(plan.outcome)}`);
}

/** Sends a list; that agreements go has to be confirmed, else nothing happens and nothing is answered. */
async function sendList(
  gateway: Gateway,
  version: string,
  csv: string,
  confirm: (going: Problem['details']) => Promise<boolean>,
): Promise<Taken | undefined> {
  const path = listOf(version);
  try {
    return await gateway.sendText<Taken>('coverage', path, csv, 'text/csv');
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'network-agreements.confirmation-needed') throw error;
    if (!(await confirm(error.details))) return undefined;
    return await gateway.sendText<Taken>('coverage', path, csv, 'text/csv', { confirmed: 'yes' });
  }
}

function listOf(version: string): string {
  return `${pathOf(version)}/network-agreements`;
}

/** Saves the lines that were rejected, to be mended and brought in again. */
async function giveBack({ output }: Context, { mend }: Outcome, file: string | undefined): Promise<void> {
  if (mend === null) return;
  if (file === undefined) return output.step('Save the lines that are not taken in with --rejects FILE, to mend them');
  await writeFile(file, Buffer.from(mend.content, 'base64'));
  output.step(`The rejected lines are in ${file}; mend them and bring that file in on top`);
}

function told({ agreements, actions, unnamed, words, rejected, rejectedCount }: Outcome): string {
  const counted = table(
    ['', 'added', 'changed', 'gone', 'the same'],
    [tallied('agreements', agreements), tallied('actions', actions)],
  );
  const stay = unnamed === 0 ? '' : `\n\n${count(unnamed)} agreements that the file does not name stay as they are`;
  const says = words.length === 0 ? '' : `\n\n${words.map((it) => it.says.en).join('\n')}`;
  return `${counted}${stay}${says}${rejectsTable(rejected, rejectedCount)}`;
}

function tallied(what: string, { added, changed, gone, same }: Tally): Row {
  return [what, added, changed, gone, same];
}

function rejectsTable(rejected: Outcome['rejected'], all: number): string {
  if (all === 0) return '';
  const rows = rejected.map(({ place, message }) => [place, message]);
  const more = all > rejected.length ? `\n… and ${count(all - rejected.length)} more` : '';
  return `\n\nNot taken in; the agreement stays as it is:\n${table(['place', 'what is wrong'], rows)}${more}`;
}
