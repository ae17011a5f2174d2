import { IsIn, IsInt, IsNotEmpty, IsOptional, IsUrl, Matches, Max, Min } from 'class-validator';

/** What every service needs to know of its surroundings; a service's own configuration extends it. */
export class ServiceConfiguration {
  @Matches(/^postgres(ql)?:\/\//, {
    message: 'must be a PostgreSQL address, like postgresql://login:password@host:5432/database',
  })
  readonly DATABASE_URL!: string;

  @Matches(/^nats:\/\//, { message: 'must be a NATS address, like nats://user:password@host:4222' })
  readonly NATS_URL!: string;

  @IsInt() @Min(0) @Max(65_535) readonly HTTP_PORT: number = 3000;

  @IsNotEmpty() readonly HTTP_HOST: string = '127.0.0.1';

  /** The issuer that signs access tokens, exactly as their `iss` has it. */
  @IsUrl({ require_tld: false }, { message: 'must be the address of the OpenID Connect issuer' })
  readonly OIDC_ISSUER!: string;

  /** Where the issuer's keys are fetched; by default found by discovery at the issuer. */
  @IsOptional() @IsUrl({ require_tld: false }) readonly OIDC_JWKS_URL?: string;

  @IsNotEmpty() readonly OIDC_AUDIENCE: string = 'collectieplan';

  @IsIn(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']) readonly LOG_LEVEL: string = 'info';

  /** Largest size of an event stream in bytes; publishing stops there and the outbox waits. */
  @IsInt() @Min(1_048_576) readonly STREAM_MAX_BYTES: number = 8_589_934_592;

  /** Copies of a stream in a NATS cluster: 1 on one server, 3 on three. */
  @IsIn([1, 3, 5]) readonly STREAM_REPLICAS: number = 1;
}
