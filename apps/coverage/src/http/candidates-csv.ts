import { csvLine } from '#libs/kernel';
import type { CandidacyRow, CandidateRow } from '../queries/candidates.ts';

const HEAD = [
  'rank',
  'participant',
  'name',
  'profile',
  'activity',
  'level asked',
  'on',
  'points',
  'points level',
  'points titles',
  'points language and audience',
  'points room',
  'CL declared',
  'level measured',
  'whole levels short',
  'within reach',
  'titles',
  'share',
  'distance of language and audience',
  'responsibilities',
  'titles agreed',
  'copies agreed',
  'reason',
];

/** Who could take it on as lines of a spreadsheet, the best first. */
export function csvOfCandidates(found: CandidacyRow): string {
  return `\uFEFF${[HEAD, ...found.candidates.map((it, place) => fieldsOf(found, it, place))].map(csvLine).join('')}`;
}

function fieldsOf({ profile, activity, level, on }: CandidacyRow, it: CandidateRow, place: number) {
  const { points, load } = it;
  return [
    place + 1,
    it.participant.isil,
    it.participant.name,
    profile,
    activity,
    level,
    on,
    it.total,
    points.level,
    points.titles,
    points.reach,
    points.room,
    it.declared,
    it.measured,
    it.short,
    it.withinReach ? 'yes' : 'no',
    it.titles,
    it.share === null ? null : it.share.toFixed(4),
    it.distance.toFixed(2),
    load.responsibilities,
    load.titles,
    load.copies,
    it.reason.nl,
  ];
}
