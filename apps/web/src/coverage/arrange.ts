import { csvLine } from '#libs/kernel';
import type { Cell, Matrix, MatrixParticipant, MatrixProfile } from '../api/coverage.ts';

export type Order = 'code' | 'name' | 'flags' | 'titles';

/** What of the matrix is shown, and in what order. */
export interface Wanted {
  readonly find: string;
  readonly onlyFlagged: boolean;
  readonly order: Order;
}

type NameOf = (profile: MatrixProfile) => string;

/** The rows and columns that are wanted. A search that names participants narrows the columns, else the rows. */
export function arrange(
  matrix: Matrix,
  { find, onlyFlagged, order }: Wanted,
  nameOf: NameOf,
): { profiles: MatrixProfile[]; participants: readonly MatrixParticipant[] } {
  const sought = find.trim().toLowerCase();
  const has = (...texts: string[]): boolean => texts.some((it) => it.toLowerCase().includes(sought));
  const rows = matrix.profiles.filter((profile) => has(profile.code, nameOf(profile)));
  const columns = matrix.participants.filter(({ isil, name }) => has(isil, name));
  const profiles = rows.length > 0 || columns.length === 0 ? rows : [...matrix.profiles];
  return {
    profiles: profiles.filter(({ openFlags }) => !onlyFlagged || openFlags > 0).toSorted(comparing(order, nameOf)),
    participants: rows.length > 0 || columns.length === 0 ? matrix.participants : columns,
  };
}

function comparing(order: Order, nameOf: NameOf): (one: MatrixProfile, other: MatrixProfile) => number {
  switch (order) {
    case 'name':
      return (one, other) => nameOf(one).localeCompare(nameOf(other));
    case 'flags':
      return (one, other) => other.openFlags - one.openFlags || one.code.localeCompare(other.code);
    case 'titles':
      return (one, other) => other.titles - one.titles || one.code.localeCompare(other.code);
    default:
      return (one, other) => one.code.localeCompare(other.code, 'nl', { numeric: true });
  }
}

export function cellKey(profile: string, participant: string): string {
  return `${profile}\u001f${participant}`;
}

export function cellsByKey(cells: readonly Cell[]): ReadonlyMap<string, Cell> {
  return new Map(cells.map((cell) => [cellKey(cell.profile, cell.participant), cell]));
}

export function shareOf(titles: number, all: number): number {
  return all === 0 ? 0 : titles / all;
}

/** How dark a cell is: 0 for nothing, then five steps of a fifth. */
export function heatOf(share: number): 0 | 1 | 2 | 3 | 4 | 5 {
  if (share <= 0) return 0;
  return Math.min(5, Math.floor(share * 5) + 1) as 1 | 2 | 3 | 4 | 5;
}

/** The matrix as a CSV file, one line per cell that says something. */
export function csvOf(matrix: Matrix, nameOf: NameOf): string {
  const profiles = new Map(matrix.profiles.map((profile) => [profile.code, profile]));
  const names = new Map(matrix.participants.map(({ isil, name }) => [isil, name]));
  const head = csvLine(
    'profile,profile name,isil,participant,titles,profile titles,copies,extant,on order,AC,CL,GL,languages,activities'.split(
      ',',
    ),
  );
  const lines = matrix.cells.map((cell) => {
    const profile = profiles.get(cell.profile);
    return csvLine([
      cell.profile,
      profile ? nameOf(profile) : '',
      cell.participant,
      names.get(cell.participant) ?? '',
      cell.titles,
      profile?.titles ?? '',
      cell.copies,
      cell.extant,
      cell.onOrder,
      cell.level ?? '',
      cell.currentLevel ?? '',
      cell.goalLevel ?? '',
      cell.languages.join(' '),
      cell.activities.join(' '),
    ]);
  });
  return `\uFEFF${[head, ...lines].join('')}`;
}
