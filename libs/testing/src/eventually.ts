/** Tries until `attempt` neither throws nor is out of time, then gives what it gave; else throws its last failure. */
export async function eventually<T>(
  attempt: () => T | Promise<T>,
  { timeout = 10_000, every = 25 }: { timeout?: number; every?: number } = {},
): Promise<T> {
  const deadline = Date.now() + timeout;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, every));
  }
}
