import type { Fact, PlanLine } from '#libs/contracts';
import { addDays, type Day } from '#libs/kernel';
import type { AcquisitionPlan } from './acquisition-plan.ts';
import { Agreement } from './agreement.ts';
import type { Cause } from './cause.ts';

/** The agreements that an accepted plan makes, and what is to be told of them and of those it changes. */
export interface Agreed {
  readonly made: Agreement[];
  readonly facts: Fact[];
}

/** Every accepted line of a plan becomes an agreement. */
export function agreementsOf(plan: AcquisitionPlan): Agreed {
  const made = plan.acceptedLines.map((line) => new Agreement(plan, line));
  return { made, facts: made.map((agreement) => agreement.state()) };
}

/**
 * What an accepted amendment does to the agreements of the plan that it amends. What begins no later than before is
 * changed in place; what begins later ends the agreement the day before and makes a new one; what is left out ends on
 * the day of the decision, or the day before the amendment begins where that is later. An agreement about a refused line
 * stays as it is.
 */
export function amendAgreements(amendment: AcquisitionPlan, standing: readonly Agreement[], today: Day): Agreed {
  const made: Agreement[] = [];
  const facts: Fact[] = [];
  const before = new Map(standing.filter((it) => it.isHeldBy(amendment.participant)).map((it) => [subjectOf(it), it]));
  for (const line of amendment.acceptedLines) {
    const agreement = before.get(subjectOf(line));
    const from = line.from ?? amendment.from;
    if (agreement !== undefined && from <= agreement.from) {
      facts.push(...agreement.amend(amendment, line));
      continue;
    }
    if (agreement !== undefined) facts.push(...agreement.endBy(addDays(from, -1), because(amendment)));
    const anew = new Agreement(amendment, line);
    made.push(anew);
    facts.push(anew.state());
  }
  const kept = new Set(amendment.lines.map((line) => subjectOf(line)));
  const lastDay = [addDays(amendment.from, -1), today].toSorted().at(-1) ?? today;
  for (const [subject, agreement] of before) {
    if (!kept.has(subject)) facts.push(...agreement.endBy(lastDay, because(amendment)));
  }
  return { made, facts };
}

function because({ name }: AcquisitionPlan): Cause {
  return { code: 'plan-amended', parameters: { plan: name } };
}

/** What a line or an agreement is about. */
function subjectOf({
  profile,
  activity,
  languageCoverage,
}: Pick<PlanLine, 'profile' | 'activity'> & { readonly languageCoverage?: string | null }): string {
  return JSON.stringify([profile, activity, languageCoverage ?? null]);
}
