import type { HoldingState, TitleState } from '#libs/contracts';
import { copyInto } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { arrayOf } from './array.ts';
import { HOLDING_COLUMNS } from './merge-holdings.ts';
import { TITLE_COLUMNS } from './merge-titles.ts';
import type { TitleNumbers } from './plan-in-force.ts';

/** Titles as one version of their source had them. */
export interface StagedTitles {
  readonly run: number;
  readonly version: number;
  readonly titles: readonly TitleState[];
}

/** Holdings of one participant as one version of their source had them. */
export interface StagedHoldings {
  readonly run: number;
  readonly version: number;
  readonly participant: number;
  readonly holdings: readonly HoldingState[];
}

/** Lays titles ready for their run, with what they count under. */
export async function stageTitles(
  em: EntityManager,
  staged: readonly StagedTitles[],
  numbersOf: TitleNumbers,
): Promise<void> {
  await copyInto(em, 'pending_title', ['run', ...TITLE_COLUMNS], titleRows(staged, numbersOf));
}

export async function stageHoldings(em: EntityManager, staged: readonly StagedHoldings[]): Promise<void> {
  await copyInto(em, 'pending_holding', ['run', ...HOLDING_COLUMNS], holdingRows(staged));
}

function* titleRows(staged: readonly StagedTitles[], numbersOf: TitleNumbers) {
  for (const { run, version, titles } of staged) {
    for (const { id, keys, title, contributor, year, gone, ...described } of titles) {
      const { material, language, audience, form = null, classifications } = described;
      const here = gone !== true;
      yield [
        run,
        id,
        version,
        arrayOf(here ? keys : []),
        title,
        contributor,
        year,
        material,
        language,
        audience,
        form,
        JSON.stringify(classifications),
        !here,
        arrayOf(here ? numbersOf({ material, language, audience, classifications, form }) : []),
      ] as const;
    }
  }
}

function* holdingRows(staged: readonly StagedHoldings[]) {
  for (const { run, version, participant, holdings } of staged) {
    for (const { title, copies, extant, onOrder } of holdings) {
      yield [run, participant, title, copies, extant, onOrder, version] as const;
    }
  }
}
