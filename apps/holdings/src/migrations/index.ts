import { messagingMigrations } from '#libs/messaging';
import { ParticipantsAndSources20261124T1500 } from './20261124T1500-participants-and-sources.ts';
import { Runs20261124T1510 } from './20261124T1510-runs.ts';
import { RecordsAndTitles20261124T1520 } from './20261124T1520-records-and-titles.ts';
import { SourceMappings20261124T1930 } from './20261124T1930-source-mappings.ts';
import { RunFailure20261126T0425 } from './20261126T0425-run-failure.ts';
import { Search20261126T1755 } from './20261126T1755-search.ts';
import { Deletions20261126T1815 } from './20261126T1815-deletions.ts';
import { TitleDecisions20261126T2110 } from './20261126T2110-title-decisions.ts';
import { Undo20261126T2130 } from './20261126T2130-undo.ts';
import { SourceQuality20261126T2200 } from './20261126T2200-source-quality.ts';
import { HoldingHistory20261127T0045 } from './20261127T0045-holding-history.ts';
import { SharedRuns20261127T0115 } from './20261127T0115-shared-runs.ts';
import { Harvests20261127T0150 } from './20261127T0150-harvests.ts';
import { SearchParts20261127T0515 } from './20261127T0515-search-parts.ts';
import { TitleFullness20261127T1400 } from './20261127T1400-title-fullness.ts';

/** In the order in which they are applied. */
export const migrations = [
  ...messagingMigrations,
  ParticipantsAndSources20261124T1500,
  Runs20261124T1510,
  RecordsAndTitles20261124T1520,
  SourceMappings20261124T1930,
  RunFailure20261126T0425,
  Search20261126T1755,
  Deletions20261126T1815,
  TitleDecisions20261126T2110,
  Undo20261126T2130,
  SourceQuality20261126T2200,
  HoldingHistory20261127T0045,
  SharedRuns20261127T0115,
  Harvests20261127T0150,
  SearchParts20261127T0515,
  TitleFullness20261127T1400,
];
