import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ServerProcess, SMALL_PROCESS } from '#libs/embedded';
import type { DataFolder } from './data-folder.ts';
import { environmentOf, type ServiceName, type Surroundings } from './services.ts';

/** A program that is part of a run: its process, and where it writes. */
export type Program = (folder: DataFolder) => ServerProcess;

/** A service as its own process; with `watch` it starts again whenever its built files change. */
export function service(name: ServiceName, project: string, around: Surroundings, watch: boolean): Program {
  const main = join(project, 'dist', 'apps', name, 'src', 'main.js');
  if (!existsSync(main)) throw new Error(`${main} is not there. Build first: npm run build`);
  const watching = watch ? ['--watch', '--watch-preserve-output'] : [];
  return (folder) =>
    new ServerProcess({
      name,
      command: process.execPath,
      args: ['--enable-source-maps', ...SMALL_PROCESS.flags, ...watching, main],
      logFile: folder.in('logs', `${name}.log`),
      stopSignal: 'SIGTERM',
      env: {
        ...SMALL_PROCESS.environment,
        ...process.env,
        NODE_ENV: watch ? 'development' : 'production',
        // Compiled code is kept between starts.
        NODE_COMPILE_CACHE: folder.in('cache'),
        ...environmentOf(name, around),
      },
    });
}

/** Builds what changes, as long as it runs. */
export function builder(project: string): Program {
  return tool('build', project, 'typescript/bin/tsc', [
    '-p',
    'tsconfig.build.json',
    '--watch',
    '--preserveWatchOutput',
  ]);
}

/** Serves the web app with reload, and passes on to the gateway what is not the web app. */
export function webServer(project: string, port: number, gatewayPort: number): Program {
  return tool(
    'web',
    project,
    'vite/bin/vite.js',
    ['apps/web', '--host', 'localhost', '--port', `${port}`, '--strictPort'],
    {
      GATEWAY_URL: `http://127.0.0.1:${gatewayPort}`,
    },
  );
}

function tool(
  name: string,
  project: string,
  script: string,
  args: string[],
  environment: Record<string, string> = {},
): Program {
  return (folder) =>
    new ServerProcess({
      name,
      command: process.execPath,
      args: [join(project, 'node_modules', script), ...args],
      logFile: folder.in('logs', `${name}.log`),
      stopSignal: 'SIGTERM',
      env: { ...process.env, ...environment },
      cwd: project,
    });
}
