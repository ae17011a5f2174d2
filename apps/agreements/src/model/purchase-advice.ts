import type { Isil } from '#libs/kernel';
import { type Demand, type DemandRule, filled, unmet } from './demand.ts';

/** Koop, overleg, leen: what a participant is advised who thinks of buying a title. It never blocks. */
export const PURCHASE_ADVICE = ['buy', 'consult', 'borrow'] as const;
export type PurchaseAdvice = (typeof PURCHASE_ADVICE)[number];

/** What is known of a title when a participant thinks of buying it. *Others* are all but that participant. */
export interface PurchaseFacts {
  /** Others that have it: an extant copy, or one on order. */
  readonly having: number;
  /** So many others that have it are enough; `null` where the collection plan does not say so of the title's profiles. */
  readonly enough: number | null;
  /** Others whose plan, submitted or agreed to, names it. */
  readonly plannedBy: readonly Isil[];
  /** Others that have an extant copy and promised to keep it. */
  readonly keptBy: readonly Isil[];
  /** Others that are responsible for collecting a profile of it. */
  readonly responsible: readonly Isil[];
  /** Whether the participant is responsible for collecting a profile of it. */
  readonly isResponsible: boolean;
  /** Copies of its own, extant or on order. */
  readonly own: number;
  /** What was asked for in the last twelve months, by whoever. */
  readonly demand: Demand;
  readonly rule: DemandRule;
}

export const PURCHASE_REASONS = [
  'unmet-demand',
  'enough-elsewhere',
  'kept-elsewhere',
  'planned-elsewhere',
  'responsible-elsewhere',
  'responsible-yourself',
  'too-few-elsewhere',
  'nowhere-else',
  'often-requested',
  'own-copies',
] as const;
export type PurchaseReason = (typeof PURCHASE_REASONS)[number];

export interface Advised {
  readonly advice: PurchaseAdvice;
  /** Everything that holds; the first one decides. */
  readonly reasons: readonly PurchaseReason[];
}

interface Rule {
  readonly holds: (facts: PurchaseFacts) => boolean;
  readonly advice: (facts: PurchaseFacts) => PurchaseAdvice;
}

/** What is told and decides nothing. */
const TOLD = {
  'often-requested': ({ demand, rule }) => filled(demand) >= rule.perCopy,
  'own-copies': ({ own }) => own > 0,
} as const satisfies Partial<Record<PurchaseReason, Rule['holds']>>;

/**
 * The rules, in the order in which they decide. Whoever is responsible for a profile is expected to collect it: it is
 * never told to borrow, only to consult. Where borrowing failed nobody is told to borrow; who plans it or is responsible
 * for it is asked first.
 */
const RULES: Readonly<Record<Exclude<PurchaseReason, keyof typeof TOLD>, Rule>> = {
  'unmet-demand': {
    holds: ({ demand, rule }) => unmet(demand) >= rule.buyAt,
    advice: ({ plannedBy, responsible, isResponsible }) =>
      plannedBy.length > 0 || (responsible.length > 0 && !isResponsible) ? 'consult' : 'buy',
  },
  'enough-elsewhere': {
    holds: ({ having, enough }) => enough !== null && having >= enough,
    advice: ({ isResponsible }) => (isResponsible ? 'consult' : 'borrow'),
  },
  'kept-elsewhere': {
    holds: ({ keptBy }) => keptBy.length > 0,
    advice: ({ isResponsible }) => (isResponsible ? 'consult' : 'borrow'),
  },
  'planned-elsewhere': {
    holds: ({ plannedBy }) => plannedBy.length > 0,
    advice: () => 'consult',
  },
  'responsible-elsewhere': {
    holds: ({ responsible, isResponsible }) => responsible.length > 0 && !isResponsible,
    advice: () => 'consult',
  },
  'responsible-yourself': {
    holds: ({ isResponsible }) => isResponsible,
    advice: () => 'buy',
  },
  'too-few-elsewhere': {
    holds: ({ having, enough }) => having > 0 && (enough === null || having < enough),
    advice: () => 'buy',
  },
  'nowhere-else': {
    holds: ({ having }) => having === 0,
    advice: () => 'buy',
  },
};

/**
 * Buy, consult or borrow. Copies of one's own are told of and decide nothing: how many are needed is one's own affair; so
 * are many requests that were filled.
 */
export function adviceOnPurchase(facts: PurchaseFacts): Advised {
  const applying = (Object.keys(RULES) as (keyof typeof RULES)[]).filter((reason) => RULES[reason].holds(facts));
  const [deciding] = applying;
  if (deciding === undefined) throw new Error('Of nowhere else, too few and enough elsewhere one always holds');
  const told = (Object.keys(TOLD) as (keyof typeof TOLD)[]).filter((reason) => TOLD[reason](facts));
  return { advice: RULES[deciding].advice(facts), reasons: [...applying, ...told] };
}

/** How many others are enough for a title of several profiles: as many as the most demanding of them asks. */
export function enoughAmong(profiles: readonly { readonly enoughHolders: number | null }[]): number | null {
  const asked = profiles.map(({ enoughHolders }) => enoughHolders).filter((it) => it !== null);
  return asked.length === 0 ? null : Math.max(...asked);
}
