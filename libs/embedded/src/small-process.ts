/**
 * How a Node process runs that does much and keeps little. By itself it lets garbage pile up to hundreds of megabytes
 * before it looks, as long as the machine has them: with a nursery of 8 MB and a heap of 1 GB at most it looks earlier
 * (`docs/benchmarks.md` has what that costs). The C library is told to give back at once what is larger than a few
 * pages, and not to keep a heap for each thread. The image of the services says the same (`Dockerfile`).
 */
export const SMALL_PROCESS = {
  flags: ['--max-semi-space-size=8', '--max-old-space-size=1024'],
  environment: { MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: '262144' },
} as const;
