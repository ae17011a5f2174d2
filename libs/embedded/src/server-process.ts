import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';

export interface ServerCommand {
  /** What people call it in messages. */
  name: string;
  command: string;
  args: string[];
  /** Everything it writes is appended here: a pipe would fill up, or break when this process is killed. */
  logFile: string;
  /** The signal that makes it end in good order. */
  stopSignal: NodeJS.Signals;
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  uid?: number | undefined;
  gid?: number | undefined;
}

/**
 * A server that this process runs. It lives in a session of its own, so that Ctrl-C reaches only us and we decide the
 * order of the end; a guard ends it when we end in whatever way, `kill -9` included.
 */
export class ServerProcess {
  readonly pid: number;
  readonly exited: Promise<void>;
  private readonly child: ChildProcess;
  private readonly guard: ChildProcess | undefined;
  private readonly what: ServerCommand;
  private ended = false;

  constructor(what: ServerCommand) {
    this.what = what;
    const log = openSync(what.logFile, 'a');
    this.child = spawn(what.command, what.args, {
      stdio: ['ignore', log, log],
      detached: true,
      ...(what.env !== undefined && { env: what.env }),
      ...(what.cwd !== undefined && { cwd: what.cwd }),
      ...(what.uid !== undefined && { uid: what.uid }),
      ...(what.gid !== undefined && { gid: what.gid }),
    });
    closeSync(log);
    this.exited = new Promise((resolve) => {
      const end = (): void => {
        this.ended = true;
        this.guard?.kill('SIGKILL');
        resolve();
      };
      this.child.once('exit', end);
      this.child.once('error', end);
    });
    this.pid = this.child.pid ?? 0;
    this.guard = this.pid === 0 || process.platform === 'win32' ? undefined : guard(this.pid, what.stopSignal);
  }

  get running(): boolean {
    return !this.ended;
  }

  signal(signal: NodeJS.Signals): void {
    if (!this.ended) this.child.kill(signal);
  }

  /** Ends it in good order, or hard when that takes longer than `patience` milliseconds. */
  async stop(patience = 15_000): Promise<void> {
    this.signal(this.what.stopSignal);
    const hard = setTimeout(() => this.signal('SIGKILL'), patience);
    await this.exited;
    clearTimeout(hard);
  }

  async kill(): Promise<void> {
    this.signal('SIGKILL');
    await this.exited;
  }

  /** Waits until `ready` answers true; says what the server wrote when it ends or is not ready in time. */
  async waitUntil(ready: () => boolean | Promise<boolean>, patience = 60_000): Promise<void> {
    const deadline = Date.now() + patience;
    while (!(await ready())) {
      if (this.ended) throw new Error(`${this.what.name} ended while starting. ${this.lastWords()}`);
      if (Date.now() > deadline) {
        await this.kill();
        throw new Error(`${this.what.name} was not ready after ${patience / 1000} s. ${this.lastWords()}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  private lastWords(): string {
    const words = readFileSync(this.what.logFile, 'utf8').trim().split('\n').slice(-8).join('\n');
    return `It wrote (${this.what.logFile}):\n${words}`;
  }
}

/** Waits for the end of the pipe to us, which comes with our end, then ends the server: hard after ten seconds. */
function guard(pid: number, signal: NodeJS.Signals): ChildProcess {
  const script = `read -r _
    kill -s "$2" "$1" 2>/dev/null
    tries=0
    while kill -0 "$1" 2>/dev/null; do
      tries=$((tries + 1))
      [ "$tries" -gt 100 ] && kill -s KILL "$1"
      sleep 0.1
    done`;
  const child = spawn('/bin/sh', ['-c', script, 'guard', String(pid), signal.replace('SIG', '')], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  child.unref();
  return child;
}
