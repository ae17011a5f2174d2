import { problemOf, traceId, traceparent } from '#libs/platform';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { addressOf, GatewayConfiguration, ROUTED, type Routed } from '../configuration.ts';
import { Visitors } from '../session/visitors.ts';
import { serveWeb } from '../web/web.ts';
import { forward } from './forward.ts';

/** Routes that are no Nest controllers, since they must not read what passes through: services, provider, web app. */
@Injectable()
export class Routes implements OnModuleInit {
  private readonly logger = new Logger('proxy');

  constructor(
    private readonly http: HttpAdapterHost,
    private readonly configuration: GatewayConfiguration,
    private readonly visitors: Visitors,
  ) {}

  async onModuleInit(): Promise<void> {
    const fastify = this.http.httpAdapter.getInstance<FastifyInstance>();
    await fastify.register(async (scope) => {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
      scope.setErrorHandler((error: FastifyError, request, reply) => this.tell(error, request, reply));
      for (const service of ROUTED) this.toService(scope, service);
      if (this.configuration.IDENTITY_URL !== undefined) this.toIdentity(scope, this.configuration.IDENTITY_URL);
      await serveWeb(scope, this.configuration.WEB_ROOT);
    });
  }

  private toService(scope: FastifyInstance, service: Routed): void {
    const prefix = `/api/${service}`;
    const address = addressOf(service, this.configuration);
    scope.all(`${prefix}/*`, { bodyLimit: Number.MAX_SAFE_INTEGER }, async (request, reply) => {
      const token = await this.visitors.token(request);
      return forward(request, reply, {
        name: service,
        address,
        path: request.url.slice(prefix.length),
        headers: {
          ...this.origin(request),
          authorization: `Bearer ${token}`,
          cookie: undefined,
          'x-csrf-token': undefined,
        },
      });
    });
  }

  private toIdentity(scope: FastifyInstance, address: string): void {
    scope.all('/identity/*', async (request, reply) =>
      forward(request, reply, {
        name: 'identity',
        address,
        path: request.url,
        headers: { ...this.origin(request), cookie: identityCookies(request.headers.cookie) },
      }),
    );
  }

  private origin(request: FastifyRequest): Record<string, string | undefined> {
    const { protocol, host } = new URL(this.configuration.PUBLIC_ORIGIN);
    return {
      traceparent: traceparent(),
      'x-forwarded-for': request.ip,
      'x-forwarded-proto': protocol.slice(0, -1),
      'x-forwarded-host': host,
    };
  }

  private tell(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const problem = problemOf(error);
    const { method, url } = request;
    if (problem.status >= 500) this.logger.error(error.cause ?? error, problem.detail);
    else if (problem.status === 401 || problem.status === 403) {
      this.logger.warn({ denied: problem.code, method, url, from: request.ip }, problem.detail);
    }
    const trace = traceId();
    return reply
      .code(problem.status)
      .type('application/problem+json')
      .send(Object.assign(problem, trace === undefined ? {} : { trace }));
  }
}

/** The provider sees its own cookies only, never the session. */
function identityCookies(header: string | undefined): string | undefined {
  const own = (header ?? '').split(/; */).filter((cookie) => cookie.startsWith('identity'));
  return own.length === 0 ? undefined : own.join('; ');
}
