import { Refusal } from '#libs/kernel';
import { type Role, ROLES } from '#libs/platform';
import { IsIn, IsNotEmpty, IsOptional, IsUrl, Matches, MinLength } from 'class-validator';
import type { IdentityConfiguration } from './configuration.ts';
import { readList } from './read-list.ts';

/** A program that may ask for tokens: for people (it has an origin they return to), or for itself (it has roles). */
export class Client {
  @Matches(/^[\w.-]+$/) readonly id!: string;
  @MinLength(8) readonly secret!: string;
  @IsOptional() @IsNotEmpty() readonly name?: string;
  /** Where people come back to after they signed in. */
  @IsOptional() @IsUrl({ require_tld: false }) readonly origin?: string;
  /** What it may do in its own name. */
  @IsOptional() @IsIn(ROLES, { each: true }) readonly roles?: Role[];
  @IsOptional() @Matches(/^[A-Z]{1,4}-[A-Za-z0-9:/-]{1,11}$/) readonly participant?: string;
}

/** The clients of the file; without one, the gateway and the command line. */
export function readClients(configuration: IdentityConfiguration): Client[] {
  if (configuration.CLIENTS_FILE !== undefined) return readList(Client, configuration.CLIENTS_FILE);
  const { GATEWAY_CLIENT_SECRET: gateway, CLI_CLIENT_SECRET: cli } = configuration;
  if (gateway === undefined || cli === undefined) {
    throw new Refusal(
      'configuration.invalid',
      'Set CLIENTS_FILE, or else both GATEWAY_CLIENT_SECRET and CLI_CLIENT_SECRET, and start again',
    );
  }
  return [
    { id: 'gateway', secret: gateway, origin: new URL(configuration.ISSUER).origin },
    { id: 'collectie-cli', name: 'collectie', secret: cli, roles: ['administrator', 'plan-owner', 'service'] },
  ];
}
