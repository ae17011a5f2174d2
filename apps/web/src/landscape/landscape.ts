import type { ClassificationRange, Flag, Localised, Matrix, MatrixProfile, Profile } from '../api/coverage.ts';
import { type Family, familyOf } from '../flags/kinds.ts';

/** How many open flags there are of each family. */
export type FlagCounts = Readonly<Record<Family, number>>;

/** A part of the classification whose profiles belong together: everything whose notation begins with one digit. */
export interface Group {
  /** Stands in the address, such as `nbc-1`. */
  readonly id: string;
  /** `null`: profiles that name no classification. */
  readonly scheme: string | null;
  /** The first and the last class, where the scheme has numbers. */
  readonly classes: readonly [from: string, to: string] | null;
  readonly profiles: readonly PlacedProfile[];
}

export interface PlacedProfile {
  readonly code: string;
  readonly name: Localised;
  readonly titles: number;
  readonly flags: FlagCounts;
  /** Participants that are responsible for collecting. */
  readonly responsible: number;
}

/** Digits of a class in the schemes that count their classes. */
const DIGITS: Readonly<Record<string, number>> = { nbc: 2, siso: 3, nur: 3, ddc: 3, udc: 1 };

/**
 * The landscape of the plan: its profiles in groups. A profile stands in the group in which its scope begins, so that each
 * is there once; groups come in the order of the classification, what names none last.
 */
export function landscapeOf(matrix: Matrix, plan: readonly Profile[], flags: readonly Flag[]): Group[] {
  const scopes = new Map(plan.map(({ code, scope }) => [code, scope?.classification ?? []]));
  const counted = Map.groupBy(flags, ({ profile }) => profile);
  const responsible = new Map<string, number>();
  for (const { profile, activities } of matrix.cells) {
    if (activities.includes('collect')) responsible.set(profile, (responsible.get(profile) ?? 0) + 1);
  }
  const placed = ({ code, name, titles }: MatrixProfile): PlacedProfile => ({
    code,
    name,
    titles,
    flags: countsOf(counted.get(code) ?? []),
    responsible: responsible.get(code) ?? 0,
  });
  const groups = Map.groupBy(matrix.profiles, ({ code }) => groupId(scopes.get(code) ?? []));
  return Array.from(groups, ([id, profiles]) => ({ ...described(id), profiles: profiles.map(placed) })).toSorted(
    (one, other) =>
      Number(one.scheme === null) - Number(other.scheme === null) ||
      (one.id < other.id ? -1 : one.id > other.id ? 1 : 0),
  );
}

const NOWHERE = 'geen';

function groupId(ranges: readonly ClassificationRange[]): string {
  const [first] = ranges.toSorted((one, other) => Number(!(one.scheme in DIGITS)) - Number(!(other.scheme in DIGITS)));
  if (first === undefined) return NOWHERE;
  const digit = /^\d/.exec(first.prefix ?? first.notation ?? first.from ?? '')?.[0];
  return first.scheme in DIGITS && digit !== undefined ? `${first.scheme}-${digit}` : first.scheme;
}

function described(id: string): Pick<Group, 'id' | 'scheme' | 'classes'> {
  if (id === NOWHERE) return { id, scheme: null, classes: null };
  const [scheme = '', digit] = id.split('-');
  const digits = DIGITS[scheme];
  if (digit === undefined || digits === undefined) return { id, scheme, classes: null };
  const rest = digits - 1;
  return { id, scheme, classes: [digit + '0'.repeat(rest), digit + '9'.repeat(rest)] };
}

function countsOf(flags: readonly Flag[]): FlagCounts {
  const counts = { gap: 0, risk: 0, overlap: 0 };
  for (const { kind } of flags) counts[familyOf(kind)]++;
  return counts;
}

/** What is worst of these flags; `null` when there are none. */
export function worstOf({ gap, risk, overlap }: FlagCounts): Family | null {
  if (gap > 0) return 'gap';
  if (risk > 0) return 'risk';
  return overlap > 0 ? 'overlap' : null;
}

/** How bad it is, from 1 to 3: of a group by how many of its profiles have a flag of the worst family, of one profile by how many it has. */
export function degreeOf(profiles: readonly PlacedProfile[]): 1 | 2 | 3 {
  const worst = worstOf(sumOf(profiles).flags);
  if (worst === null) return 1;
  const [only] = profiles;
  if (profiles.length === 1 && only !== undefined) return Math.min(3, only.flags[worst]) as 1 | 2 | 3;
  const share = profiles.filter(({ flags }) => flags[worst] > 0).length / profiles.length;
  return share <= 1 / 3 ? 1 : share <= 2 / 3 ? 2 : 3;
}

/** What the profiles of a group come to together. */
export function sumOf(profiles: readonly PlacedProfile[]): Pick<PlacedProfile, 'titles' | 'flags' | 'responsible'> {
  return {
    titles: profiles.reduce((sum, { titles }) => sum + titles, 0),
    flags: {
      gap: profiles.reduce((sum, { flags }) => sum + flags.gap, 0),
      risk: profiles.reduce((sum, { flags }) => sum + flags.risk, 0),
      overlap: profiles.reduce((sum, { flags }) => sum + flags.overlap, 0),
    },
    responsible: Math.min(...profiles.map(({ responsible }) => responsible)),
  };
}
