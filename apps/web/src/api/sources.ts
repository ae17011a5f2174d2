import { queryOptions } from '@tanstack/react-query';
import { all } from './list.ts';
import { get, send } from './client.ts';
import { type Sent, sendFileTo } from './upload.ts';

/** What a column of a list can be. */
export const COLUMNS = [
  'localId',
  'holder',
  'branch',
  'shelfMark',
  'condition',
  'status',
  'copyId',
  'isbn',
  'ppn',
  'ocn',
  'issn',
  'ismn',
  'title',
  'contributor',
  'year',
  'publisher',
  'edition',
  'part',
  'material',
  'language',
  'audience',
  'form',
  'nbc',
  'siso',
  'nur',
  'ddc',
  'copies',
  'extant',
  'onOrder',
] as const;
export type Column = (typeof COLUMNS)[number];

export interface Source {
  readonly name: string;
  /** The version of its mapping; 0 when everything is as assumed. */
  readonly mapping: number;
  readonly deliveredAt: string | null;
}

export interface CopyField {
  readonly tag: number;
  readonly status: string;
  readonly branch?: string;
  readonly shelfMark?: string;
  /** Code of the subfield that says whose copy it is. */
  readonly holder?: string;
  readonly condition?: string;
}

export interface PicaMapping {
  readonly libraries: readonly string[];
  readonly holder: readonly string[];
  readonly branch: string;
  readonly shelfMark: string;
  readonly condition: string | null;
  readonly status: string;
  readonly missing: readonly string[];
  readonly onOrder: readonly string[];
  readonly withdrawn: readonly string[];
  readonly classifications: readonly { readonly field: string; readonly scheme: string }[];
}

/** Where the records of a source hold what differs from system to system, and what it means. */
export interface Mapping {
  readonly copies: readonly CopyField[];
  readonly localId: string | null;
  readonly columns: Readonly<Record<string, Column>>;
  readonly schemes: Readonly<Record<string, string>>;
  readonly missing: readonly string[];
  readonly onOrder: readonly string[];
  readonly withdrawn: readonly string[];
  /** What a file that speaks for many calls participants. */
  readonly holders: Readonly<Record<string, string>>;
  readonly pica: PicaMapping;
}

/** What a source says where that differs from what is assumed. */
export type MappingChanges = Partial<Omit<Mapping, 'pica'>> & { readonly pica?: Partial<PicaMapping> };

export interface SourceMapping {
  readonly version: number;
  readonly inForce: Mapping;
  /** Newest first. */
  readonly versions: readonly {
    readonly version: number;
    readonly mapping: MappingChanges;
    readonly madeAt: string;
    readonly madeBy: string;
  }[];
}

/** What would come of a file, of which nothing was kept. */
export interface Trial {
  readonly format: string;
  /** The whole file was read; else its first records. */
  readonly complete: boolean;
  readonly records: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly doubtful: number;
  readonly copies: number;
  readonly extant: number;
  readonly onOrder: number;
  readonly withIdentifier: number;
  readonly withYearAndPublisher: number;
  readonly classified: number;
  readonly electronic: number;
  readonly branches: Readonly<Record<string, number>>;
  readonly fields: readonly TrialField[];
  readonly profiled: number;
  readonly rejections: readonly TrialRejection[];
}

export interface TrialField {
  readonly field: string;
  readonly records: number;
  readonly occurrences: number;
  readonly samples: readonly string[];
  /** What it is read as, several with a comma between; `null`: it is passed over. */
  readonly meaning: string | null;
}

export interface TrialRejection {
  readonly position: number;
  readonly line: number | null;
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly original: string;
}

function sourcesPath(participant: string): string {
  return `/api/holdings/participants/${participant}/sources`;
}

function sourcePath(participant: string, source: string): string {
  return `${sourcesPath(participant)}/${encodeURIComponent(source)}`;
}

export function sourcesQuery(participant: string) {
  return queryOptions({
    queryKey: ['imports', 'sources', participant],
    queryFn: ({ signal }) => all<Source>(sourcesPath(participant), {}, signal),
    enabled: participant !== '',
  });
}

export function mappingQuery(participant: string, source: string) {
  return queryOptions({
    queryKey: ['mapping', participant, source],
    queryFn: ({ signal }) => get<SourceMapping>(`${sourcePath(participant, source)}/mapping`, {}, signal),
  });
}

export function changeMapping(
  participant: string,
  source: string,
  after: number,
  mapping: MappingChanges,
): Promise<SourceMapping> {
  return send<SourceMapping>('PUT', `${sourcePath(participant, source)}/mapping`, { after, mapping });
}

/** What is tried out. */
export interface Tried {
  readonly participant: string;
  readonly source: string;
  readonly file: File;
}

export function tryOut({ participant, source, file }: Tried, sent: Sent, signal: AbortSignal): Promise<Trial> {
  return sendFileTo<Trial>(`${sourcePath(participant, source)}/trials`, file, sent, signal);
}
