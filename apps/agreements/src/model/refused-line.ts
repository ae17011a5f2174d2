import type { PlanLine } from '#libs/contracts';
import { Refusal } from '#libs/kernel';
import { Mistakes } from './mistakes.ts';

/** A line of a plan that is not agreed to, and why. */
export interface RefusedLine {
  readonly line: string;
  readonly reason: string;
}

/** Reads which lines of a plan are not agreed to; all of them is another decision. */
export function readRefusals(
  plan: { readonly name: string; readonly lines: readonly PlanLine[] },
  refused: readonly RefusedLine[],
): RefusedLine[] {
  const mistakes = new Mistakes();
  const read = new Map<string, RefusedLine>();
  for (const [index, { line, reason }] of refused.entries()) {
    if (!plan.lines.some((it) => it.line === line)) {
      mistakes.add(`refused[${index}].line`, `the plan has no line ${line}`);
    }
    if (reason.trim() === '') mistakes.add(`refused[${index}].reason`, 'say why the line is not accepted');
    read.set(line, { line, reason: reason.trim() });
  }
  mistakes.refuse('refusals.invalid', `What is not accepted of '${plan.name}'`);
  if (read.size > 0 && read.size === plan.lines.length) {
    throw new Refusal('acquisition-plan.nothing-accepted', 'Not one line is accepted; reject the plan instead');
  }
  return [...read.values()];
}
