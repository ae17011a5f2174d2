import { type Fact, SAYS, type Service, typeOf } from '#libs/contracts';
import type { Isil } from '#libs/kernel';

/** Questions that every service answers about its own outbox. */
export const QUESTION = { head: 'outbox.head', read: 'outbox.read', passed: 'outbox.passed' } as const;

/** Where a service tells how far its outbox has come. Outside the stream's own subjects, so that no stream keeps it. */
export function headsOf(service: Service | '*'): string {
  return `heads.${service}`;
}

/** Where an instance of a service tells the others that it committed events, so that the one that publishes need not look. */
export function committedBy(service: Service): string {
  return `committed.${service}`;
}

/** Where a service is asked something: `ask.holdings.snapshot`. */
export function askOf(service: Service, question: string): string {
  return `ask.${service}.${question}`;
}

/** Where holdings tells how a participant's import goes on; `*` for everybody's. */
export function progressOf(participant: Isil): string {
  return `progress.holdings.${participant === '*' ? '*' : subjectToken(participant)}`;
}

/** `<type>`, or `<type>.<participant>` where the fact is about one participant. */
export function subjectOf(fact: Fact): string {
  const participant = (fact as { participant?: unknown }).participant;
  return typeof participant === 'string' && participant !== ''
    ? `${typeOf(fact)}.${subjectToken(participant)}`
    : typeOf(fact);
}

/** A name as one token of a NATS subject: what NATS gives a meaning, or does not allow, becomes `_`. */
export function subjectToken(name: string): string {
  return name.replaceAll(/[^\w-]/g, '_');
}

/** The service that says a type of fact. */
export function saidBy(type: string): Service | undefined {
  const service = type.slice(0, type.indexOf('.'));
  return service in SAYS ? (service as Service) : undefined;
}
