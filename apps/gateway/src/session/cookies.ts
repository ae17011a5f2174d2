import type { CookieSerializeOptions } from '@fastify/cookie';
import { type GatewayConfiguration, isSecure } from '../configuration.ts';

/** The cookie that holds a session; over HTTPS browsers themselves refuse any other site's under this name. */
export function sessionCookie(configuration: GatewayConfiguration): string {
  return isSecure(configuration) ? '__Host-session' : 'session';
}

/** Out of reach of scripts and of other sites' requests. Without an age: it ends with the browser. */
export function cookieOptions(configuration: GatewayConfiguration): CookieSerializeOptions {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure(configuration) };
}
