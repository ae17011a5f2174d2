import { ContactsChangedV1 } from '#libs/contracts';
import type { Isil } from '#libs/kernel';
import { Mistakes } from './mistakes.ts';
import type { KnownProfiles } from './proposal.ts';
import { refuseStale } from './stale.ts';

const LONGEST_TEXT = 200;
const LONGEST_NOTE = 500;
/** RFC 5321 lets an address have 254 characters. */
const EMAIL = /^(?=.{3,254}$)[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/;
const PHONE = /^\+?[\d ().-]{6,25}$/;

/** What somebody knows about: a profile, and what of it in particular. */
export interface Expertise {
  readonly profile: string;
  readonly note: string | null;
}

/** How somebody is reached at work, and what can be asked. */
export interface ContactDetails {
  readonly name: string;
  /** What he or she does there, as people say it. */
  readonly position: string | null;
  readonly email: string;
  readonly phone: string | null;
  readonly expertise: readonly Expertise[];
}

/** Somebody at a participant who can be asked about a profile; only what it takes to reach them at work is kept. */
export class Contact {
  readonly id: string;
  readonly participant: Isil;
  version = 1;
  name: string;
  position: string | null;
  email: string;
  phone: string | null;
  expertise: readonly Expertise[];

  constructor(id: string, participant: Isil, details: ContactDetails) {
    this.id = id;
    this.participant = participant;
    this.name = details.name;
    this.position = details.position;
    this.email = details.email;
    this.phone = details.phone;
    this.expertise = details.expertise;
  }

  /** Of two people who change a contact at once, the second learns that the first was there. */
  expect(seen: number | undefined): void {
    refuseStale('contact', this.name, this.version, seen);
  }

  change(details: ContactDetails): ContactsChangedV1[] {
    Object.assign(this, details);
    this.version++;
    return this.told();
  }

  /** That something changed, not what: whoever may read it asks. */
  told(): ContactsChangedV1[] {
    return [ContactsChangedV1.of({ contact: this.id, participant: this.participant })];
  }
}

/**
 * Reads what was written down about a contact. Refuses it with all of its mistakes at once. A profile that the adopted plan
 * does not have can stay where it was named before, not be added.
 */
export function readContact(
  written: ContactDetails,
  profiles: KnownProfiles,
  before: readonly Expertise[] = [],
): ContactDetails {
  const mistakes = new Mistakes();
  const details = {
    name: written.name.trim(),
    position: textOrNull(written.position),
    email: written.email.trim(),
    phone: textOrNull(written.phone),
    expertise: written.expertise.map(({ profile, note }) => ({ profile, note: textOrNull(note) })),
  };
  if (details.name === '') mistakes.add('name', 'a contact has a name');
  for (const field of ['name', 'position'] as const) {
    if ((details[field]?.length ?? 0) > LONGEST_TEXT) mistakes.add(field, `has at most ${LONGEST_TEXT} characters`);
  }
  if (!EMAIL.test(details.email)) mistakes.add('email', `'${details.email}' is not an e-mail address`);
  if (details.phone !== null && !PHONE.test(details.phone)) {
    mistakes.add('phone', `'${details.phone}' is not a telephone number; write digits, with +31 in front if you like`);
  }
  refuseExpertise(details.expertise, profiles, new Set(before.map(({ profile }) => profile)), mistakes);
  mistakes.refuse('contact.invalid', `Contact '${details.name}'`);
  return details;
}

function refuseExpertise(
  expertise: readonly Expertise[],
  profiles: KnownProfiles,
  before: ReadonlySet<string>,
  mistakes: Mistakes,
): void {
  const seen = new Set<string>();
  for (const [index, { profile, note }] of expertise.entries()) {
    const at = `expertise[${index}]`;
    if (seen.has(profile)) mistakes.add(`${at}.profile`, `profile '${profile}' is named twice`);
    seen.add(profile);
    if (!before.has(profile) && profiles?.has(profile) !== true) {
      mistakes.add(`${at}.profile`, `the adopted collection plan has no profile '${profile}'`);
    }
    if ((note?.length ?? 0) > LONGEST_NOTE) mistakes.add(`${at}.note`, `has at most ${LONGEST_NOTE} characters`);
  }
}

function textOrNull(text: string | null): string | null {
  return text === null || text.trim() === '' ? null : text.trim();
}
