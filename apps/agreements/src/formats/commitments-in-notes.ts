import { isIndefinite, lastDayOf, looseDay } from './loose-day.ts';
import type { Day, Isil } from '#libs/kernel';
import { Refusal } from '#libs/kernel';
import type { Becoming } from '../model/commitment-state.ts';
import type { Review } from '../model/commitment-terms.ts';
import type { DeliveredCommitment } from '../model/delivered-commitment.ts';
import { commitmentId } from '../model/ids.ts';
import { type ActionNote, BECAME, COMMITTED, REVIEWED } from './action-note.ts';
import type { TitleInMarc } from './title-in-marc.ts';

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
/** What is kept where a note names no programme. */
const NOT_STATED = 'not stated';

/** Reads one promise of a record, with what its other notes say about the same. Refuses a date that cannot be read. */
export function commitmentIn(
  note: ActionNote,
  others: readonly ActionNote[],
  about: TitleInMarc,
  deliveredBy: Isil,
): DeliveredCommitment {
  const participant = note.institution ?? deliveredBy;
  const from = note.date === null ? null : dayIn(note.date, 'first', '$c');
  const policy = note.authorisation ?? NOT_STATED;
  const id = note.id !== null && UUID.test(note.id) ? note.id : commitmentId(participant, about.key, policy, from);
  const terms = {
    until: lastDayIn(note.interval, from),
    policy,
    policyUri: note.uri,
    condition: note.status,
    extent: note.materials,
    note: note.note,
    review: reviewIn(others.find((it) => it.action === REVIEWED && sameCommitment(it, note))),
  };
  const became = others.find((it) => BECAME[it.action] !== undefined && it.id !== null && it.id === note.id);
  return { id, promise: { participant, about, from, terms }, became: becomingIn(became) };
}

/** What a commitment is in notes: the promise, the review and what became of it, tied together by their `$b`. */
export function notesOf({ id, promise, became }: DeliveredCommitment): ActionNote[] {
  const { participant, from, terms } = promise;
  const none = { interval: null, authorisation: null, status: null, uri: null, materials: null };
  const common = { id, institution: participant };
  const promised = {
    ...common,
    action: COMMITTED,
    date: compact(from),
    interval: compact(terms.until) ?? 'indefinite',
    authorisation: terms.policy,
    status: terms.condition,
    uri: terms.policyUri,
    note: terms.note,
    materials: terms.extent,
  };
  const { review } = terms;
  const reviewed =
    review === null ? [] : [{ ...common, ...none, action: REVIEWED, date: compact(review.on), note: review.outcome }];
  const word = Object.keys(BECAME).find((it) => BECAME[it] === became?.state) ?? '';
  const ended =
    became === null
      ? []
      : [
          {
            ...common,
            ...none,
            action: word,
            date: compact(became.on),
            authorisation: became.successor,
            note: became.reason,
          },
        ];
  return [promised, ...reviewed, ...ended];
}

function sameCommitment(one: ActionNote, other: ActionNote): boolean {
  return one.id === null || other.id === null ? one.institution === other.institution : one.id === other.id;
}

function reviewIn(note: ActionNote | undefined): Review | null {
  if (note === undefined) return null;
  if (note.date === null)
    throw new Refusal('commitment.review-undated', 'The completeness review has no date ($c); add it');
  const outcome = [note.status, note.note].filter((it) => it !== null).join('; ');
  return { on: dayIn(note.date, 'last', '$c'), outcome: outcome === '' ? null : outcome };
}

function becomingIn(note: ActionNote | undefined): Becoming | null {
  const state = note === undefined ? undefined : BECAME[note.action];
  if (note === undefined || state === undefined) return null;
  if (note.date === null) throw new Refusal('commitment.undated', `The note '${note.action}' has no date ($c); add it`);
  const successor = note.authorisation !== null && UUID.test(note.authorisation) ? note.authorisation : null;
  return { state, on: dayIn(note.date, 'last', '$c'), successor, reason: note.note };
}

function lastDayIn(written: string | null, from: Day | null): Day | null {
  if (written === null || isIndefinite(written)) return null;
  return lastDayOf(written, from) ?? dayIn(written, 'last', '$d');
}

function dayIn(written: string, edge: 'first' | 'last', subfield: string): Day {
  const found = looseDay(written, edge);
  if (found !== null) return found;
  throw new Refusal(
    'commitment.date-unreadable',
    `No day can be read in '${written.slice(0, 60)}' (583 ${subfield}); write it as YYYYMMDD, for example 20351231`,
  );
}

function compact(on: Day | null): string | null {
  return on === null ? null : on.replaceAll('-', '');
}
