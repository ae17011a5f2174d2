import { createServer } from 'node:net';

/** A port of this machine that nothing listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('The system gave no port');
  return address.port;
}

/** Whether something listens on the port already. */
export async function portTaken(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(true);
      else reject(error);
    });
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(false)));
  });
}

/** Refuses, before anything is touched, to start a server where another one listens. */
export async function claimPort(port: number | undefined, server: string): Promise<number> {
  if (port === undefined) return freePort();
  if (!(await portTaken(port))) return port;
  throw new Error(
    `Port ${port} is taken, so ${server} cannot start there. End the program that uses it, or choose another port.`,
  );
}
