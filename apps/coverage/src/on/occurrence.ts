import type { Fact } from '#libs/contracts';
import { type Day, dayOf } from '#libs/kernel';
import type { Delivery } from '#libs/messaging';
import type { Occurrence } from '../store/projection.ts';

/** What counts now, by whom it was told: it counts on the day on which its source had it, the last day where there are several. */
export function occurrenceOf(deliveries: readonly Delivery<Fact & { readonly run: string }>[]): Occurrence {
  return {
    events: deliveries.map(({ id }) => id),
    causes: [...new Set(deliveries.map(({ data }) => data.run))],
    on: deliveries.map(({ time }) => dayOfEvent(time)).reduce((one, other) => (one > other ? one : other)),
  };
}

/** The day, in UTC, of an event's time. */
export function dayOfEvent(time: string): Day {
  return dayOf(new Date(time));
}
