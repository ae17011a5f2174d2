import { IsIn, IsInt, IsNotEmpty, IsOptional, IsUrl, Max, Min } from 'class-validator';

/** What the local identity provider reads from the environment. */
export class IdentityConfiguration {
  /** The public address of the provider, path included: `<origin>/identity`. */
  @IsUrl(
    { require_tld: false },
    { message: 'must be the public address of this provider, like http://localhost:8080/identity' },
  )
  readonly ISSUER!: string;

  @IsInt() @Min(0) @Max(65_535) readonly HTTP_PORT: number = 3004;

  @IsNotEmpty() readonly HTTP_HOST: string = '127.0.0.1';

  /** Signing and cookie keys; made at first start, kept for the next. */
  @IsNotEmpty({ message: 'must be the path of a file to keep the signing keys in' })
  readonly KEYS_FILE!: string;

  /** Accounts as JSON; the built-in demo users when not given. */
  @IsOptional() @IsNotEmpty() readonly ACCOUNTS_FILE?: string;

  /** Clients as JSON; by default the gateway and the command line, with the two secrets below. */
  @IsOptional() @IsNotEmpty() readonly CLIENTS_FILE?: string;

  @IsOptional() @IsNotEmpty() readonly GATEWAY_CLIENT_SECRET?: string;

  @IsOptional() @IsNotEmpty() readonly CLI_CLIENT_SECRET?: string;

  @IsNotEmpty() readonly OIDC_AUDIENCE: string = 'collectieplan';

  @IsInt() @Min(5) readonly ACCESS_TOKEN_SECONDS: number = 300;

  @IsIn(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']) readonly LOG_LEVEL: string = 'info';
}
