import { extname } from 'node:path';
import { Refusal } from '#libs/kernel';
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import type { Gateway } from '../gateway/gateway.ts';
import type { Act } from './act.ts';
import { readList, readYaml } from './files.ts';

/** An acquisition plan as the agreements service tells of it, as far as it matters here. */
export interface AcquisitionPlan {
  readonly id: string;
  readonly participant: string;
  readonly name: string;
  readonly state: string;
  readonly version: number;
}

interface SubmitOptions {
  readonly participant?: string;
  readonly name?: string;
  readonly from?: string;
  readonly to?: string;
  readonly draft?: boolean;
}

const ABOUT = ['participant', 'name', 'from', 'to'] as const;
const COLUMNS = ['profile', 'activity', 'level', 'titles', 'copies'];

export function registerAcquisitionPlan(program: Command, act: Act): void {
  program
    .command('acquisition-plan')
    .description('what a participant proposes to acquire')
    .command('submit')
    .argument('<file>', 'YAML with participant, name, from, to and lines; or CSV with a line each')
    .description('draft an acquisition plan and submit it for review')
    .option('--participant <isil>', 'who proposes it')
    .option('--name <name>', 'what it is called')
    .option('--from <day>', 'first day, as YYYY-MM-DD')
    .option('--to <day>', 'last day, as YYYY-MM-DD')
    .option('--draft', 'keep it as a draft')
    .addHelpText(
      'after',
      `\nColumns of a CSV file: ${COLUMNS.join(', ')}; and if known currentLevel, goalLevel, languageCoverage,\nbudget (euro cents) and named (identifiers of titles, with | between them).`,
    )
    .action(act((context, file: string, options: SubmitOptions) => submit(context, file, options)));
}

async function submit({ gateway, output }: Context, file: string, options: SubmitOptions): Promise<void> {
  const { draft: onlyDraft, ...overriding } = options;
  const proposal = { ...(await proposalIn(file)), ...overriding };
  refuseWithout(proposal, file);
  const drafted = await draftAcquisitionPlan(gateway, proposal);
  output.step(`'${drafted.name}' of ${drafted.participant} is stored as a draft`);
  if (onlyDraft === true) return output.result(drafted, `Draft ${drafted.id}`);
  const submitted = await decide(gateway, drafted, 'submit');
  output.result(submitted, `Submitted as ${submitted.id}; its assessment follows`);
}

/** A list of lines does not say whose plan it is and when it holds. */
function refuseWithout(proposal: object, file: string): void {
  const missing = ABOUT.filter((name) => !(name in proposal));
  if (missing.length === 0) return;
  throw new Refusal(
    'acquisition-plan.incomplete',
    `${file} does not say ${missing.join(', ')}; add ${missing.map((name) => `--${name}`).join(' ')}`,
  );
}

export async function proposalIn(file: string): Promise<object> {
  if (extname(file).toLowerCase() === '.csv') return { lines: (await readList(file, COLUMNS)).map(lineOf) };
  const read = await readYaml(file);
  if (typeof read === 'object' && read !== null && !Array.isArray(read)) return read;
  throw new Refusal('file.malformed', `${file} must hold participant, name, from, to and lines`);
}

function lineOf(row: Record<string, string>): object {
  const given = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== ''));
  const { titles, copies, budget, named, ...rest } = given;
  return {
    ...rest,
    titles: Number(titles),
    copies: Number(copies),
    ...(budget === undefined ? {} : { budget: Number(budget) }),
    named: (named ?? '').split('|').flatMap((it) => (it.trim() === '' ? [] : [{ identifier: it.trim() }])),
  };
}

export async function draftAcquisitionPlan(gateway: Gateway, proposal: object): Promise<AcquisitionPlan> {
  return await gateway.send<AcquisitionPlan>('POST', 'agreements', '/acquisition-plans', proposal);
}

/** Names the version that was seen, so that nobody decides on a plan that changed meanwhile. */
export async function decide(
  gateway: Gateway,
  { id, version }: AcquisitionPlan,
  decision: 'submit' | 'accept',
): Promise<AcquisitionPlan> {
  return await gateway.send<AcquisitionPlan>('POST', 'agreements', `/acquisition-plans/${id}/${decision}`, { version });
}
