import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Isil, Refusal } from '#libs/kernel';
import { stringify } from 'yaml';
import { heldBooks } from './collections.ts';
import { subjectsOf } from './collection-plan.ts';
import { plantedOn } from './commitments.ts';
import { type HoldingsFile, writeHoldings } from './holdings-files.ts';
import { type DemoParticipant, participantsOf } from './participants.ts';
import { agreedPlans, proposedPlans } from './proposals.ts';
import { withReferenceList } from './reference-list.ts';
import { plannedRetentions } from './retentions.ts';
import { expectedFlags, type ExpectedFlag } from './truth.ts';
import { plannedWithdrawals } from './withdrawals.ts';

export interface DemoOptions {
  /** Folder to write into; what was there of an earlier demo is replaced. */
  readonly folder: string;
  /** Folder of the plan and the list of participants. */
  readonly sources: string;
  readonly seed?: number;
  /** 1 is about 20,000 titles. */
  readonly scale?: number;
}

/** Everything that was written, and what must come of it. */
export interface Demo {
  readonly folder: string;
  readonly planFile: string;
  readonly participantsFile: string;
  readonly participants: readonly DemoParticipant[];
  readonly holdings: readonly HoldingsFile[];
  /** Files of plans to be submitted and accepted. */
  readonly agreed: readonly string[];
  /** Files of plans to be submitted only. */
  readonly proposed: readonly string[];
  /** Files of what is promised to be kept. */
  readonly retentions: readonly string[];
  /** Files of lists to be disposed of against the advice. */
  readonly withdrawals: readonly string[];
  readonly truth: Truth;
}

/** What the system must say once it has taken everything in. */
export interface Truth {
  readonly titles: number;
  /** Of these, how many come into a profile by the crosswalk of the plan alone. */
  readonly translated: number;
  /** Per participant: titles held, and records refused. */
  readonly holdings: Readonly<Record<string, { readonly titles: number; readonly rejected: number }>>;
  readonly flags: readonly ExpectedFlag[];
}

export const DEFAULT_SEED = 2026;

/** Writes the demo as files in the formats that libraries deliver, and tells what must come of them. */
export async function generateDemo({ folder, sources, seed = DEFAULT_SEED, scale = 1 }: DemoOptions): Promise<Demo> {
  refuseScale(scale);
  const planText = await readFile(join(sources, 'plan.yaml'), 'utf8');
  const participants = participantsOf(await readFile(join(sources, 'participants.csv'), 'utf8'));
  const subjects = subjectsOf(planText);
  const planted = plantedOn(subjects, participants);

  const paths = await makeFolders(folder);
  await writeFile(paths.plan, withReferenceList(planText, subjects, seed));
  await copyFile(join(sources, 'participants.csv'), paths.participants);
  const withdrawals = await writeForParticipants(paths.withdrawals, plannedWithdrawals(subjects, participants, seed));
  const retentions = await writeForParticipants(paths.retentions, plannedRetentions(participants));
  const agreed = await writeForParticipants(paths.agreed, agreedPlans(planted, participants, seed));
  const proposed = await writeForParticipants(paths.proposed, proposedPlans(subjects, participants, seed));
  const books = heldBooks({ subjects, participants, planted, seed, scale });
  const { titles, translated, files } = await writeHoldings(paths.holdings, participants, books);

  const truth: Truth = {
    titles,
    translated,
    holdings: Object.fromEntries(files.map((file) => [file.isil, { titles: file.titles, rejected: file.rejected }])),
    flags: expectedFlags(subjects, planted, seed),
  };
  await writeFile(paths.truth, `${JSON.stringify(truth, null, 2)}\n`);
  return {
    folder,
    planFile: paths.plan,
    participantsFile: paths.participants,
    participants,
    holdings: files,
    agreed,
    proposed,
    retentions,
    withdrawals,
    truth,
  };
}

function refuseScale(scale: number): void {
  if (scale > 0 && scale <= 100) return;
  throw new Refusal(
    'demo.scale-invalid',
    `A scale of ${scale} cannot be made; take one above 0 and up to 100 (1 is 20,000 titles)`,
  );
}

async function makeFolders(folder: string) {
  const paths = {
    plan: join(folder, 'plan.yaml'),
    participants: join(folder, 'participants.csv'),
    truth: join(folder, 'truth.json'),
    holdings: join(folder, 'holdings'),
    agreed: join(folder, 'acquisition-plans', 'agreed'),
    proposed: join(folder, 'acquisition-plans', 'proposed'),
    retentions: join(folder, 'retention-commitments'),
    withdrawals: join(folder, 'withdrawals'),
  };
  for (const own of [paths.holdings, join(folder, 'acquisition-plans'), paths.retentions, paths.withdrawals])
    await rm(own, { recursive: true, force: true });
  for (const own of [paths.holdings, paths.agreed, paths.proposed, paths.retentions, paths.withdrawals])
    await mkdir(own, { recursive: true });
  return paths;
}

/** A file for each participant. */
async function writeForParticipants(folder: string, all: readonly { readonly participant: Isil }[]): Promise<string[]> {
  const paths: string[] = [];
  for (const one of all) {
    const path = join(folder, `${one.participant}.yaml`);
    await writeFile(path, stringify(one));
    paths.push(path);
  }
  return paths;
}
