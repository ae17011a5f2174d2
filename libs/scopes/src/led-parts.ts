import type { Classification, Scheme } from '#libs/contracts';
import { type Crosswalk, translator } from './crosswalk.ts';
import { boundKey } from './notation.ts';
import type { ClassificationRange } from './scope.ts';
import { firstOf } from './shared-notation.ts';
import { hasParts, partsOf } from './uncovered.ts';

/** A part of a scheme, every notation of which crosswalks lead to the same ones. */
export interface LedPart {
  readonly part: ClassificationRange;
  /** In the order of their text, so that the order of rules tells nothing. */
  readonly to: readonly Classification[];
}

/**
 * The parts that crosswalks lead from, as large as they are led alike: where a more particular rule goes before, that part
 * is told by itself. Of a scheme whose parts are not known, only the notations that rules name.
 */
export function ledParts(crosswalks: readonly Crosswalk[]): LedPart[] {
  const translate = translator(crosswalks);
  const led = (part: ClassificationRange): LedPart => ({
    part,
    to: distinct(translate([{ scheme: part.scheme, notation: firstOf(part) }])),
  });
  const schemes = [...new Set(crosswalks.map(({ from }) => from))].toSorted();
  return schemes
    .flatMap((scheme) => evenParts(scheme, boundsIn(scheme, crosswalks), led))
    .filter(({ to }) => to.length > 0);
}

function boundsIn(scheme: Scheme, crosswalks: readonly Crosswalk[]): string[] {
  const rules = crosswalks.filter(({ from }) => from === scheme).flatMap((crosswalk) => crosswalk.rules);
  const bounds = rules.flatMap(({ from, upTo }) => (upTo === null ? [from] : [from, upTo]));
  return [...new Set(bounds.map((bound) => boundKey(scheme, bound)))].toSorted();
}

/** A part within which no rule begins or ends is led as one; so is a part whose own parts are led alike. */
function evenParts(
  scheme: Scheme,
  bounds: readonly string[],
  led: (part: ClassificationRange) => LedPart,
): readonly LedPart[] {
  if (!hasParts(scheme)) return bounds.map((notation) => led({ scheme, notation }));
  const divided = new Set(bounds.flatMap((bound) => Array.from(bound, (_, length) => bound.slice(0, length))));
  const under = (part: string): readonly LedPart[] => {
    const whole = { scheme, prefix: part };
    if (!divided.has(part)) return [led(whole)];
    const itself = firstOf(whole) === part ? [led({ scheme, notation: part })] : [];
    const parts = [...itself, ...partsOf(scheme, part).flatMap(under)];
    return new Set(parts.map(({ to }) => JSON.stringify(to))).size === 1 ? [led(whole)] : parts;
  };
  return under('');
}

function distinct(all: readonly Classification[]): Classification[] {
  const byText = new Map(all.map(({ scheme, notation }) => [`${scheme} ${notation}`, { scheme, notation }]));
  return [...byText].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, classification]) => classification);
}
