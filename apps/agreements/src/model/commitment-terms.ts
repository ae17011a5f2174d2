import { type Day, day } from '#libs/kernel';
import { Mistakes } from './mistakes.ts';

const LONGEST = 2_000;

/** What was found when somebody looked whether everything is there. */
export interface Review {
  readonly on: Day;
  readonly outcome: string | null;
}

/** What is promised, apart from what it is about and since when. */
export interface CommitmentTerms {
  /** Last day; `null` when it is indefinite. */
  readonly until: Day | null;
  /** The programme or rule that it is made under. */
  readonly policy: string;
  readonly policyUri: string | null;
  /** On what condition, or in what condition. */
  readonly condition: string | null;
  /** Which part of the title, where it is not all of it: volumes, years. */
  readonly extent: string | null;
  readonly note: string | null;
  readonly review: Review | null;
}

/** Gathers what is wrong with terms that hold from a day on. */
export function mistakesInTerms(terms: CommitmentTerms, from: Day | null, mistakes: Mistakes): void {
  mistakes.reading('until', () => (terms.until === null ? null : day(terms.until)));
  mistakes.reading('review.on', () => (terms.review === null ? null : day(terms.review.on)));
  if (terms.policy.trim() === '') mistakes.add('policy', 'name the programme or rule that it is made under');
  if (from !== null && terms.until !== null && terms.until < from) {
    mistakes.add('until', `the last day (${terms.until}) comes before the first (${from})`);
  }
  const { policy, policyUri, condition, extent, note } = terms;
  const texts = { policy, policyUri, condition, extent, note, 'review.outcome': terms.review?.outcome ?? null };
  for (const [at, text] of Object.entries(texts)) {
    if (text !== null && text.length > LONGEST) mistakes.add(at, `at most ${LONGEST} characters can be kept`);
  }
}

export function sameTerms(one: CommitmentTerms, other: CommitmentTerms): boolean {
  return (
    one.until === other.until &&
    one.policy === other.policy &&
    one.policyUri === other.policyUri &&
    one.condition === other.condition &&
    one.extent === other.extent &&
    one.note === other.note &&
    one.review?.on === other.review?.on &&
    (one.review?.outcome ?? null) === (other.review?.outcome ?? null)
  );
}
