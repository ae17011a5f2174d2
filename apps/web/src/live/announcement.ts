import { useCallback, useEffect, useRef, useState } from 'react';
import { eventName } from './concerns.ts';
import type { Change } from './connection.ts';

/** What is told of, the most telling first. */
const TOLD = [
  'flags-raised',
  'flags-cleared',
  'acquisition-plan-assessed',
  'plan-adopted',
  'acquisition-plan-submitted',
  'acquisition-plan-decided',
  'agreement-changed',
  'run-finished',
  'run-started',
  'flags-updated',
  'participant-changed',
] as const;

export interface Said {
  readonly what: (typeof TOLD)[number];
  readonly count: number;
}

/** Gathers what happened for a second and says the most telling of it once, so that nobody is talked over. */
export function useAnnouncement(): { said: Said | null; announce: (change: Change) => void } {
  const [said, setSaid] = useState<Said | null>(null);
  const counts = useRef(new Map<Said['what'], number>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const settle = useCallback(() => {
    timer.current = undefined;
    const what = TOLD.find((it) => counts.current.has(it));
    if (what !== undefined) setSaid({ what, count: counts.current.get(what) ?? 1 });
    counts.current.clear();
  }, []);

  const announce = useCallback(
    (change: Change) => {
      const what = TOLD.find((it) => it === eventName(change.type));
      if (what === undefined) return;
      counts.current.set(what, (counts.current.get(what) ?? 0) + flagsIn(change));
      timer.current ??= setTimeout(settle, 1_000);
    },
    [settle],
  );
  return { said, announce };
}

function flagsIn({ flags }: Change): number {
  if (Array.isArray(flags)) return flags.length;
  return typeof flags === 'number' ? flags : 1;
}
