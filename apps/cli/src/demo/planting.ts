import { PAIRED_CASES, SHARED_CASES, SINGLE_CASES } from './cases.ts';

/** What is planted on one subject; what is not named is well. */
export interface Planting {
  readonly collect?: keyof typeof SHARED_CASES;
  readonly preserve?: keyof typeof SINGLE_CASES;
  readonly provide?: keyof typeof PAIRED_CASES;
  /** Fewer titles than the plan wants. */
  readonly thin?: boolean;
  /** The first two collectors hold nearly the same. */
  readonly twins?: boolean;
}

/** Where in the plan something is wrong, by NBC main class. Everything else is as the plan wants it. */
export const PLANTED: Readonly<Record<string, Planting>> = {
  '10': { collect: 'belowLevel' },
  '15': { twins: true, preserve: 'unowned' },
  '18': { collect: 'crowdedInDutch' },
  '20': { preserve: 'oneLeft' },
  '24': { collect: 'crowded' },
  '30': { thin: true },
  '31': { collect: 'buildingUp' },
  '35': { collect: 'aspired' },
  '38': { collect: 'oneLeft', thin: true },
  '39': { collect: 'unowned' },
  '44': { collect: 'runningOut' },
  '46': { collect: 'oneLeft' },
  '49': { collect: 'feedingLess' },
  '50': { preserve: 'unowned' },
  '51': { collect: 'starvedStrength' },
  '53': { provide: 'oneLeft' },
  '54': { twins: true },
  '56': { thin: true },
  '57': { collect: 'unowned', thin: true },
  '58': { collect: 'oneLeft' },
  '70': { preserve: 'oneLeft' },
  '77': { collect: 'crowded', twins: true },
  '79': { provide: 'unowned' },
  '86': { twins: true },
};

/** Subject of which the plan has levels measured, and whose second collector declares more than its share comes to. */
export const MISMATCH = { subject: '80', collector: 1 } as const;

/**
 * Subject of which levels are measured against a list of ten of its books, by number: the first two collectors have five
 * of them, as the level that they declare asks, the third two.
 */
export const LISTED = {
  subject: '89',
  name: { nl: 'Basislijst politicologie (verzonnen)', en: 'Basics of political science (fictional)' },
  books: [0, 1, 4, 5, 6, 8, 9, 15, 16, 17],
  collector: 2,
} as const;

/** Subject of which the first collector promised far more than what it has of it by now. */
export const LAGGING = { subject: '05', titles: 12_000, copies: 12_500 } as const;

/** Books that are named in plans and held by nobody. */
export const NEW_TITLES = { inTwoPlans: 9_000_001, agreedAndPlanned: 9_000_002 } as const;

/** Titles named in plans that were submitted and not yet decided on. */
export interface PlantedProposal {
  /** Place of the participant in the list, counted from 1. */
  readonly by: number;
  readonly subject: string;
  readonly names: { readonly newTitle: number } | { readonly held: number };
}

/** Books of which it is planted who has them, by subject and number within it: places in the list of participants. */
export const PLANTED_HOLDERS: Readonly<Record<string, Readonly<Record<number, readonly number[]>>>> = {
  '17': { 0: [1, 2, 3, 4, 5, 6, 7, 8, 9], 1: [2, 4] },
  '42': { 0: [11] },
};

export const PROPOSALS: readonly PlantedProposal[] = [
  { by: 5, subject: '08', names: { newTitle: NEW_TITLES.inTwoPlans } },
  { by: 8, subject: '08', names: { newTitle: NEW_TITLES.inTwoPlans } },
  { by: 9, subject: '21', names: { newTitle: NEW_TITLES.agreedAndPlanned } },
  // Held by nine others, where seven are enough.
  { by: 10, subject: '17', names: { held: 0 } },
  // Held by two others: no reason not to buy it.
  { by: 11, subject: '17', names: { held: 1 } },
];

/** The accepted plan of the first who collects this subject names the title that another proposes to buy as well. */
export const AGREED_TITLE = { subject: '21', newTitle: NEW_TITLES.agreedAndPlanned } as const;

/** The only copy of this book is disposed of against the advice: the subject, the number within it, and by whom. */
export const LAST_COPY = { subject: '42', held: 0, by: 11 } as const;

/** Retention of which subjects is promised by whom: places in the list of participants, or all. */
export interface PlantedRetention {
  readonly subject: string;
  readonly by: readonly number[] | 'all';
  /** Whether titles are left that fewer keep than the plan asks. */
  readonly short: boolean;
}

export const KEPT: readonly PlantedRetention[] = [
  // Whoever has a title keeps it, and one is enough.
  { subject: '56', by: 'all', short: false },
  // The plan asks for two, and of most titles the three that keep them do not have so many.
  { subject: '83', by: [1, 15, 16], short: true },
];
