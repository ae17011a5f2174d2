import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { IdentityGuard } from './guard.ts';
import { type Issuer, Tokens } from './tokens.ts';

/** Identity for every route of a service: who is it, and may they. */
@Global()
@Module({})
export class IdentityModule {
  static with(issuer: Issuer): DynamicModule {
    return {
      module: IdentityModule,
      providers: [
        { provide: Tokens, useValue: new Tokens(issuer) },
        { provide: APP_GUARD, useClass: IdentityGuard },
      ],
      exports: [Tokens],
    };
  }
}
