/** Runs once after all tests: ends the servers, and fails the run when tests left something behind. */
export default async function tearDown(): Promise<void> {
  const started = globalThis.testServers;
  if (started === undefined) return;
  const left = await started.servers.stop(started.run);
  started.close();
  if (left.length > 0) throw new Error(`The tests left behind: ${left.join(', ')}`);
}
