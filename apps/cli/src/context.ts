import { Refusal } from '#libs/kernel';
import type { Command } from 'commander';
import { Gateway } from './gateway/gateway.ts';
import { Tokens } from './gateway/tokens.ts';
import { Output, type Streams } from './output/output.ts';

export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly streams: Streams;
  /** Sets what the shell is told when the command itself went well. */
  readonly exit: (code: number) => void;
}

/** What every command works with. */
export interface Context {
  readonly output: Output;
  readonly gateway: Gateway;
  readonly exit: (code: number) => void;
}

interface GlobalOptions {
  readonly url?: string;
  readonly json?: boolean;
}

export const DEFAULT_URL = 'http://localhost:8080';

/** Makes the context of a command from the options above it and the environment. */
export function contextOf(command: Command, { env, streams, exit }: Surroundings): Context {
  const { url: given, json = false } = command.optsWithGlobals<GlobalOptions>();
  const url = (given ?? env['COLLECTIE_URL'] ?? DEFAULT_URL).replace(/\/+$/, '');
  if (!URL.canParse(url)) {
    throw new Refusal('url.malformed', `'${url}' is not an address; write it like ${DEFAULT_URL}`);
  }
  const issuer = env['COLLECTIE_ISSUER'];
  const tokens = new Tokens({
    issuer: (issuer ?? `${url}/identity`).replace(/\/+$/, ''),
    issuerGiven: issuer !== undefined,
    clientId: env['COLLECTIE_CLIENT_ID'] ?? 'collectie-cli',
    clientSecret: required(env, 'COLLECTIE_CLIENT_SECRET'),
  });
  return { output: new Output(json, streams), gateway: new Gateway(url, tokens), exit };
}

function required(env: Surroundings['env'], name: string): string {
  const value = env[name];
  if (value !== undefined && value !== '') return value;
  throw new Refusal(
    'configuration.invalid',
    `${name} is not set: give the secret of a client of the identity provider (and its id in COLLECTIE_CLIENT_ID)`,
  );
}
