import type { FlagKind } from '#libs/contracts';
import { type Activity, type Isil, isbnKey } from '#libs/kernel';
import { bookAt } from '#libs/records';
import { bookIn } from './collections.ts';
import type { DemoSubject } from './collection-plan.ts';
import type { Planted } from './commitments.ts';
import { KEPT, LAGGING, LAST_COPY, LISTED, MISMATCH, NEW_TITLES, PLANTED } from './planting.ts';
import { lastCopyOf } from './withdrawals.ts';

/** A flag that must be raised. */
export interface ExpectedFlag {
  readonly kind: FlagKind;
  readonly profile: string;
  /** Empty where the flag is about the profile as a whole. */
  readonly activity: Activity | '';
  readonly subject: string;
}

/** What follows from what was planted, by the definitions of the domain and nothing else: these flags, and no other. */
export function expectedFlags(
  subjects: readonly DemoSubject[],
  planted: readonly Planted[],
  seed: number,
): ExpectedFlag[] {
  return [
    ...planted.flatMap(onTarget),
    ...subjects.flatMap((subject) => onCollections(subject, planted)),
    ...onPlannedTitles(subjects, seed),
    ...KEPT.filter(({ short }) => short).map(({ subject }) => ({
      kind: 'gap.preservation' as const,
      profile: `nbc-${subject}`,
      activity: 'preserve' as const,
      subject: '',
    })),
    {
      kind: 'risk.last-copy' as const,
      profile: `nbc-${LAST_COPY.subject}`,
      activity: 'preserve' as const,
      subject: isbnKey(lastCopyOf(subjects, seed)),
    },
  ].sort((one, other) => (identity(one) < identity(other) ? -1 : 1));
}

/** What makes a flag the same flag: compared as text. */
export function identity({ kind, profile, activity, subject }: ExpectedFlag): string {
  return [kind, profile, activity, subject].join(' ');
}

function onTarget({ subject: { profile }, activity, planted }: Planted): ExpectedFlag[] {
  return planted.raises.map((kind) => ({
    kind,
    profile,
    activity,
    subject: kind === 'overlap.responsibility' ? (planted.crowdedLanguage ?? '') : '',
  }));
}

function onCollections(subject: DemoSubject, planted: readonly Planted[]): ExpectedFlag[] {
  const { profile, nbc } = subject;
  const { thin = false, twins = false } = PLANTED[nbc] ?? {};
  const collectors = collectorsOf(subject, planted);
  const [one, other] = collectors.slice(0, 2).toSorted();
  const mismatch = [MISMATCH, LISTED].flatMap((it) => (it.subject === nbc ? (collectors[it.collector] ?? []) : []));
  return [
    ...mismatch.map((isil) => ({ kind: 'risk.level-mismatch', profile, activity: '', subject: isil }) as const),
    ...(nbc === LAGGING.subject
      ? [{ kind: 'gap.undelivered', profile, activity: 'collect', subject: collectors[0] ?? '' } as const]
      : []),
    ...(thin ? [{ kind: 'gap.volume', profile, activity: 'collect', subject: '' } as const] : []),
    ...(twins ? [{ kind: 'overlap.holdings', profile, activity: 'collect', subject: `${one}+${other}` } as const] : []),
  ];
}

function collectorsOf(subject: DemoSubject, planted: readonly Planted[]): readonly Isil[] {
  return planted.find((it) => it.subject === subject && it.activity === 'collect')?.by ?? [];
}

function onPlannedTitles(subjects: readonly DemoSubject[], seed: number): ExpectedFlag[] {
  const index = subjects.findIndex(({ nbc }) => nbc === '17');
  return [
    { profile: 'nbc-08', isbn: bookAt(NEW_TITLES.inTwoPlans, seed).isbn },
    { profile: 'nbc-21', isbn: bookAt(NEW_TITLES.agreedAndPlanned, seed).isbn },
    { profile: 'nbc-17', isbn: bookIn(subjects[index]!, index, 0, seed).isbn },
  ].map(({ profile, isbn }) => ({
    kind: 'overlap.planned-title',
    profile,
    activity: 'collect',
    subject: isbnKey(isbn ?? ''),
  }));
}
