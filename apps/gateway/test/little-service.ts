import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Refusal } from '#libs/kernel';
import { Allow, CurrentUser, IdentityModule, type Issuer, ProblemFilter, Public, type User } from '#libs/platform';
import { Controller, Get, Headers, Post, Req } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Whom everybody acts for, as the little service tells; nothing while it is away. */
export const ACTING = { named: [] as string[], away: false };

/** Requests that wait for an answer that never comes, and those of them that were broken off. */
export const WAITING = { begun: 0, brokenOff: 0 };

/** What a service behind the gateway can be asked in tests: who is it, may they, and a stream. */
@Controller()
class Desk {
  @Get('who') who(@CurrentUser() user: User, @Headers() headers: Record<string, string>) {
    return { user, headers };
  }

  @Get('acting-for') actingFor(@CurrentUser() { participant = '' }: User): { items: { participant: string }[] } {
    if (ACTING.away) throw new Refusal('acting.unavailable', 'Not now');
    return { items: [participant, ...ACTING.named].map((isil) => ({ participant: isil })) };
  }

  @Public() @Get('health/live') live(): string {
    if (ACTING.away) throw new Refusal('acting.unavailable', 'Not now');
    return 'live';
  }

  @Allow('plan-owner') @Get('owners') owners(): string {
    return 'owners';
  }

  @Get('wait') wait(@Req() request: FastifyRequest): Promise<never> {
    WAITING.begun++;
    request.raw.on('close', () => WAITING.brokenOff++);
    return new Promise<never>(() => undefined);
  }

  @Post('take') take(@CurrentUser() user: User): { by: string } {
    return { by: user.id };
  }

  @Post('upload') async upload(@Req() request: FastifyRequest): Promise<{ bytes: number; hash: string }> {
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const chunk of request.body as Readable) {
      hash.update(chunk as Buffer);
      bytes += (chunk as Buffer).length;
    }
    return { bytes, hash: hash.digest('hex') };
  }
}

/** A small service on our platform, with identity as every service has it. */
export async function littleService(name: string, issuer: Issuer): Promise<{ url: string; stop(): Promise<void> }> {
  const adapter = new FastifyAdapter();
  const fastify = adapter.getInstance<FastifyInstance>();
  fastify.addContentTypeParser('application/marc', (_request, payload, done) => done(null, payload));
  fastify.get('/openapi.json', async () => description(name));
  const module = { module: class Little {}, imports: [IdentityModule.with(issuer)], controllers: [Desk] };
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, { logger: false });
  app.useGlobalFilters(new ProblemFilter());
  await app.listen(0, '127.0.0.1');
  return { url: await app.getUrl(), stop: () => app.close() };
}

function description(name: string) {
  const answer = { $ref: '#/components/schemas/Answer' };
  const get = { operationId: 'who', responses: { 200: { content: { 'application/json': { schema: answer } } } } };
  return {
    openapi: '3.0.0',
    info: { title: name },
    paths: { '/who': { get } },
    components: {
      schemas: { Answer: { type: 'object', title: name }, Same: { type: 'string' } },
    },
  };
}
