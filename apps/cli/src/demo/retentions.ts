import type { Isil } from '#libs/kernel';
import type { DemoParticipant } from './participants.ts';
import { KEPT } from './planting.ts';

/** What a participant promises to keep, as it is written to a file. */
export interface DemoRetention {
  readonly participant: Isil;
  readonly commitments: readonly { readonly profile: string; readonly from: string; readonly policy: string }[];
}

/** What each participant promises to keep of the profiles of which the plan asks that titles are kept. */
export function plannedRetentions(participants: readonly DemoParticipant[]): DemoRetention[] {
  return participants.flatMap(({ isil }, index) => {
    const profiles = KEPT.filter(({ by }) => by === 'all' || by.includes(index + 1)).map(
      ({ subject }) => `nbc-${subject}`,
    );
    const commitments = profiles.map((profile) => ({
      profile,
      from: '2026-01-01',
      policy: 'Verzonnen bewaarregeling',
    }));
    return commitments.length === 0 ? [] : [{ participant: isil, commitments }];
  });
}
