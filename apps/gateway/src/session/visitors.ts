import { Refusal } from '#libs/kernel';
import { bearerOf, Tokens as AccessTokens, type User } from '#libs/platform';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { GatewayConfiguration } from '../configuration.ts';
import { Oidc } from '../sign-in/oidc.ts';
import { sessionCookie } from './cookies.ts';
import { sameText, Seal } from './seal.ts';
import { Sessions, type Session } from './sessions.ts';

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Who makes a request: a person with a session, or a program with a token of its own. */
@Injectable()
export class Visitors {
  private readonly renewing = new Map<string, Promise<Session | undefined>>();

  constructor(
    private readonly configuration: GatewayConfiguration,
    private readonly sessions: Sessions,
    private readonly oidc: Oidc,
    private readonly seal: Seal,
    private readonly accessTokens: AccessTokens,
  ) {}

  /** The access token to hand on. A program's passes as it is: the services verify it. */
  async token(request: FastifyRequest): Promise<string> {
    if (request.headers.authorization !== undefined) return bearerOf(request);
    return (await this.session(request)).tokens.access;
  }

  async user(request: FastifyRequest): Promise<User> {
    return this.accessTokens.verify(await this.token(request));
  }

  /** The session of the request's cookie; a request that changes something must prove that it comes from our pages. */
  async session(request: FastifyRequest): Promise<Session> {
    const id = this.sessionId(request);
    let session = id === undefined ? undefined : await this.sessions.find(id);
    if (session?.stale === true) session = await this.renewed(session.id);
    if (session === undefined) {
      throw new Refusal('identity.not-signed-in', 'Nobody is signed in here, or the session has ended; sign in again');
    }
    if (!READING.has(request.method)) this.provesOrigin(request, session);
    return session;
  }

  /** What a page sends along in `x-csrf-token` with every change. */
  csrf(session: Session): string {
    return this.seal.sign(`csrf ${session.id}`);
  }

  sessionId(request: FastifyRequest): string | undefined {
    return request.cookies[sessionCookie(this.configuration)];
  }

  private provesOrigin(request: FastifyRequest, session: Session): void {
    const given = request.headers['x-csrf-token'];
    if (typeof given === 'string' && sameText(given, this.csrf(session))) return;
    throw new Refusal('csrf.not-allowed', 'Send the csrf value of GET /api/me in the header x-csrf-token');
  }

  /** Requests of one session that come together wait for one renewal. */
  private renewed(id: string): Promise<Session | undefined> {
    const known = this.renewing.get(id);
    if (known !== undefined) return known;
    const renewal = this.sessions
      .renew(id, (tokens) => this.oidc.refresh(tokens))
      .finally(() => this.renewing.delete(id));
    this.renewing.set(id, renewal);
    return renewal;
  }
}
