import type { FastifyHelmetOptions } from '@fastify/helmet';
import { type GatewayConfiguration, isSecure } from '../configuration.ts';

/**
 * Headers of every answer. Everything is our own and from this origin, styles too: the web app sets them by script on
 * its elements, which the policy allows, and has its theme as a stylesheet of the build.
 */
export function securityHeaders(configuration: GatewayConfiguration): FastifyHelmetOptions {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        ...(isSecure(configuration) ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    crossOriginEmbedderPolicy: false,
    strictTransportSecurity: isSecure(configuration) ? { maxAge: 31_536_000 } : false,
    referrerPolicy: { policy: 'same-origin' },
  };
}
