/**
 * A place where crash tests kill the process, as power loss would: at once, with nothing flushed. Does nothing unless
 * the environment variable FAILPOINT names the place, optionally with the number of passes to let go by: `name:3`.
 */
export function failpoint(name: string): void {
  if (armed === undefined || armed.name !== name) return;
  if (armed.passes > 0) {
    armed.passes--;
    return;
  }
  process.kill(process.pid, 'SIGKILL');
  // The signal arrives between two turns of the event loop; nothing may run until then.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

const armed = arm(process.env['FAILPOINT']);

function arm(setting: string | undefined): { name: string; passes: number } | undefined {
  if (setting === undefined || setting === '') return undefined;
  const [name = '', passes = '0'] = setting.split(':');
  return { name, passes: Number(passes) };
}
