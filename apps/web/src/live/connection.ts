/** What the gateway tells of an event or of the progress of an import. */
export interface Change {
  readonly type: string;
  readonly run?: string;
  readonly participant?: string;
  readonly [name: string]: unknown;
}

interface Hearing {
  readonly heard: (change: Change) => void;
  /** From now on everything is heard; whether something may have been missed since the page began. */
  readonly connected: (missed: boolean) => void;
  readonly lost: () => void;
}

const LINE = '/api/live';
const LONGEST_WAIT = 20_000;

/**
 * Keeps one line open to the gateway, and opens it anew for as long as it takes. It begins with what changed since a moment
 * of the gateway's. Gives how to close it.
 */
export function listen(since: string, { heard, connected, lost }: Hearing): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wait = 1_000;

  const settled = (missed: boolean) => (): void => {
    wait = 1_000;
    connected(missed);
  };
  const open = (address: string): void => {
    source = new EventSource(address);
    source.addEventListener('whole', settled(false));
    source.addEventListener('missed', settled(true));
    source.addEventListener('changed', (event: MessageEvent<string>) => heard(JSON.parse(event.data) as Change));
    source.addEventListener('error', () => {
      lost();
      if (source?.readyState !== EventSource.CLOSED) return;
      timer = setTimeout(() => open(LINE), wait);
      wait = Math.min(LONGEST_WAIT, wait * 2);
    });
  };
  open(`${LINE}?since=${encodeURIComponent(since)}`);
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}
