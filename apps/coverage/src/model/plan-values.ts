import { day, type Day, type Refusal } from '#libs/kernel';
import type { Place } from './yaml-place.ts';

const CODE = /^[a-z0-9][a-z0-9.-]{0,63}$/;

/** A name that other texts refer to. */
export function codeOf(place: Place): string | undefined {
  const code = place.text();
  if (code === undefined || CODE.test(code)) return code;
  return place.wrong(`'${code}' cannot be a code; use up to 64 small letters, digits, dots and hyphens`);
}

export function dayAt(place: Place): Day | undefined {
  const text = place.text();
  if (text === undefined) return undefined;
  try {
    return day(text);
  } catch (refusal) {
    return place.wrong((refusal as Refusal).message);
  }
}

export function present<Value>(values: (Value | undefined)[] | undefined): Value[] {
  return (values ?? []).filter((value) => value !== undefined);
}

/** Notes every code that a list gives to two of its members. */
export function refuseDoubles(members: readonly { place: Place; code: string | undefined }[]): void {
  const seen = new Map<string, string>();
  for (const { place, code } of members) {
    if (code === undefined) continue;
    const before = seen.get(code);
    if (before !== undefined) place.wrong(`code '${code}' is used twice, first by ${before}; give one another code`);
    seen.set(code, before ?? place.path);
  }
}
