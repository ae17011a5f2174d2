import { DatabaseModule, PlatformModule } from '#libs/platform';
import { type DynamicModule, Module } from '@nestjs/common';
import { GatewayConfiguration } from './configuration.ts';
import { Acting } from './live/acting.ts';
import { Live } from './live/live.ts';
import { LiveController } from './live/live.controller.ts';
import { migrations } from './migrations/index.ts';
import { OpenApiController } from './openapi/openapi.controller.ts';
import { Routes } from './proxy/routes.ts';
import { Seal } from './session/seal.ts';
import { SessionController } from './session/session.controller.ts';
import { Sessions } from './session/sessions.ts';
import { Visitors } from './session/visitors.ts';
import { Oidc } from './sign-in/oidc.ts';
import { SignInController } from './sign-in/sign-in.controller.ts';

/** One origin for people and programs: sign-in, the services, live changes, the web app. No business data. */
@Module({})
export class GatewayModule {
  static with(configuration: GatewayConfiguration): DynamicModule {
    return {
      module: GatewayModule,
      imports: [
        PlatformModule.with('gateway', trusting(configuration)),
        DatabaseModule.with({ url: configuration.DATABASE_URL, migrations, applicationName: 'gateway' }),
      ],
      controllers: [SignInController, SessionController, LiveController, OpenApiController],
      providers: [
        { provide: GatewayConfiguration, useValue: configuration },
        { provide: Seal, useValue: new Seal(configuration.SESSION_SECRET) },
        Sessions,
        Visitors,
        Oidc,
        Acting,
        Live,
        Routes,
      ],
    };
  }
}

/** The local provider's keys are fetched straight from it: its public address is this gateway's own. */
function trusting(configuration: GatewayConfiguration): GatewayConfiguration {
  const { IDENTITY_URL, OIDC_JWKS_URL } = configuration;
  if (IDENTITY_URL === undefined || OIDC_JWKS_URL !== undefined) return configuration;
  return Object.assign(new GatewayConfiguration(), configuration, {
    OIDC_JWKS_URL: new URL('/identity/jwks', IDENTITY_URL).href,
  });
}
