import { useState } from 'react';
import type { AcquisitionPlan } from '../api/agreements.ts';
import { useMe } from '../shell/session.tsx';
import type { PlanValues } from './draft.ts';
import { forgetEdits, keepEdits, type KeptEdits, keptEdits } from './kept-edits.ts';

export interface Edits {
  /** What was found when the form opened. */
  readonly found: KeptEdits | null;
  /** The plan changed after what was found was typed, so that it must not go into the form by itself. */
  readonly outdated: boolean;
  /** The browser does not keep what is typed. */
  readonly unkept: boolean;
  readonly keep: (values: PlanValues) => void;
  readonly forget: () => void;
}

/** Keeps what is typed about a plan in this browser until it is saved, and finds it back when the form opens again. */
export function useKeptEdits(plan: AcquisitionPlan | null): Edits {
  const { id: account } = useMe();
  const editing = { account, plan: plan?.id ?? null };
  const version = plan?.version ?? null;
  const [opened] = useState(() => {
    const found = keptEdits(editing);
    return { found, outdated: found !== null && found.version !== version };
  });
  const [unkept, setUnkept] = useState(false);
  return {
    ...opened,
    unkept,
    keep: (values) => setUnkept(!keepEdits(editing, { values, version, at: new Date().toISOString() })),
    forget: () => forgetEdits(editing),
  };
}
