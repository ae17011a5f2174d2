import type { FlagKind } from '#libs/contracts';
import type { Activity, Day } from '#libs/kernel';

export const AGREEMENT_KINDS = ['legal', 'normative', 'running', 'action-needed'] as const;
export type AgreementKind = (typeof AGREEMENT_KINDS)[number];

/** Who answers for an action that is the plan owner's own, in the place of the ISIL of a participant. */
export const KB = 'KB';

/** Which flags tell how an agreement fares: of any of these kinds and profiles, and of this activity. What is empty asks nothing. */
export interface Measure {
  readonly flags: readonly FlagKind[];
  readonly profiles: readonly string[];
  readonly activity: Activity | null;
}

/** What is to be done for an agreement, by whom and by when. Its code is its own within the plan, and stays from version to version. */
export interface Action {
  readonly code: string;
  readonly text: string;
  readonly owner: string;
  readonly due: Day;
}

/** What the plan's network agreed on: one of its list. Their order tells nothing. */
export interface NetworkAgreement {
  readonly code: string;
  readonly cluster: string;
  readonly kind: AgreementKind;
  readonly text: string;
  /** The societal goals of the network that it serves, by which the list is reported. */
  readonly opgaven: readonly string[];
  readonly measuredBy: Measure | null;
  readonly actions: readonly Action[];
}

/** What of a flag decides whether it measures an agreement. */
export interface Measurable {
  readonly kind: FlagKind;
  readonly profile: string;
  readonly activity: Activity | null;
}

export function measures(measure: Measure | null, { kind, profile, activity }: Measurable): boolean {
  if (measure === null) return false;
  const { flags, profiles } = measure;
  return (
    (flags.length === 0 || flags.includes(kind)) &&
    (profiles.length === 0 || profiles.includes(profile)) &&
    (measure.activity === null || measure.activity === activity)
  );
}

/** The list for a plan with other profiles: what is measured by profiles that it has not is measured by the others. */
export function withProfiles(
  list: readonly NetworkAgreement[],
  profiles: readonly { readonly code: string }[],
): NetworkAgreement[] {
  const known = new Set(profiles.map(({ code }) => code));
  return list.map((agreement) => {
    const { measuredBy } = agreement;
    if (measuredBy === null || measuredBy.profiles.length === 0) return agreement;
    const left = measuredBy.profiles.filter((code) => known.has(code));
    return { ...agreement, measuredBy: left.length === 0 ? null : { ...measuredBy, profiles: left } };
  });
}
