import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { ServiceConfiguration } from '#libs/platform';
import { IsInt, IsNotEmpty, IsOptional, IsUrl, Matches, Min, MinLength } from 'class-validator';

const address = { require_tld: false, require_protocol: true };

/** What the gateway reads from the environment, beside what every service does. */
export class GatewayConfiguration extends ServiceConfiguration {
  /** The one address that people open, without a path. */
  @Matches(/^https?:\/\/[^/]+$/, {
    message: 'must be the public address without a path, like https://collectieplan.example',
  })
  readonly PUBLIC_ORIGIN!: string;

  @IsUrl(address) readonly HOLDINGS_URL!: string;
  @IsUrl(address) readonly AGREEMENTS_URL!: string;
  @IsUrl(address) readonly COVERAGE_URL!: string;

  /** The local identity provider, where it is behind this gateway under `/identity`. */
  @IsOptional() @IsUrl(address) readonly IDENTITY_URL?: string;

  @IsNotEmpty() readonly OIDC_CLIENT_ID: string = 'gateway';

  @IsNotEmpty({ message: 'must be the secret that the identity provider knows this client by' })
  readonly OIDC_CLIENT_SECRET!: string;

  @IsNotEmpty() readonly OIDC_SCOPE: string = 'openid profile';

  /** Seals what sessions keep; the same for every instance. A new one ends every session. */
  @MinLength(32, { message: 'must be a secret of at least 32 characters, the same for every instance' })
  readonly SESSION_SECRET!: string;

  /** A session ends after so many minutes without a request. */
  @IsInt() @Min(1) readonly SESSION_IDLE_MINUTES: number = 120;

  /** A session ends after so many hours, whatever happens in it. */
  @IsInt() @Min(1) readonly SESSION_HOURS: number = 12;

  /** The built web app. */
  @IsNotEmpty() readonly WEB_ROOT: string = builtWeb();
}

/** Beside the built services; seen from the sources, under `dist`. */
function builtWeb(): string {
  const beside = resolve(import.meta.dirname, '../../../web');
  return existsSync(beside) ? beside : resolve(import.meta.dirname, '../../../dist/web');
}

/** The services that the gateway routes to, by the name in the path. */
export const ROUTED = ['holdings', 'agreements', 'coverage'] as const;
export type Routed = (typeof ROUTED)[number];

export function addressOf(service: Routed, configuration: GatewayConfiguration): string {
  const { HOLDINGS_URL, AGREEMENTS_URL, COVERAGE_URL } = configuration;
  return { holdings: HOLDINGS_URL, agreements: AGREEMENTS_URL, coverage: COVERAGE_URL }[service];
}

export function isSecure({ PUBLIC_ORIGIN }: GatewayConfiguration): boolean {
  return PUBLIC_ORIGIN.startsWith('https:');
}
