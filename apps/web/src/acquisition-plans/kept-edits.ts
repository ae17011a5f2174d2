import type { PlanValues } from './draft.ts';

/** Edits of a plan that were not saved, as this browser keeps them for whoever typed them. */
export interface KeptEdits {
  readonly values: PlanValues;
  /** The version of the plan that was edited; `null` for a plan that was never saved. */
  readonly version: number | null;
  /** When they were typed, as an ISO 8601 instant. */
  readonly at: string;
}

/** Whose edits of which plan; edits of a plan that was never saved have no plan. */
export interface Editing {
  readonly account: string;
  readonly plan: string | null;
}

/** Days after which edits that nobody came back for are let go. */
const KEPT_DAYS = 30;

/** The edits kept for this account and plan, if there are any that can be read. */
export function keptEdits(editing: Editing): KeptEdits | null {
  const text = localStorage.getItem(nameOf(editing));
  if (text === null) return null;
  const kept = parsed(text);
  const oldest = Date.now() - KEPT_DAYS * 86_400_000;
  return kept !== null && Date.parse(kept.at) >= oldest ? kept : null;
}

/** Keeps the edits; false when the browser does not let us, so that they can still get lost. */
export function keepEdits(editing: Editing, edits: KeptEdits): boolean {
  try {
    localStorage.setItem(nameOf(editing), JSON.stringify(edits));
    return true;
  } catch {
    return false;
  }
}

export function forgetEdits(editing: Editing): void {
  localStorage.removeItem(nameOf(editing));
}

function nameOf({ account, plan }: Editing): string {
  return `collectieplan-edits ${account} ${plan ?? 'new'}`;
}

/** Kept by an earlier release in another form they are worth nothing. */
function parsed(text: string): KeptEdits | null {
  try {
    const kept = JSON.parse(text) as Partial<KeptEdits> | null;
    return typeof kept?.at === 'string' && Array.isArray(kept.values?.lines) ? (kept as KeptEdits) : null;
  } catch {
    return null;
  }
}
