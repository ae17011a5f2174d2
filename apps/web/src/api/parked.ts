import { send } from './client.ts';
import { pagesOf } from './list.ts';

export const PUBLISHERS = ['holdings', 'agreements', 'coverage'] as const;
export type ServiceName = (typeof PUBLISHERS)[number];

/** An event that a service could not apply and put aside. */
export interface Parked {
  readonly id: string;
  readonly source: string;
  readonly sequence: number | null;
  readonly type: string;
  readonly reason: string;
  readonly parkedAt: string;
  readonly tries: number;
}

export function parkedQuery(service: ServiceName) {
  return pagesOf<Parked>(['parked', service], `/api/${service}/parked`);
}

export async function redrive(service: ServiceName, id: string): Promise<void> {
  await send<void>('POST', `/api/${service}/parked/${encodeURIComponent(id)}/redrive`);
}
