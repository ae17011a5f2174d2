import { atLeast } from '#libs/kernel';
import { finding, type TargetRule } from './rule.ts';

/**
 * The target is met by one participant only; or, of those who meet it, no more than one still feeds its strength (the
 * others' AC is below their CL). A participant meets the target by its CL, or by its AC when it declares no CL.
 */
export const riskSingleHolder: TargetRule = (facts) => {
  const { responsible, target } = facts;
  const meeting = responsible.filter(({ current, commitment }) => atLeast(current ?? commitment, target.level));
  const starving = meeting.filter(({ current, commitment }) => current !== null && !atLeast(commitment, current));
  if (meeting.length === 0 || meeting.length - starving.length > 1) return [];
  return [
    finding('risk.single-holder', facts, {
      metBy: meeting.map(({ participant }) => participant),
      commitmentBelowCurrent: starving.map(({ participant }) => participant),
      levels: meeting.map(({ participant, commitment, current }) => ({ participant, commitment, current })),
      participants: meeting.map(({ participant }) => participant),
      agreements: meeting.flatMap(({ agreements }) => agreements),
    }),
  ];
};
