import type { Context } from '../context.ts';
import type { Page } from '../gateway/gateway.ts';
import { count, table } from '../output/table.ts';
import type { Run } from './run.ts';

/** A record that could not be taken in. */
interface Reject {
  readonly position: number;
  readonly code: string;
  readonly message: string;
  readonly hint?: string | null;
}

/** The first rejected records: where they are, why, and what to do. */
export async function rejectsOf({ gateway }: Context, run: Run, most: number): Promise<readonly Reject[]> {
  if (run.rejected === 0 || most === 0) return [];
  const page = await gateway.get<Page<Reject>>('holdings', `/imports/${run.id}/rejects`, { limit: most });
  return page.items;
}

export function rejectsTable(rejects: readonly Reject[], run: Run): string {
  if (rejects.length === 0) return '';
  const rows = rejects.map(({ position, message, hint }) => [position, message, hint ?? '']);
  const rest = run.rejected - rejects.length;
  const more = rest > 0 ? `\n… and ${count(rest)} more; save them all with --rejects FILE` : '';
  return `\n\nNot taken in:\n${table(['record', 'reason', 'what to do'], rows)}${more}`;
}
