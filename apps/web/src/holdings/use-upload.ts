import { useEffect, useRef, useState } from 'react';
import type { Run } from '../api/holdings.ts';
import { type Delivery, upload } from '../api/upload.ts';

interface Progress {
  readonly name: string;
  readonly sent: number;
  readonly total: number;
}

interface Upload {
  readonly progress: Progress | null;
  readonly error: unknown;
  /** The run that came of it; `null` when it failed or was stopped. */
  readonly send: (delivery: Delivery) => Promise<Run | null>;
  readonly stop: () => void;
}

/** Sends one file at a time; leaving the screen stops it. */
export function useUpload(): Upload {
  const [progress, setProgress] = useState<Progress | null>(null);
  const [error, setError] = useState<unknown>(null);
  const control = useRef<AbortController>(null);
  useEffect(() => () => control.current?.abort(), []);

  const send = async (delivery: Delivery): Promise<Run | null> => {
    const { name, size: total } = delivery.file;
    const mine = new AbortController();
    control.current = mine;
    setError(null);
    setProgress({ name, sent: 0, total });
    try {
      return await upload(delivery, (sent) => setProgress({ name, sent: Math.min(sent, total), total }), mine.signal);
    } catch (problem) {
      if (!mine.signal.aborted) setError(problem);
      return null;
    } finally {
      setProgress(null);
    }
  };
  return { progress, error, send, stop: () => control.current?.abort() };
}
