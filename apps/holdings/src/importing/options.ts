/** How imports are carried out. */
export interface Importing {
  /** Folder for uploads that wait for their run; shared by all instances. */
  readonly spoolDir: string;
  /** Bytes of an upload at most. */
  readonly uploadLimit: number;
  /** A full load that would remove more than this share of what the source held is held for confirmation. */
  readonly holdAbove: number;
  /** Records applied in one transaction at most. */
  readonly chunk: number;
  /** Runs that one instance works on at the same time. */
  readonly parallel: number;
  /** Uploads of at least so many bytes are read on a thread of their own. */
  readonly threadAbove: number;
  /** Seconds after which another instance takes over from one that fell silent. */
  readonly leaseSeconds: number;
  /** Milliseconds between two looks for work. */
  readonly pollEvery: number;
  /** Seconds after a run in which its source is not measured yet: others are at work on what it changed. */
  readonly measureAfter: number;
}

/** Injection token of `Importing`. */
export const IMPORTING = Symbol('importing');

export function importing(options: Partial<Importing> & Pick<Importing, 'spoolDir'>): Importing {
  return {
    uploadLimit: 64 * 1024 ** 3,
    holdAbove: 0.1,
    chunk: 50_000,
    parallel: 2,
    threadAbove: 1_000_000,
    leaseSeconds: 20,
    pollEvery: 500,
    measureAfter: 10,
    ...options,
  };
}
