import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import { serve } from '#libs/platform';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { GatewayConfiguration } from './configuration.ts';
import { GatewayModule } from './gateway.module.ts';
import { securityHeaders } from './web/security.ts';

/** Starts a gateway; any number of them may run beside each other. */
export function startGateway(configuration: GatewayConfiguration): Promise<NestFastifyApplication> {
  return serve(GatewayModule.with(configuration), {
    service: 'gateway',
    configuration,
    prepare: async (fastify) => {
      await fastify.register(helmet, securityHeaders(configuration));
      await fastify.register(cookie);
    },
  });
}
