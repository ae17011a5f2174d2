import { type Command, Option } from 'commander';
import type { Context } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import type { Gateway } from '../gateway/gateway.ts';
import { Problem } from '../gateway/problem.ts';
import { readText } from './files.ts';
import type { Act } from './act.ts';
import { ACTION_STATES, agendaOf, type AgendaOptions, reportOn, type ReportOptions } from './plan-agenda.ts';
import { COMMENT_STATES, commentsOn, type CommentsOptions, consultOn } from './plan-consultation.ts';
import { registerCrosswalks } from './plan-crosswalk.ts';
import { exportPlan, isCsv } from './plan-export.ts';
import { loadList, type LoadListOptions } from './plan-list.ts';
import { registerReferenceLists } from './plan-reference-list.ts';
import { notesOn } from './plan-scopes.ts';
import { type DiffOptions, diffPlans, LANGUAGES } from './plan-diff.ts';

/** A version of the collection plan, in short. */
export interface PlanSummary {
  readonly code: string;
  readonly version: number;
  readonly title: string;
  readonly from: string;
  readonly to: string;
  readonly state: string;
  readonly comments?: { readonly unanswered: number };
}

interface LoadOptions {
  readonly adopt?: boolean;
  readonly yes?: boolean;
}

export function registerPlan(program: Command, act: Act): void {
  const plan = program.command('plan').description('the collection plan');
  plan
    .command('load')
    .argument('<file>', 'the plan as YAML, or as CSV when the name ends so')
    .option('--adopt', 'put it in force at once')
    .option('--yes', 'supersede the plan in force without asking')
    .description('bring in a version of the collection plan')
    .action(act((context, file: string, options: LoadOptions) => load(context, file, options)));
  plan
    .command('export')
    .argument('<version>', 'as landelijk/3')
    .argument('<file>', 'where to; CSV when the name ends so, else YAML')
    .description('write a version of the collection plan to a file')
    .action(act((context, version: string, file: string, _options: object) => exportPlan(context, version, file)));
  plan
    .command('diff')
    .argument('[from]', 'the earlier version, as landelijk/3; else the one in force')
    .argument('[to]', 'the later version; else the newest draft')
    .addOption(new Option('--language <language>', 'of the sentences').choices(LANGUAGES).default('en'))
    .option('--csv <file>', 'write the values that differ to a file')
    .description('what one version says otherwise than another, in words and numbers')
    .action(
      act((context, from: string | undefined, to: string | undefined, options: DiffOptions) =>
        diffPlans(context, from, to, options),
      ),
    );
  plan
    .command('consult')
    .argument('<version>', 'a draft, as landelijk/3')
    .requiredOption('--until <day>', 'the last day on which participants can comment')
    .description('ask the participants to comment on a draft')
    .action(act((context, version: string, options: { until: string }) => consultOn(context, version, options)));
  plan
    .command('comments')
    .argument('<version>', 'as landelijk/3')
    .addOption(new Option('--state <state>', 'only of this state').choices(COMMENT_STATES))
    .option('--csv <file>', 'write them to a file, with their answers')
    .description('what participants say of a version')
    .action(act((context, version: string, options: CommentsOptions) => commentsOn(context, version, options)));
  plan
    .command('agenda')
    .argument('[version]', 'as landelijk/3; else the one in force')
    .option('--owner <isil>', 'only actions of a participant, or of KB')
    .option('--overdue', 'only actions that are overdue')
    .option('--csv <file>', 'write it to a file, which can be changed and brought in with load-agenda')
    .description('the network agreements of the plan, with their actions and how they stand')
    .action(act((context, version: string | undefined, options: AgendaOptions) => agendaOf(context, version, options)));
  plan
    .command('load-agenda')
    .argument('<version>', 'the newest version of a plan, as landelijk/3')
    .argument('<file>', 'the list as CSV')
    .option('--yes', 'let agreements that the list does not have go without asking')
    .option('--dry-run', 'only tell what would change, and store nothing')
    .option('--rejects <file>', 'save the lines that could not be taken, to be mended and brought in')
    .description('make the next version of a plan, with another list of network agreements')
    .action(
      act((context, version: string, file: string, options: LoadListOptions) =>
        loadList(context, version, file, options),
      ),
    );
  plan
    .command('report')
    .argument('<action>', 'its code, as na-01-a')
    .addOption(new Option('--state <state>', 'how it stands').choices(ACTION_STATES).makeOptionMandatory())
    .requiredOption('--progress <percent>', 'how far it is, 0 to 100')
    .requiredOption('--text <text>', 'how it goes')
    .description('report how far an action of the plan in force is')
    .action(act((context, action: string, options: ReportOptions) => reportOn(context, action, options)));
  registerCrosswalks(plan, act);
  registerReferenceLists(plan, act);
}

async function load({ gateway, output, exit }: Context, file: string, { adopt, yes }: LoadOptions): Promise<void> {
  const draft = await draftPlan(gateway, await readText(file), isCsv(file) ? 'text/csv' : 'application/yaml');
  output.step(`${draft.code}/${draft.version} '${draft.title}' is stored as a draft`);
  for (const note of await notesOn(gateway, `${draft.code}/${draft.version}`)) output.step(note);
  if (adopt !== true) return output.result(draft, `Put it in force with: collectie plan load --adopt`);
  const adopted = await adoptPlan(gateway, draft, (token) =>
    yes === true ? Promise.resolve(true) : output.confirms(`This supersedes ${token}, which is in force. Go on?`),
  );
  if (adopted === undefined) {
    exit(EXIT.held);
    return output.result(draft, 'Not adopted: another plan is in force. Give --yes to supersede it.');
  }
  const unanswered = adopted.comments?.unanswered ?? 0;
  if (unanswered > 0) output.step(`${unanswered} comments on it have no answer; they can still be answered`);
  output.result(adopted, `${adopted.code}/${adopted.version} is in force from ${adopted.from} to ${adopted.to}`);
}

export async function draftPlan(gateway: Gateway, text: string, type = 'application/yaml'): Promise<PlanSummary> {
  return await gateway.sendText<PlanSummary>('coverage', '/collection-plans', text, type);
}

/** Adopts a version; what it would supersede has to be confirmed, else nothing happens and nothing is answered. */
export async function adoptPlan(
  gateway: Gateway,
  { code, version }: PlanSummary,
  confirm: (token: string) => Promise<boolean>,
): Promise<PlanSummary | undefined> {
  const path = `/collection-plans/${encodeURIComponent(code)}/${version}/adopt`;
  try {
    return await gateway.send<PlanSummary>('POST', 'coverage', path);
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'collection-plan.confirmation-needed') throw error;
    const supersedes = error.details.find(({ at }) => at === 'supersedes')?.message;
    if (supersedes === undefined || !(await confirm(supersedes))) return undefined;
    return await gateway.send<PlanSummary>('POST', 'coverage', path, { supersedes });
  }
}
