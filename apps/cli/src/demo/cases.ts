import type { FlagKind, LanguageCoverage } from '#libs/contracts';
import type { Day } from '#libs/kernel';

/** What one participant commits to and has, in steps of the Conspectus above (+) or below (−) the level asked. */
export interface Commitment {
  readonly commits: number;
  readonly has: number;
  readonly language?: LanguageCoverage;
  /** Its last day, where that is before the plan's. */
  readonly until?: Day;
}

/** A situation that can be planted on a target, and the flags that follow from it by the definitions of the domain. */
export interface Case {
  readonly committed: readonly Commitment[];
  readonly raises: readonly FlagKind[];
  /** What `overlap.responsibility` is about: the language coverage that too many commit to. */
  readonly crowdedLanguage?: LanguageCoverage;
}

const MET: Commitment = { commits: 0, has: 0 };
const RICH: Commitment = { commits: 1, has: 1 };

/** Situations of a target that asks for two to three participants. */
export const SHARED_CASES = {
  /** Three meet the level and keep feeding it. */
  met: { committed: [MET, RICH, MET], raises: [] },
  /** Nobody: so also fewer than the minimum. */
  unowned: { committed: [], raises: ['gap.unowned', 'gap.redundancy'] },
  /** Three, all of them lower than asked in what they have and in what they commit to: nobody counts for the minimum. */
  belowLevel: {
    committed: [
      { commits: -1, has: -1 },
      { commits: -2, has: -2 },
      { commits: -1, has: -2 },
    ],
    raises: ['gap.level', 'gap.redundancy'],
  },
  /** The worked example of the domain: one has the level and stopped feeding it, the other never had it. */
  starvedStrength: {
    committed: [
      { commits: -5, has: 0 },
      { commits: -2, has: -2 },
    ],
    raises: ['gap.level', 'gap.redundancy', 'risk.single-holder'],
  },
  /** One at the level, one below it: fewer than the minimum, and all rests on one. */
  oneLeft: { committed: [MET, { commits: -1, has: -1 }], raises: ['gap.redundancy', 'risk.single-holder'] },
  /** Two commit to the level, but one has yet to build it up. */
  buildingUp: { committed: [MET, { commits: 0, has: -1 }], raises: ['risk.single-holder'] },
  /** Both have it, but one has more than it still commits to. */
  feedingLess: { committed: [MET, { commits: 0, has: 1 }], raises: ['risk.single-holder'] },
  /** All commit to the level and nobody has it yet. */
  aspired: {
    committed: [
      { commits: 0, has: -1 },
      { commits: 0, has: -2 },
      { commits: 1, has: -1 },
    ],
    raises: ['gap.level'],
  },
  /** Three meet it, but two of them not until the end of the plan: then there are too few. */
  runningOut: {
    committed: [{ ...MET, until: '2029-06-30' }, MET, { ...MET, until: '2029-06-30' }],
    raises: ['gap.upcoming'],
  },
  /** Five do what three would do at most. */
  crowded: { committed: [MET, MET, RICH, MET, MET], raises: ['overlap.responsibility'] },
  /** Five as well, but only in Dutch are they too many; the fifth collects widely. */
  crowdedInDutch: {
    committed: [
      { ...MET, language: 'P' },
      { ...MET, language: 'P' },
      { ...MET, language: 'P' },
      { ...MET, language: 'P' },
      { ...MET, language: 'W' },
    ],
    raises: ['overlap.responsibility'],
    crowdedLanguage: 'P',
  },
} as const satisfies Record<string, Case>;

/** Situations of a target that asks for a level and no number of participants. */
export const SINGLE_CASES = {
  met: { committed: [MET, MET, MET], raises: [] },
  unowned: { committed: [], raises: ['gap.unowned'] },
  oneLeft: { committed: [MET], raises: ['risk.single-holder'] },
} as const satisfies Record<string, Case>;

/** Situations of a target that asks for two participants at least. */
export const PAIRED_CASES = {
  met: { committed: [MET, MET, MET], raises: [] },
  unowned: { committed: [], raises: ['gap.unowned', 'gap.redundancy'] },
  oneLeft: { committed: [MET], raises: ['gap.redundancy', 'risk.single-holder'] },
} as const satisfies Record<string, Case>;
