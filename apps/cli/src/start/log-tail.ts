import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';

interface LogLine {
  level?: number;
  msg?: string;
  err?: { message?: string };
}

/** pino's number for errors. */
const ERROR = 50;

/** Follows a service's log and tells its errors on the console, a line each; the log itself has the rest. */
export class LogTail {
  private readonly file: string;
  private readonly say: (line: string) => void;
  private readonly timer: NodeJS.Timeout;
  private position: number;
  private rest = '';

  constructor(file: string, say: (line: string) => void) {
    this.file = file;
    this.say = say;
    this.position = existsSync(file) ? statSync(file).size : 0;
    this.timer = setInterval(() => this.read(), 500);
  }

  stop(): void {
    clearInterval(this.timer);
    this.read();
  }

  private read(): void {
    if (!existsSync(this.file)) return;
    const { size } = statSync(this.file);
    if (size < this.position) this.position = 0;
    if (size === this.position) return;
    const piece = Buffer.alloc(Math.min(size - this.position, 1024 * 1024));
    const handle = openSync(this.file, 'r');
    this.position += readSync(handle, piece, 0, piece.length, this.position);
    closeSync(handle);
    const lines = (this.rest + piece.toString('utf8')).split('\n');
    this.rest = lines.pop() ?? '';
    for (const line of lines) {
      const told = errorIn(line);
      if (told !== undefined) this.say(told);
    }
  }
}

/** What a log line tells of an error, if it does. */
export function errorIn(line: string): string | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const { level = 0, msg, err } = JSON.parse(line) as LogLine;
    if (level < ERROR) return undefined;
    return [msg, err?.message].filter((part, at, all) => part !== undefined && all.indexOf(part) === at).join(': ');
  } catch {
    return undefined;
  }
}
