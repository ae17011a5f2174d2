import { Public, Tokens as AccessTokens, who } from '#libs/platform';
import { Controller, Get, Logger, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GatewayConfiguration } from '../configuration.ts';
import { cookieOptions, sessionCookie } from '../session/cookies.ts';
import { Seal } from '../session/seal.ts';
import { Sessions } from '../session/sessions.ts';
import { Visitors } from '../session/visitors.ts';
import { type Attempt, Oidc } from './oidc.ts';

/** Seconds that somebody may take to sign in. */
const ATTEMPT_AGE = 1800;

/** To the identity provider and back. People come here with a browser, so every answer is a place to go. */
@ApiExcludeController()
@Public()
@Controller('sign-in')
export class SignInController {
  private readonly logger = new Logger('sign-in');

  constructor(
    private readonly configuration: GatewayConfiguration,
    private readonly oidc: Oidc,
    private readonly seal: Seal,
    private readonly sessions: Sessions,
    private readonly visitors: Visitors,
    private readonly accessTokens: AccessTokens,
  ) {}

  @Get()
  async begin(@Query('returnTo') returnTo: unknown, @Res() reply: FastifyReply): Promise<void> {
    try {
      const { location, attempt } = await this.oidc.begin(ownPage(returnTo, this.configuration.PUBLIC_ORIGIN));
      reply.setCookie(cookieOf(attempt.state), this.seal.close(attempt, 'attempt'), {
        ...cookieOptions(this.configuration),
        path: '/sign-in',
        maxAge: ATTEMPT_AGE,
      });
      go(reply, location);
    } catch (error) {
      this.logger.error(error, 'The identity provider cannot be reached');
      go(reply, `${this.configuration.PUBLIC_ORIGIN}/?signIn=unavailable`);
    }
  }

  @Get('callback')
  async finish(
    @Query('state') state: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const cookie = cookieOf(state);
    try {
      const attempt = this.seal.open(request.cookies[cookie] ?? '', 'attempt') as Attempt | undefined;
      if (attempt === undefined) throw new Error('Nobody here began to sign in with this state');
      const tokens = await this.oidc.finish(request.url, attempt);
      const user = await this.accessTokens.verify(tokens.access);
      await this.replaceSession(request, reply, await this.sessions.open(user.id, tokens));
      this.logger.log({ who: who(user) }, 'Signed in');
      reply.clearCookie(cookie, { path: '/sign-in' });
      go(reply, attempt.returnTo);
    } catch (error) {
      this.logger.warn({ denied: 'sign-in.failed', from: request.ip, reason: String(error) }, 'Sign-in failed');
      go(reply, `${this.configuration.PUBLIC_ORIGIN}/?signIn=failed`);
    }
  }

  /** Signing in always makes a new session; the one before ends, so that nobody can plant one. */
  private async replaceSession(request: FastifyRequest, reply: FastifyReply, id: string): Promise<void> {
    const before = this.visitors.sessionId(request);
    if (before !== undefined) await this.sessions.close(before);
    reply.setCookie(sessionCookie(this.configuration), id, cookieOptions(this.configuration));
  }
}

/** A cookie per attempt, so that two tabs do not disturb each other. */
function cookieOf(state: unknown): string {
  return `sign-in-${typeof state === 'string' ? state.replaceAll(/[^\w-]/g, '').slice(0, 12) : ''}`;
}

/** Only to a page of our own: anything else would lend our address to others. Whole, since `//x` is another host. */
export function ownPage(returnTo: unknown, origin: string): string {
  const target = typeof returnTo === 'string' ? URL.parse(returnTo, origin) : null;
  return target?.origin === origin ? target.href : `${origin}/`;
}

function go(reply: FastifyReply, location: string): void {
  void reply.header('cache-control', 'no-store').redirect(location, 303);
}
