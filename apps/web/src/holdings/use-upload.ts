import { useEffect, useRef, useState } from 'react';
import type { Sent } from '../api/upload.ts';

interface Progress {
  readonly name: string;
  readonly sent: number;
  readonly total: number;
}

interface Upload<A, R> {
  readonly progress: Progress | null;
  readonly error: unknown;
  /** What came of it; `null` when it failed or was stopped. */
  readonly send: (asked: A) => Promise<R | null>;
  readonly stop: () => void;
}

/** Sends one file at a time; leaving the screen stops it. */
export function useUpload<A extends { readonly file: File }, R>(
  upload: (asked: A, sent: Sent, signal: AbortSignal) => Promise<R>,
): Upload<A, R> {
  const [progress, setProgress] = useState<Progress | null>(null);
  const [error, setError] = useState<unknown>(null);
  const control = useRef<AbortController>(null);
  useEffect(() => () => control.current?.abort(), []);

  const send = async (asked: A): Promise<R | null> => {
    const { name, size: total } = asked.file;
    const mine = new AbortController();
    control.current = mine;
    setError(null);
    setProgress({ name, sent: 0, total });
    try {
      return await upload(asked, (sent) => setProgress({ name, sent: Math.min(sent, total), total }), mine.signal);
    } catch (problem) {
      if (!mine.signal.aborted) setError(problem);
      return null;
    } finally {
      setProgress(null);
    }
  };
  return { progress, error, send, stop: () => control.current?.abort() };
}
