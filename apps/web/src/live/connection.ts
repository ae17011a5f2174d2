/** What the gateway tells of an event or of the progress of an import. */
export interface Change {
  readonly type: string;
  readonly run?: string;
  readonly participant?: string;
  readonly [name: string]: unknown;
}

interface Hearing {
  readonly heard: (change: Change) => void;
  /** From now on everything is heard; what happened before was missed. */
  readonly connected: () => void;
  readonly lost: () => void;
}

const LONGEST_WAIT = 20_000;

/** Keeps one line open to the gateway, and opens it anew for as long as it takes. Gives how to close it. */
export function listen({ heard, connected, lost }: Hearing): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wait = 1_000;

  const open = (): void => {
    source = new EventSource('/api/live');
    source.addEventListener('open', () => {
      wait = 1_000;
      connected();
    });
    source.addEventListener('changed', (event: MessageEvent<string>) => heard(JSON.parse(event.data) as Change));
    source.addEventListener('error', () => {
      lost();
      if (source?.readyState !== EventSource.CLOSED) return;
      timer = setTimeout(open, wait);
      wait = Math.min(LONGEST_WAIT, wait * 2);
    });
  };
  open();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}
