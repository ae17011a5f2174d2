import { Refusal } from '#libs/kernel';
import { type CanActivate, type ExecutionContext, Injectable, Logger } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ALLOWED, PUBLIC, recognise } from './decorators.ts';
import { Tokens } from './tokens.ts';
import { hasRole, type Role, type User, who } from './user.ts';

/** Lets nobody in without a verified access token, nor without one of the roles that the route asks for. */
@Injectable()
export class IdentityGuard implements CanActivate {
  private readonly logger = new Logger('identity');

  constructor(
    private readonly reflector: Reflector,
    private readonly tokens: Tokens,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    // What arrives over NATS was let in by the permissions of the NATS user that sent it.
    if (context.getType() !== 'http' || this.about(PUBLIC, context) === true) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const user = await this.identify(request, context.switchToHttp().getResponse<FastifyReply>());
    this.admit(user, this.about(ALLOWED, context) as Role[] | undefined, request);
    recognise(request, user);
    return true;
  }

  private about(key: symbol, context: ExecutionContext): unknown {
    return this.reflector.getAllAndOverride<unknown>(key, [context.getHandler(), context.getClass()]);
  }

  private async identify(request: FastifyRequest, reply: FastifyReply): Promise<User> {
    try {
      return await this.tokens.verify(bearerOf(request));
    } catch (error) {
      const code = error instanceof Refusal ? error.code : 'identity.unavailable';
      if (code === 'identity.not-signed-in') reply.header('www-authenticate', 'Bearer');
      this.logger.warn({ denied: code, from: request.ip, ...what(request) }, 'Not recognised');
      throw error;
    }
  }

  private admit(user: User, roles: readonly Role[] | undefined, request: FastifyRequest): void {
    if (roles === undefined || hasRole(user, ...roles)) return;
    this.logger.warn({ denied: 'role.not-allowed', who: who(user), needs: roles, ...what(request) }, 'Role missing');
    throw new Refusal(
      'role.not-allowed',
      `This needs the role ${roles.join(' or ')}; you have ${user.roles.join(', ') || 'none'}`,
    );
  }
}

/** The token of an `Authorization: Bearer` header. */
export function bearerOf({ headers }: FastifyRequest): string {
  const token = /^Bearer +([\w.~+/=-]+)$/i.exec(headers.authorization ?? '')?.[1];
  if (token !== undefined) return token;
  throw new Refusal('identity.not-signed-in', 'Send an access token in the header: Authorization: Bearer <token>');
}

function what({ method, url }: FastifyRequest): { method: string; url: string } {
  return { method, url };
}
