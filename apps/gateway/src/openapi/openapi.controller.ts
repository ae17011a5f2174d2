import { Public } from '#libs/platform';
import { Controller, Get } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';
import { addressOf, GatewayConfiguration, ROUTED, type Routed } from '../configuration.ts';
import { gathered, type OpenApi, type Part } from './gather.ts';

/** Milliseconds for which one gathering is good: it asks every service, and anybody may ask for it. */
const GOOD_FOR = 10_000;

/** The services' own descriptions, gathered into one. */
@ApiExcludeController()
@Public()
@Controller('api/openapi.json')
export class OpenApiController {
  private last: { readonly at: number; readonly document: Promise<OpenApi> } | undefined;

  constructor(
    private readonly configuration: GatewayConfiguration,
    private readonly http: HttpAdapterHost,
  ) {}

  @Get()
  async document(): Promise<OpenApi> {
    if (this.last === undefined || performance.now() - this.last.at > GOOD_FOR) {
      this.last = { at: performance.now(), document: this.gather() };
    }
    return this.last.document;
  }

  private async gather(): Promise<OpenApi> {
    const services = await Promise.all(ROUTED.map((service) => this.of(service)));
    const away = ROUTED.filter((_, index) => services[index] === undefined);
    return gathered([await this.own(), ...services.filter((part) => part !== undefined)], away);
  }

  private async own(): Promise<Part> {
    const fastify = this.http.httpAdapter.getInstance<FastifyInstance>();
    const answer = await fastify.inject({ method: 'GET', url: '/openapi.json' });
    return { service: '', document: answer.json<OpenApi>() };
  }

  private async of(service: Routed): Promise<Part | undefined> {
    try {
      const address = new URL('/openapi.json', addressOf(service, this.configuration));
      const answer = await fetch(address, { signal: AbortSignal.timeout(3000) });
      return answer.ok ? { service, document: (await answer.json()) as OpenApi } : undefined;
    } catch {
      return undefined;
    }
  }
}
