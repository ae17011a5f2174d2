import { hasRole, ownOf, type User } from '#libs/platform';

/** What the web app is told: that something changed, and enough to know which pages show it. */
export interface Change {
  /** The event's type; `holdings.progress` for the progress of an import. */
  readonly type: string;
  readonly participant?: string;
  readonly [name: string]: unknown;
}

/** More flags than this are told as a number. */
const MANY = 100;

type Data = Record<string, unknown>;

const named =
  (...fields: string[]) =>
  (data: Data): Data =>
    Object.fromEntries(fields.filter((field) => data[field] !== undefined).map((field) => [field, data[field]]));

/** What is told of each kind of event. An empty list: only that there was one, without reading it. */
const TOLD: Record<string, ((data: Data) => Data) | undefined> = {
  'holdings.run-started': named('participant', 'run'),
  'holdings.run-finished': named('participant', 'run', 'records', 'rejected', 'added', 'changed', 'removed'),
  'agreements.participant-changed': ({ isil, ...data }) => ({ participant: isil, ...named('successor')(data) }),
  'agreements.representation-changed': named('participant', 'representative'),
  'agreements.contacts-changed': named('participant'),
  'agreements.acquisition-plan-submitted': ofPlan,
  'agreements.acquisition-plan-decided': ofPlan,
  'agreements.acquisition-plan-review-started': ofPlan,
  'agreements.acquisition-plan-remarked': ofPlan,
  'agreements.agreement-changed': named('participant', 'agreement', 'profile', 'plan'),
  'coverage.plan-adopted': named('plan', 'version'),
  'coverage.flags-raised': ofFlags,
  'coverage.flags-updated': ofFlags,
  'coverage.flags-cleared': ofFlags,
  'coverage.flag-followed-up': named('flag', 'what'),
  'coverage.acquisition-plan-assessed': ({ participant, acquisitionPlan, version, flags }) => ({
    participant,
    acquisitionPlan,
    version,
    flags: Array.isArray(flags) ? flags.length : 0,
  }),
};

/** The change that a message on the bus tells of. What nothing is told about is never read: it may be large. */
export function changeOf(subject: string, read: () => unknown): Change | undefined {
  const [service, fact, version] = subject.split('.');
  if (service === 'progress') return { ...record(read()), type: 'holdings.progress' };
  if (fact === undefined || version === undefined || !/^v\d+$/.test(version)) return undefined;
  const type = `${service}.${fact}.${version}`;
  const told = TOLD[`${service}.${fact}`];
  return told === undefined ? { type } : { ...told(record(read())), type };
}

/** Changes that come by the thousand while a file is loaded; one of them in a while tells as much. */
export function isBulk({ type }: Change): boolean {
  return /^holdings\.(titles|holdings)-/.test(type);
}

/** What a participant has not made public: how its import goes, which only its own people hear of, and plans that are not agreed on. */
const PRIVATE = /^(holdings\.progress$|(agreements|coverage)\.acquisition-plan-)/;

function isProgress({ type }: Change): boolean {
  return type === 'holdings.progress';
}

export function mayHear(user: User, change: Change): boolean {
  if (!PRIVATE.test(change.type)) return true;
  if (hasRole(user, 'plan-owner', 'administrator', 'service')) return true;
  const { participant } = change;
  if (participant === undefined) return false;
  return isProgress(change) ? participant === user.participant : ownOf(user).includes(participant);
}

/** Whether an event of this type or subject tells who acts for whom: who is named, and who merged into whom. */
export function isOfRepresentation(type: string): boolean {
  return /^agreements\.(representation|participant)-changed\./.test(type);
}

/** Whether this user is among those who after this change act for others than before. */
export function actsAnew(user: User, change: Change): boolean {
  if (!isOfRepresentation(change.type) || !hasRole(user, 'collection-manager')) return false;
  const { participant, representative, successor } = change;
  return ownOf(user).some((isil) => isil === participant || isil === representative || isil === successor);
}

function ofPlan(data: Data): Data {
  const { plan, ...rest } = named('participant', 'plan', 'version', 'decision')(data);
  return { ...rest, acquisitionPlan: plan };
}

function ofFlags({ plan, version, flags }: Data): Data {
  const list: unknown[] = Array.isArray(flags) ? flags : [];
  const short = list.map((flag) => named('flag', 'kind', 'profile')(record(flag)));
  return { plan, version, flags: short.length > MANY ? short.length : short };
}

function record(value: unknown): Data {
  return typeof value === 'object' && value !== null ? (value as Data) : {};
}
