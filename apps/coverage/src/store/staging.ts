import type { HoldingState, TitleState } from '#libs/contracts';
import { copyInto } from '#libs/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Counting } from '../model/counted.ts';
import { arrayOf } from './array.ts';
import { HOLDING_COLUMNS } from './merge-holdings.ts';
import { TITLE_COLUMNS } from './merge-titles.ts';

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
  counting: Counting,
): Promise<void> {
  await copyInto(em, 'pending_title', ['run', ...TITLE_COLUMNS], titleRows(staged, counting));
}

export async function stageHoldings(em: EntityManager, staged: readonly StagedHoldings[]): Promise<void> {
  await copyInto(em, 'pending_holding', ['run', ...HOLDING_COLUMNS], holdingRows(staged));
}

function* titleRows(staged: readonly StagedTitles[], { byDescription, byKeys }: Counting) {
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
        arrayOf(
          here ? [...byDescription({ material, language, audience, classifications, form }), ...byKeys(keys)] : [],
        ),
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
