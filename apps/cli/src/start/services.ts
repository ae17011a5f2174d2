import type { DataFolder, Secrets } from './data-folder.ts';

/** Every program of ours that makes up the whole, in the order in which they are named to people. */
export const SERVICES = ['holdings', 'agreements', 'coverage', 'identity', 'gateway'] as const;
export type ServiceName = (typeof SERVICES)[number];

/** What the environments of the services are made from. */
export interface Surroundings {
  folder: DataFolder;
  secrets: Secrets;
  /** The one address that people open. */
  origin: string;
  ports: Record<ServiceName, number>;
  databaseUrl: (service: string) => string;
  natsUrl: (service: string) => string;
}

/** The environment that a service of this installation needs beside what it inherits. */
export function environmentOf(service: ServiceName, around: Surroundings): Record<string, string> {
  const { folder, secrets, origin, ports } = around;
  const at = (name: ServiceName): string => `http://127.0.0.1:${ports[name]}`;
  const common = {
    HTTP_HOST: '127.0.0.1',
    HTTP_PORT: String(ports[service]),
    OIDC_AUDIENCE: 'collectieplan',
  };
  if (service === 'identity') {
    return {
      ...common,
      ISSUER: `${origin}/identity`,
      KEYS_FILE: folder.in('identity', 'keys.json'),
      GATEWAY_CLIENT_SECRET: secrets.gatewayClient,
      CLI_CLIENT_SECRET: secrets.cliClient,
    };
  }
  const ofService = {
    ...common,
    DATABASE_URL: around.databaseUrl(service),
    NATS_URL: around.natsUrl(service),
    OIDC_ISSUER: `${origin}/identity`,
    // Straight from the provider: the address that people use may not be up yet.
    OIDC_JWKS_URL: `${at('identity')}/identity/jwks`,
  };
  if (service === 'holdings') return { ...ofService, SPOOL_DIR: folder.in('spool') };
  if (service !== 'gateway') return ofService;
  return {
    ...ofService,
    PUBLIC_ORIGIN: origin,
    HOLDINGS_URL: at('holdings'),
    AGREEMENTS_URL: at('agreements'),
    COVERAGE_URL: at('coverage'),
    IDENTITY_URL: at('identity'),
    OIDC_CLIENT_ID: 'gateway',
    OIDC_CLIENT_SECRET: secrets.gatewayClient,
    SESSION_SECRET: secrets.session,
  };
}
