/** What one screen hands over to the next: a file that was chosen already, and the source that it is from. */
export interface HandedOver {
  readonly file: File | null;
  readonly source: string | null;
}

/** Reads it from the state of an address, where anything may be. */
export function handedOver(state: unknown): HandedOver {
  const { file, source } = (state ?? {}) as Record<string, unknown>;
  return { file: file instanceof File ? file : null, source: typeof source === 'string' ? source : null };
}
