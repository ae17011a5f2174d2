import { compareLevels, type Isil, type Level, LEVELS } from '#libs/kernel';
import {
  type Asked,
  type Attendance,
  barred,
  type Barred,
  type Capacities,
  FARTHEST,
  type Fit,
  lastDayOf,
  Weighing,
} from './capacity.ts';
import { highest } from './responsible.ts';
import type { AgreementAdded } from './scenario-change.ts';

/** What a candidate would agree to: a change of a scenario, without what tells changes apart. */
export type Undertaking = Omit<AgreementAdded, 'id' | 'because'>;

/** A participant that could take on an activity of a profile, with its place among the others. */
export interface Candidate {
  readonly participant: Attendance;
  readonly fit: Fit;
  /** Whether it comes near enough to the level that is asked to grow into it. */
  readonly withinReach: boolean;
  readonly undertaking: Undertaking;
}

export interface Candidacy {
  readonly candidates: readonly Candidate[];
  readonly barred: readonly {
    readonly participant: Attendance;
    readonly because: Barred;
    readonly level: Level | null;
  }[];
  /** What those who take part carry on average. */
  readonly average: number;
}

/**
 * Who could take on an activity of a profile, the best first: by level held, share of the titles, language and audience,
 * and room beside what it carries. Who cannot is told apart, with the reason.
 */
export function candidatesFor(asked: Asked, capacities: Capacities): Candidacy {
  const weighing = new Weighing(capacities);
  const sorted = capacities.participants.toSorted((one, other) => (one.isil < other.isil ? -1 : 1));
  const judged = sorted.map((participant) => ({ participant, because: barred(participant, asked, capacities) }));
  const candidates = judged
    .filter(({ because }) => because === null)
    .map(({ participant }): Candidate => {
      const fit = weighing.fitOf(asked, participant.isil);
      return {
        participant,
        fit,
        withinReach: fit.short <= FARTHEST,
        undertaking: undertakingOf(asked, participant, fit, capacities),
      };
    });
  return {
    candidates: candidates.toSorted(
      (one, other) =>
        Number(other.withinReach) - Number(one.withinReach) ||
        other.fit.total - one.fit.total ||
        (one.participant.isil < other.participant.isil ? -1 : 1),
    ),
    barred: judged.flatMap(({ participant, because }) =>
      because === null ? [] : [{ participant, because, level: committed(asked, participant.isil, capacities) }],
    ),
    average: weighing.average,
  };
}

/** The level that whoever takes it on would commit to: what is asked, else what it has. */
export function undertakingOf(
  { profile, activity, level }: Asked,
  participant: Attendance,
  { declared, measured }: Pick<Fit, 'declared' | 'measured'>,
  { plan, on }: Pick<Capacities, 'plan' | 'on'>,
): Undertaking {
  const has = measured === null || measured === 0 ? '1a' : (String(measured) as Level);
  return {
    kind: 'agreement-added',
    participant: participant.isil,
    profile: profile.code,
    activity,
    level: exact(level ?? declared ?? has),
    currentLevel: declared === null ? null : exact(declared),
    languageCoverage: null,
    from: on,
    to: lastDayOf(plan, participant, on),
    titles: 0,
    copies: 0,
  };
}

/** A bare level as the sub-level that it compares as: what is agreed is exact. */
function exact(it: Level): Level {
  return LEVELS.find((level) => compareLevels(level, it) === 0)!;
}

function committed({ profile, activity }: Asked, isil: Isil, { agreements }: Capacities): Level | null {
  const theirs = agreements.filter(
    (it) => it.participant === isil && it.profile === profile.code && it.activity === activity,
  );
  return highest(theirs.map(({ level }) => level));
}
