import { basename } from 'node:path';
import { Refusal } from '#libs/kernel';
import { ACTION_REPORTS } from './action-reports.ts';
import { type AcquisitionPlan, decide, draftAcquisitionPlan, proposalIn } from '../commands/acquisition-plan.ts';
import type { ListedFlag } from '../commands/flags.ts';
import { loadParticipants } from '../commands/participants.ts';
import { adoptPlan, draftPlan, type PlanSummary } from '../commands/plan.ts';
import { deliver, type Run, settled } from '../commands/run.ts';
import { readText, readYaml } from '../commands/files.ts';
import type { Context } from '../context.ts';
import { Progress } from '../output/progress.ts';
import type { Demo } from './generate.ts';
import type { HoldingsFile } from './holdings-files.ts';
import type { DemoRetention } from './retentions.ts';
import { identity } from './truth.ts';
import { eventually, inParallel, retrying } from './waiting.ts';
import type { DemoWithdrawal } from './withdrawals.ts';

export interface DemoLoaded {
  /** Nothing had to be done. */
  readonly already: boolean;
  readonly summary: string;
  /** Flags that were planted and not raised, and the other way round, as far as they were waited for. */
  readonly missing: readonly string[];
  readonly unexpected: readonly string[];
}

/** What was decided about the items of a list. */
interface Withdrawal {
  readonly items: readonly { readonly id: string; readonly state: string; readonly reason: string }[];
}

interface Agenda {
  readonly agreements: readonly {
    readonly actions: readonly { readonly code: string; readonly last: object | null }[];
  }[];
}

const SOURCE = 'demo';
const PARALLEL = 3;
/** How long flags may take to follow the last delivery, in milliseconds. */
const PATIENCE = 120_000;

/** Brings a demo in as its participants would. Each step first looks whether it was done, so that it can be taken up again. */
export class DemoLoad {
  #done = 0;

  constructor(
    private readonly context: Context,
    private readonly demo: Demo,
  ) {}

  async run(): Promise<DemoLoaded> {
    await this.#adopt();
    await this.#report();
    await this.#register();
    await this.#agree();
    await this.#keep();
    await this.#deliver();
    await this.#withdraw();
    return await this.#compare();
  }

