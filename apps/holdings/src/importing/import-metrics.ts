import { Counter } from 'prom-client';
import type { RunProgress } from './progress.ts';

const records = new Counter({
  name: 'collectie_import_records_total',
  help: 'Records of import runs by stage: read from the file, rejected, applied. Their rate is the import rate.',
  labelNames: ['stage'] as const,
});
const runs = new Counter({
  name: 'collectie_import_runs_total',
  help: 'Import runs by how they ended',
  labelNames: ['state'] as const,
});

const STAGES = { read: 'records', rejected: 'rejected', applied: 'applied' } as const;
const ENDED: ReadonlySet<string> = new Set(['done', 'failed', 'cancelled']);

/** Numbers of the runs under way as last counted, by run. */
const counted = new Map<string, RunProgress>();

/** Counts how far a run has come since it was last noted. A run that starts again after a kill is counted again. */
export function countProgress(progress: RunProgress): void {
  const before = counted.get(progress.run);
  for (const [stage, field] of Object.entries(STAGES) as [keyof typeof STAGES, (typeof STAGES)['read']][]) {
    records.inc({ stage }, Math.max(0, progress[field] - (before?.[field] ?? 0)));
  }
  if (!ENDED.has(progress.state)) {
    counted.set(progress.run, progress);
    return;
  }
  counted.delete(progress.run);
  runs.inc({ state: progress.state });
}
