/** Asks the service in this container whether it is ready; the exit code tells Docker. */
const answer = await fetch(`http://127.0.0.1:${process.env['HTTP_PORT']}/health/ready`, {
  signal: AbortSignal.timeout(15_000),
}).catch(() => undefined);
process.exitCode = answer?.ok === true ? 0 : 1;