  async #adopt(): Promise<void> {
    const { gateway, output } = this.context;
    const current = await gateway.find<PlanSummary>('coverage', '/collection-plans/current');
    if (current?.code === 'demo') return;
    if (current !== undefined && current !== null) {
      throw new Refusal(
        'demo.other-plan',
        `'${current.title}' is in force here: the demo is for a system without a plan. Start one with its own data folder`,
      );
    }
    const draft = await draftPlan(gateway, await readText(this.demo.planFile));
    await adoptPlan(gateway, draft, () => Promise.resolve(false));
    this.#done++;
    output.step(`The fictional plan is in force: ${draft.title}`);
  }

  async #report(): Promise<void> {
    const { gateway } = this.context;
    const { agreements } = await gateway.get<Agenda>('coverage', '/network-agreements');
    const silent = new Set(
      agreements.flatMap(({ actions }) => actions.filter(({ last }) => last === null).map(({ code }) => code)),
    );
    for (const { action, ...said } of ACTION_REPORTS.filter((it) => silent.has(it.action))) {
      await gateway.send('POST', 'coverage', `/actions/${action}/reports`, { after: 0, ...said });
      this.#done++;
    }
  }

  async #register(): Promise<void> {
    const { gateway, output } = this.context;
    const { registered, changed } = await loadParticipants(gateway, this.demo.participantsFile);
    this.#done += registered + changed;
    if (registered > 0) output.step(`${registered} participants are registered`);
  }

  async #agree(): Promise<void> {
    const { gateway, output } = this.context;
    await eventually('the agreements service to hear of the plan', async () => {
      const { items } = await gateway.get<{ items: unknown[] }>('agreements', '/profiles');
      return items.length > 0;
    });
    const known = new Map<string, AcquisitionPlan>();
    for await (const plan of gateway.all<AcquisitionPlan>('agreements', '/acquisition-plans')) {
      if (plan.state !== 'withdrawn') known.set(`${plan.participant} ${plan.name}`, plan);
    }
    const progress = new Progress(output);
    const all = [
      ...this.demo.agreed.map((file) => ({ file, until: 'accepted' as const })),
      ...this.demo.proposed.map((file) => ({ file, until: 'submitted' as const })),
    ];
    for (const [index, { file, until }] of all.entries()) {
      const brought = await this.#bring(file, until, known);
      if (brought) progress.at('Submitting acquisition plans', index + 1, all.length);
    }
    progress.end();
  }

  /** Brings a plan as far as it has to come; answers whether there was anything to do. */
  async #bring(file: string, until: 'accepted' | 'submitted', known: Map<string, AcquisitionPlan>): Promise<boolean> {
    const { gateway } = this.context;
    const proposal = (await proposalIn(file)) as { participant: string; name: string };
    let plan = known.get(`${proposal.participant} ${proposal.name}`);
    if (plan === undefined) plan = await draftAcquisitionPlan(gateway, proposal);
    else if (plan.state === until || plan.state === 'accepted' || plan.state === 'returned') return false;
    this.#done++;
    if (plan.state === 'draft') plan = await decide(gateway, plan, 'submit');
    if (until === 'accepted') await decide(gateway, plan, 'accept');
    return true;
  }

  async #deliver(): Promise<void> {
    const { gateway, output } = this.context;
    const finished = new Set<string>();
    for await (const run of gateway.all<Run>('holdings', '/imports', { state: 'done' })) {
      if (run.source === SOURCE) finished.add(run.participant);
    }
    const files = this.demo.holdings.filter(({ isil }) => !finished.has(isil));
    if (files.length === 0) return;
    const progress = new Progress(output);
    let done = 0;
    progress.at('Importing holdings', 0, files.length);
    await inParallel(PARALLEL, files, async (file) => {
      await this.#import(file);
      progress.at('Importing holdings', ++done, files.length);
    });
    progress.end();
    this.#done += files.length;
  }

  async #import({ isil, path, rejected }: HoldingsFile): Promise<void> {
    const { gateway, output } = this.context;
    const delivery = { file: path, filename: basename(path), participant: isil, mode: 'full' as const, source: SOURCE };
    // The holdings service may not have heard of a participant that was registered a moment ago.
    const received = await retrying('participant.unknown', () => deliver(gateway, delivery, () => undefined));
    const run = await settled(gateway, received.id);
    if (run.state !== 'done') {
      throw new Refusal(
        'demo.import-failed',
        `The import of ${isil} is ${run.state}: ${run.reason ?? 'no reason given'}`,
      );
    }
    if (run.rejected !== rejected) {
      output.step(`${isil}: ${run.rejected} records were rejected, ${rejected} were wrong`);
    }
  }

  /** Promises what is to be kept. */
  async #keep(): Promise<void> {
    const { gateway, output } = this.context;
    let made = 0;
    for (const file of this.demo.retentions) {
      const { participant, commitments } = (await readYaml(file)) as DemoRetention;
      const known = new Set<string | null>();
      const all = gateway.all<{ profile: string | null }>('agreements', '/retention-commitments', { participant });
      for await (const { profile } of all) known.add(profile);
      for (const commitment of commitments) {
        if (known.has(commitment.profile)) continue;
        await gateway.send('POST', 'agreements', '/retention-commitments', { participant, ...commitment });
        made++;
      }
    }
    if (made === 0) return;
    this.#done += made;
    output.step(`${made} retention commitments are made`);
  }

  /** Puts on the lists what goes, once the agreements service knows who has it, and lets go what is advised to be kept. */
  async #withdraw(): Promise<void> {
    const { gateway, output } = this.context;
    for (const file of this.demo.withdrawals) {
      const { because, ...list } = (await readYaml(file)) as DemoWithdrawal;
      const known = await gateway.find<Withdrawal>('agreements', `/withdrawals/${list.id}`);
      const kept = (known ?? (await this.#list(list))).items.filter(({ state }) => state === 'kept');
      for (const { id } of kept) {
        await gateway.send('POST', 'agreements', `/withdrawals/items/${id}/override`, { reason: because });
      }
      if (kept.length === 0) continue;
      this.#done++;
      output.step(`Disposed of against the advice: ${list.name}`);
    }
  }

  async #list(list: Omit<DemoWithdrawal, 'because'>): Promise<Withdrawal> {
    const { gateway } = this.context;
    await eventually('the agreements service to hear of the holdings', async () => {
      const { items } = await gateway.send<Withdrawal>('POST', 'agreements', '/withdrawals/check', list);
      return items.every(({ reason }) => reason !== 'title-unknown');
    });
    return await gateway.send<Withdrawal>('POST', 'agreements', '/withdrawals', list);
  }

  /** Waits until all that was delivered counts and the flags are those that were planted; tells what stays different. */
  async #compare(): Promise<DemoLoaded> {
    const { output } = this.context;
    const planted = new Set(this.demo.truth.flags.map(identity));
    const already = this.#done === 0;
    if (!already) output.step('Waiting for the flags that follow');
    let raised = await this.#raised();
    const deadline = Date.now() + (already ? 0 : PATIENCE);
    while (Date.now() < deadline && (planted.symmetricDifference(raised).size > 0 || (await this.#isUnderway()))) {
      await new Promise((resolve) => setTimeout(resolve, 500));
      raised = await this.#raised();
    }
    const missing = [...planted.difference(raised)].sort();
    const unexpected = [...raised.difference(planted)].sort();
    if (already) return { already, summary: `${raised.size} flags are open.`, missing: [], unexpected: [] };
    const summary =
      missing.length + unexpected.length === 0
        ? `${raised.size} flags were raised: every one that was planted, and no other.`
        : `Flags planted and not raised:\n  ${missing.join('\n  ') || 'none'}\nRaised and not planted:\n  ${unexpected.join('\n  ') || 'none'}`;
    return { already, summary, missing, unexpected };
  }

  async #isUnderway(): Promise<boolean> {
    const { underway } = await this.context.gateway.send<{ underway: number }>('POST', 'coverage', '/verify');
    return underway > 0;
  }

  async #raised(): Promise<Set<string>> {
    const raised = new Set<string>();
    for await (const { kind, profile, activity, subject } of this.context.gateway.all<ListedFlag>(
      'coverage',
      '/flags',
      {
        state: 'open',
      },
    )) {
      raised.add([kind, profile, activity ?? '', subject].join(' '));
    }
    return raised;
  }
}
