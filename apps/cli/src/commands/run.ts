import type { Gateway } from '../gateway/gateway.ts';
import type { Output } from '../output/output.ts';
import { Progress } from '../output/progress.ts';

/** What a file is: everything that a source has, what changed in it, or the numbers of what is no more. */
export const DELIVERY_MODES = ['full', 'delta', 'deletions'] as const;
export type DeliveryMode = (typeof DELIVERY_MODES)[number];

/** A delivery of holdings, from the file to the titles, as the holdings service tells of it. */
export interface Run {
  readonly id: string;
  readonly participant: string;
  readonly source: string;
  readonly mode: DeliveryMode | 'undo';
  readonly format: string | null;
  readonly state: 'received' | 'reading' | 'held' | 'applying' | 'done' | 'failed' | 'cancelled';
  readonly bytes: number | null;
  readonly bytesRead: number;
  readonly records: number;
  readonly rejected: number;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly unchanged: number;
  readonly applied: number;
  readonly reason: string | null;
  readonly held: { readonly removes: number; readonly of: number } | null;
  /** The runs that a file which speaks for many was divided into. */
  readonly parts: readonly RunPart[];
}

export type RunPart = Pick<Run, 'id' | 'participant' | 'state' | 'records' | 'rejected'>;

export interface Delivery {
  readonly file: string;
  readonly filename: string;
  readonly participant: string;
  readonly mode: DeliveryMode;
  readonly source?: string | undefined;
  readonly asOf?: string | undefined;
  /** It speaks for many, and is divided among them. */
  readonly shared?: boolean | undefined;
}

const POLL = 300;

/** Sends a file of holdings; answers the run that will process it. */
export async function deliver(gateway: Gateway, it: Delivery, sent: (bytes: number) => void): Promise<Run> {
  const { file, filename, participant, mode, source, asOf, shared } = it;
  const path = `/participants/${encodeURIComponent(participant)}/imports`;
  return await gateway.upload<Run>(
    'holdings',
    path,
    { mode, source, asOf, filename, shared: shared === true ? 'true' : undefined },
    { path: file, sent },
  );
}

/** Waits until a run is done, failed, cancelled or held; tells at each look how far it is. */
export async function settled(gateway: Gateway, id: string, look: (run: Run) => void = () => undefined): Promise<Run> {
  for (;;) {
    const run = await gateway.get<Run>('holdings', `/imports/${id}`);
    look(run);
    if (['held', 'done', 'failed', 'cancelled'].includes(run.state)) return run;
    await new Promise((resolve) => setTimeout(resolve, POLL));
  }
}

/** Shows a run's progress until it is settled. */
export async function watch(gateway: Gateway, output: Output, id: string): Promise<Run> {
  const progress = new Progress(output);
  try {
    return await settled(gateway, id, (run) => {
      if (run.state === 'received' || run.state === 'reading') progress.at('Reading', run.bytesRead, run.bytes ?? 0);
      if (run.state === 'applying') progress.at('Applying', run.applied, run.records);
    });
  } finally {
    progress.end();
  }
}
