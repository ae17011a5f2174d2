import type { LocalisedName } from '#libs/contracts';
import { day, type Day, Refusal } from '#libs/kernel';
import type { Place } from './yaml-place.ts';

/** A code of a plan, a profile or a list. */
export const CODE = /^[a-z0-9][a-z0-9.-]{0,63}$/;

/** A name that other texts refer to. */
export function codeOf(place: Place): string | undefined {
  const code = place.text();
  if (code === undefined || CODE.test(code)) return code;
  return place.wrong('code-malformed', { written: code });
}

export function dayAt(place: Place): Day | undefined {
  const written = place.text();
  if (written === undefined) return undefined;
  try {
    return day(written);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return place.wrong('day-malformed', { written });
  }
}

/** What something is called, in Dutch and perhaps in English. */
export function nameAt(place: Place | undefined): LocalisedName | undefined {
  const names = place?.fields(['nl', 'en?'], '{ nl: Muziek, en: Music }');
  const nl = names?.nl?.text();
  const en = names?.en?.text();
  if (nl === undefined) return undefined;
  return en === undefined ? { nl } : { nl, en };
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
    if (before !== undefined) place.wrong('code-twice', { written: code, first: before });
    seen.set(code, before ?? place.path);
  }
}
