/** Waits until an address answers that all is well; `alive` throws when waiting is in vain. */
export async function ready(url: string, alive: () => void, patience = 300_000): Promise<void> {
  const deadline = Date.now() + patience;
  for (let last = 'it did not answer'; ;) {
    alive();
    try {
      const answer = await fetch(url, { signal: AbortSignal.timeout(3000) });
      const text = await answer.text();
      if (answer.ok) return;
      last = `it answered ${answer.status}: ${text.slice(0, 300)}`;
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
    }
    if (Date.now() > deadline) throw new Error(`${url} is not ready after ${patience / 1000} s: ${last}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
