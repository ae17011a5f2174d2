import { totalmem } from 'node:os';

const MB = 1024 ** 2;
/** Of the machine, or of the container that has less. */
const MEMORY = Math.min(totalmem(), process.constrainedMemory() || Infinity) / MB;
/** An eighth of the memory, of a large one at most 4 GB: keys come from all over, and most of them should be found here. */
const SHARED_BUFFERS = Math.round(Math.min(4096, Math.max(128, MEMORY / 8)));

/** What every embedded server runs with: durable, for one machine that also runs everything else. */
export const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: `${SHARED_BUFFERS}MB`,
  work_mem: '16MB',
  maintenance_work_mem: '256MB',
  effective_cache_size: `${4 * SHARED_BUFFERS}MB`,
  max_wal_size: '8GB',
  checkpoint_timeout: '15min',
  random_page_cost: '1.1',
  synchronous_commit: 'on',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] %q%u@%d ',
  log_min_duration_statement: '5s',
};

/** For servers whose data nobody misses, such as those of tests: no waiting for the disk. */
export const FORGETFUL: Readonly<Record<string, string>> = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  shared_buffers: '128MB',
  log_min_duration_statement: '-1',
};

/**
 * How each server process deals with memory, in bytes (glibc, mallopt(3)). By itself it gives back at once what a statement freed, and
 * one of many parts, run again and again, then spends most of its time on getting it again, page by page.
 */
export const KEPT_MEMORY: Readonly<Record<string, string>> = {
  MALLOC_TRIM_THRESHOLD_: String(16 * MB),
  MALLOC_MMAP_THRESHOLD_: String(16 * MB),
  MALLOC_TOP_PAD_: String(MB),
};
