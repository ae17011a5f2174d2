import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import { openApiOf, ServiceConfiguration } from '#libs/platform';
import { AgreementsModule } from '../apps/agreements/src/agreements.module.ts';
import { CoverageModule } from '../apps/coverage/src/coverage.module.ts';
import { HoldingsConfiguration } from '../apps/holdings/src/configuration.ts';
import { HoldingsModule } from '../apps/holdings/src/holdings.module.ts';

const NOWHERE = {
  DATABASE_URL: 'postgres://nobody@localhost/nothing',
  NATS_URL: 'nats://localhost',
  OIDC_ISSUER: 'http://localhost',
};

const STATUSES = `A failure is answered as problem+json (RFC 9457) with a stable \`code\`, a \`detail\` that says what is wrong and what to do, \`details\` with the places (each with the \`rule\` that was broken, where it has a name, and the \`parameters\` of that), \`parameters\` with what the detail is about, and the \`trace\` by which the log lines are found.

| status | means to a user | means to an operator |
|---|---|---|
| 400, 422 | the request or file has mistakes; the places are named | nothing |
| 401 | sign in (again) | a token is missing, has ended or is not from the configured issuer |
| 403 | not for this role or participant | logged with who and what |
| 404 | there is no such thing, or not for you | nothing |
| 409 | the rules say no; the reason is told | nothing |
| 412 | somebody changed it meanwhile; look again | nothing |
| 413 | too large | nothing |
| 500 | a fault of ours; try again | a bug: look up the trace |
| 503 | a service is away; try again later | look at that service's \`/health/ready\` |
`;

/** The routes of every service as a page for people; behind the gateway each is found under \`/api/<service>\`. */
export async function httpReference(): Promise<string> {
  const nowhere = Object.assign(new ServiceConfiguration(), NOWHERE);
  const services: [string, DynamicModule][] = [
    ['holdings', HoldingsModule.with(Object.assign(new HoldingsConfiguration(), NOWHERE))],
    ['agreements', AgreementsModule.with(nowhere)],
    ['coverage', CoverageModule.with(nowhere)],
  ];
  const parts: string[] = [];
  for (const [service, module] of services) {
    const app = await NestFactory.create(module, new FastifyAdapter(), { preview: true, logger: false });
    parts.push(section(service, openApiOf(app, service)));
    await app.close();
  }
  return `# HTTP\n\nGenerated from the code; \`UPDATE_DOCS=1 npm test -- deploy/http-reference\` writes it anew. Each service serves its OpenAPI at \`/openapi.json\`; the gateway gathers them at \`/api/openapi.json\`.\n\n${STATUSES}\n${parts.join('\n')}`;
}

function section(service: string, { paths }: OpenAPIObject): string {
  const lines = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods as Record<string, { parameters?: { name: string; in: string }[] }>).map(
      ([method, { parameters = [] }]) => {
        const query = parameters.filter((it) => it.in === 'query').map(({ name }) => `\`${name}\``);
        return `| \`${method.toUpperCase()} /api/${service}${path}\` | ${query.join(' ')} |`;
      },
    ),
  );
  return `## ${service}\n\n| route | query |\n|---|---|\n${lines.sort().join('\n')}\n`;
}
