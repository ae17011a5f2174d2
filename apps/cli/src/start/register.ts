import { type Command, InvalidArgumentError } from 'commander';
import { resolve } from 'node:path';

interface Flags {
  port: number;
  data?: string;
  fresh: boolean;
  demo: boolean;
}

/** Adds `collectie start` and `collectie dev`: everything on one machine. */
export function registerStart(program: Command): void {
  add(program, 'start', 'run everything on this machine, with the demo the first time', 8080, false);
  add(program, 'dev', 'as start, and build and start again what changes', 8080, true);
}

function add(program: Command, name: string, description: string, port: number, watch: boolean): void {
  program
    .command(name)
    .description(description)
    .option('--port <number>', 'where the one address listens', portNumber, port)
    .option('--data <folder>', 'where everything is kept (default: .data in the project)')
    .option('--fresh', 'delete what is kept there and start over', false)
    .option('--no-demo', 'do not load the demo into a new installation')
    .action(async ({ data, ...flags }: Flags) => {
      // Only now: servers and services are much to load for a command that asks something of a running system.
      const [{ DataFolder, projectFolder }, { start }] = await Promise.all([
        import('./data-folder.ts'),
        import('./start.ts'),
      ]);
      const project = projectFolder();
      const folder = new DataFolder(resolve(data ?? `${project}/.data`));
      process.exitCode = await start({ ...flags, project, folder, watch });
    });
}

function portNumber(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new InvalidArgumentError('It must be a whole number from 1 to 65535.');
}
