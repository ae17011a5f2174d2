import { useState } from 'react';
import type { AcquisitionPlan } from '../api/agreements.ts';

export interface Seen {
  /** The version that whoever decides has looked at. */
  readonly version: number;
  /** Another version is there by now. */
  readonly outdated: boolean;
  /** The version that is there was looked at. */
  readonly look: () => void;
}

/**
 * Remembers which version of a plan somebody is deciding about. The page goes on to show the newest one, and nobody
 * should decide about what he has not seen.
 */
export function useSeen({ version }: AcquisitionPlan): Seen {
  const [seen, setSeen] = useState(version);
  return { version: seen, outdated: seen !== version, look: () => setSeen(version) };
}
