import { Refusal } from './refusal.ts';

/** A calendar day as `YYYY-MM-DD`. Strings of this form compare as days do. */
export type Day = string;

/** Reads a calendar day; refuses what is not one (`2026-02-30` included). */
export function day(text: string): Day {
  const value = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  if (value === undefined || Number.isNaN(value.getTime()) || dayOf(value) !== text) {
    const message = `'${text}' is not a calendar day; write it as YYYY-MM-DD`;
    throw new Refusal('day.malformed', message, [], { written: text });
  }
  return text;
}

/** The calendar day, in UTC, of an instant. */
export function dayOf(instant: Date): Day {
  return instant.toISOString().slice(0, 10);
}

export function addDays(from: Day, days: number): Day {
  const value = new Date(`${from}T00:00:00Z`);
  value.setUTCDate(value.getUTCDate() + days);
  return dayOf(value);
}

/** How many days the one is before the other; below zero where it is after it. */
export function daysBetween(one: Day, other: Day): number {
  return Math.round((Date.parse(`${other}T00:00:00Z`) - Date.parse(`${one}T00:00:00Z`)) / 86_400_000);
}
