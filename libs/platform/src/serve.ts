import type { DynamicModule, INestApplication, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { MicroserviceOptions } from '@nestjs/microservices';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { Logger } from 'nestjs-pino';
import { openApiOf } from './http/openapi.ts';
import { ProblemFilter } from './http/problem.filter.ts';
import { validation } from './http/validation.ts';
import type { ServiceConfiguration } from './service-configuration.ts';
import { inTrace } from './trace.ts';

export interface Serving {
  readonly service: string;
  readonly configuration: ServiceConfiguration;
  /** How the service hears events and questions; connected after HTTP listens, so that a bus that is away stops nobody. */
  readonly transports?: (app: INestApplication) => MicroserviceOptions[];
  /** Plugins and parsers of this service alone. */
  readonly prepare?: (fastify: FastifyInstance) => Promise<void> | void;
}

/** JSON and plan files; uploads are streamed and have limits of their own. */
const BODY_LIMIT = 8 * 1024 * 1024;

/** Starts a service: HTTP with OpenAPI, health and metrics, its transports, and an orderly end on SIGTERM and SIGINT. */
export async function serve(module: Type | DynamicModule, serving: Serving): Promise<NestFastifyApplication> {
  const app = await prepare(module, serving);
  await app.listen(serving.configuration.HTTP_PORT, serving.configuration.HTTP_HOST);
  for (const transport of serving.transports?.(app) ?? []) app.connectMicroservice<MicroserviceOptions>(transport);
  await app.startAllMicroservices();
  app.get(Logger).log(`${serving.service} listens on ${await app.getUrl()}`);
  return app;
}

async function prepare(
  module: Type | DynamicModule,
  { service, prepare: own }: Serving,
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({ bodyLimit: BODY_LIMIT, trustProxy: true });
  const fastify = adapter.getInstance<FastifyInstance>();
  fastify.addHook('onRequest', (request, _reply, done) => {
    const parent = request.headers['traceparent'];
    inTrace(typeof parent === 'string' ? parent : undefined, done);
  });
  fastify.addContentTypeParser(
    ['text/yaml', 'application/yaml', 'text/plain'],
    { parseAs: 'string' },
    (_request, body, done) => done(null, body),
  );
  await own?.(fastify);
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, { bufferLogs: true });
  app.useLogger(app.get(Logger));
  app.useGlobalPipes(validation());
  app.useGlobalFilters(new ProblemFilter());
  app.enableShutdownHooks();
  describe(app, service);
  return app;
}

function describe(app: NestFastifyApplication, service: string): void {
  const document = openApiOf(app, service);
  app
    .getHttpAdapter()
    .get('/openapi.json', (_request: unknown, reply: { send(body: unknown): void }) => reply.send(document));
}
