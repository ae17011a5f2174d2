import { type Fact, type FactType, SAYS, type Service } from '#libs/contracts';
import { Refusal, type RefusalDetail } from '#libs/kernel';
import { plainToInstance } from 'class-transformer';
import { validate, type ValidationError } from 'class-validator';
import { quickly } from './contract-check.ts';
import type { Envelope } from './envelope.ts';

/** An event as a reaction gets it: checked against its contract, stripped of what the contract does not know. */
export interface Delivery<T extends Fact = Fact> {
  readonly id: string;
  readonly source: Service;
  readonly sequence: number;
  readonly time: string;
  readonly traceparent?: string;
  readonly data: T;
}

/** Reads events of one type; refuses with `event.*` what is not what its contract says. */
export async function deliveryOf(
  event: Pick<Envelope, 'source' | 'type' | 'data'> & Partial<Envelope>,
): Promise<Delivery> {
  const contract = SAYS[event.source].find(({ type }) => type === event.type);
  if (contract === undefined) {
    throw new Refusal(
      'event.version-not-known',
      `This service knows no ${event.type || 'event without a type'} of ${event.source}; redrive it after an upgrade that does`,
    );
  }
  return {
    id: event.id ?? '',
    source: event.source,
    sequence: event.sequence ?? 0,
    time: event.time ?? '',
    ...(event.traceparent ? { traceparent: event.traceparent } : {}),
    data: await checked(contract, parsed(event)),
  };
}

function parsed({ type, data }: { type: string; data: string }): object {
  let value: unknown;
  try {
    value = JSON.parse(data);
  } catch (error) {
    throw new Refusal('event.malformed', `The data of ${type} is not JSON: ${(error as Error).message}`);
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw new Refusal('event.malformed', `The data of ${type} is not an object`);
}

async function checked(contract: FactType, value: object): Promise<Fact> {
  const quick = quickly(contract, value);
  if (quick !== undefined) return quick;
  const fact = plainToInstance(contract, value);
  const wrong = await validate(fact, { whitelist: true, forbidUnknownValues: true });
  if (wrong.length === 0) return fact;
  const details = wrong.flatMap((error) => placesIn(error)).slice(0, 20);
  const first = details.map(({ at, message }) => `${at}: ${message}`).slice(0, 3);
  throw new Refusal('event.malformed', `The data of ${contract.type} is not valid: ${first.join('; ')}`, details);
}

function placesIn({ property, constraints = {}, children = [] }: ValidationError, within = ''): RefusalDetail[] {
  const at = within === '' ? property : `${within}.${property}`;
  return [
    ...Object.values(constraints).map((message) => ({ at, message })),
    ...children.flatMap((child) => placesIn(child, at)),
  ];
}
