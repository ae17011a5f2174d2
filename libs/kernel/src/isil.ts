import { Refusal } from './refusal.ts';

/** International Standard Identifier for Libraries (ISO 15511), for example `NL-0800070000`. */
export type Isil = string;

const FORM = /^[A-Z]{1,4}-[A-Za-z0-9:/-]{1,11}$/;

export function isIsil(text: unknown): text is Isil {
  return typeof text === 'string' && FORM.test(text);
}

/** Reads an ISIL; refuses what has not its form. */
export function isil(text: string): Isil {
  if (!FORM.test(text)) {
    const message = `'${text}' is not an ISIL; it looks like NL-0800070000 (ISO 15511)`;
    throw new Refusal('isil.malformed', message, [], { written: text });
  }
  return text;
}
