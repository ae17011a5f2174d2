import { Public } from '#libs/platform';
import { Controller, Get, Headers, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiProperty } from '@nestjs/swagger';
import { IsOptional, IsString } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Sessions } from '../session/sessions.ts';
import { Visitors } from '../session/visitors.ts';
import { Acting } from './acting.ts';
import { Listener } from './listener.ts';
import { Live } from './live.ts';

class LiveRequest {
  @ApiProperty({ required: false, description: 'The `moment` of `/api/me`, asked before anything that a page shows' })
  @IsOptional()
  @IsString()
  readonly since?: string;
}

/** Changes as they happen, as server-sent events. */
@Public()
@Controller('api/live')
export class LiveController {
  constructor(
    private readonly visitors: Visitors,
    private readonly sessions: Sessions,
    private readonly acting: Acting,
    private readonly live: Live,
  ) {}

  @Get()
  @ApiOperation({
    summary:
      'Server-sent events: `changed`, with the type of the event and what it is about; and once `whole`, when all that changed since `since` was told before it, or `missed`, when it was not',
  })
  @ApiProduces('text/event-stream')
  async listen(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Query() { since }: LiveRequest,
    // A browser that opens a line again does so under the same address, with what it asked for long ago.
    @Headers('last-event-id') again?: string,
  ): Promise<void> {
    const user = await this.visitors.user(request);
    const session = request.headers.authorization === undefined ? this.visitors.sessionId(request) : undefined;
    const stillIn = async (): Promise<boolean> =>
      session === undefined
        ? this.visitors.user(request).then(Boolean, () => false)
        : this.sessions.inForceStill(session);
    const acting = await this.acting.recognise(user, await this.visitors.token(request));
    reply.hijack();
    for (const [name, value] of Object.entries(reply.getHeaders()))
      if (value !== undefined) reply.raw.setHeader(name, value);
    reply.raw.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    const listener = new Listener(acting, reply.raw, stillIn);
    reply.raw.on('close', () => this.live.remove(listener));
    listener.send('retry: 2000\n\n');
    this.live.add(listener, again === undefined ? since : undefined);
  }
}
