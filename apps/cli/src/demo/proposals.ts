import type { Isil } from '#libs/kernel';
import { type Book, bookAt } from '#libs/records';
import { bookIn } from './collections.ts';
import type { DemoSubject } from './collection-plan.ts';
import { type DemoLine, linesOf, type Planted } from './commitments.ts';
import type { DemoParticipant } from './participants.ts';
import { AGREED_TITLE, type PlantedProposal, PROPOSALS } from './planting.ts';

/** An acquisition plan as it is written to a file and submitted. */
export interface DemoAcquisitionPlan {
  readonly participant: Isil;
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly lines: readonly DemoLine[];
}

/** The plans that are accepted and become agreements: one for each participant. */
export function agreedPlans(
  planted: readonly Planted[],
  participants: readonly DemoParticipant[],
  seed: number,
): DemoAcquisitionPlan[] {
  const shared = planted.find(
    ({ subject, activity }) => subject.nbc === AGREED_TITLE.subject && activity === 'collect',
  );
  return participants.map(({ isil, name }) => ({
    participant: isil,
    name: `Acquisitieplan 2026-2029 van ${name}`,
    from: '2026-01-01',
    to: '2029-12-31',
    lines: linesOf(planted, isil).map((line) =>
      shared !== undefined && isil === shared.by[0] && isAbout(line, shared) ? naming(line, shared, seed) : line,
    ),
  }));
}

function isAbout(line: DemoLine, { subject, activity }: Planted): boolean {
  return line.profile === subject.profile && line.activity === activity;
}

function naming(line: DemoLine, { subject }: Planted, seed: number): DemoLine {
  return { ...line, named: [named(newBook(AGREED_TITLE.newTitle, subject, seed))] };
}

/** The plans that wait for a decision, so that what they name twice is seen while it can be helped. */
export function proposedPlans(
  subjects: readonly DemoSubject[],
  participants: readonly DemoParticipant[],
  seed: number,
): DemoAcquisitionPlan[] {
  return PROPOSALS.map((proposal) => ({
    participant: participants[proposal.by - 1]!.isil,
    name: 'Aanvulling 2027',
    from: '2027-01-01',
    to: '2029-12-31',
    lines: [proposedLine(proposal, subjects, seed)],
  }));
}

function proposedLine(
  { subject: nbc, names }: PlantedProposal,
  subjects: readonly DemoSubject[],
  seed: number,
): DemoLine {
  const index = subjects.findIndex((subject) => subject.nbc === nbc);
  const subject = subjects[index]!;
  const book = 'held' in names ? bookIn(subject, index, names.held, seed) : newBook(names.newTitle, subject, seed);
  const level = subject.levels.collect ?? '1b';
  return { profile: subject.profile, activity: 'collect', level, titles: 1, copies: 1, named: [named(book)] };
}

function newBook(number: number, subject: DemoSubject, seed: number): Book {
  return bookAt(number, seed, { topic: subject.name.toLowerCase() });
}

function named({ isbn, title }: Book): DemoLine['named'][number] {
  return { identifier: isbn ?? '', title };
}
