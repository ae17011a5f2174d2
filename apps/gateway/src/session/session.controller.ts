import { Public, type Role, Tokens } from '#libs/platform';
import { Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProperty } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GatewayConfiguration } from '../configuration.ts';
import { Live } from '../live/live.ts';
import { Oidc } from '../sign-in/oidc.ts';
import { cookieOptions, sessionCookie } from './cookies.ts';
import { Sessions } from './sessions.ts';
import { Visitors } from './visitors.ts';

/** Who is signed in. */
export class Me {
  @ApiProperty() readonly id!: string;
  @ApiProperty() readonly name!: string;
  @ApiProperty({ type: [String] }) readonly roles!: readonly Role[];
  @ApiProperty({ type: String, nullable: true }) readonly participant!: string | null;
  @ApiProperty({ description: 'To be sent as x-csrf-token with every change' }) readonly csrf!: string;
  @ApiProperty({ description: 'When this was asked: `GET /api/live` tells what changed since' })
  readonly moment!: string;
}

export class SignedOut {
  @ApiProperty({ description: 'Go there to end the session at the identity provider too' }) readonly location!: string;
}

/** What the web app asks about its own session. */
@Public()
@Controller()
export class SessionController {
  constructor(
    private readonly configuration: GatewayConfiguration,
    private readonly visitors: Visitors,
    private readonly sessions: Sessions,
    private readonly tokens: Tokens,
    private readonly oidc: Oidc,
    private readonly live: Live,
  ) {}

  @Get('api/me')
  @ApiOkResponse({ type: Me })
  async me(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Me> {
    reply.header('cache-control', 'no-store');
    const { moment } = this.live;
    const session = await this.visitors.session(request);
    const { id, name, roles, participant = null } = await this.tokens.verify(session.tokens.access);
    return { id, name, roles, participant, csrf: this.visitors.csrf(session), moment };
  }

  @Post('sign-out')
  @HttpCode(200)
  @ApiOkResponse({ type: SignedOut })
  async signOut(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<SignedOut> {
    const session = await this.visitors.session(request);
    await this.sessions.close(session.id);
    reply.clearCookie(sessionCookie(this.configuration), cookieOptions(this.configuration));
    return { location: await this.oidc.signedOut(session.tokens) };
  }
}
