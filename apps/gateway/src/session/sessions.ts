import { randomBytes } from 'node:crypto';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { GatewayConfiguration } from '../configuration.ts';
import { hashOf, Seal } from './seal.ts';

/** What the identity provider gave for a person who signed in. */
export interface Tokens {
  readonly access: string;
  /** Seconds that the access token is in force from now. */
  readonly expiresIn: number;
  readonly refresh?: string;
  /** Tells the provider at sign-out whose session ends. */
  readonly id?: string;
}

export interface Session {
  /** As the cookie holds it; the table has its hash only. */
  readonly id: string;
  readonly userId: string;
  readonly tokens: Tokens;
  /** Whether the access token must be renewed before it is used. */
  readonly stale: boolean;
}

interface Row {
  readonly user_id: string;
  readonly tokens: string;
  readonly stale: boolean;
  readonly untouched: boolean;
}

/** Seconds before its end at which an access token is renewed. */
const MARGIN = 30;
const SWEEP_EVERY = 10 * 60_000;

/** Sessions of people, in the database that all instances share. All times are the database's. */
@Injectable()
export class Sessions implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger('sessions');
  private sweeping: NodeJS.Timeout | undefined;

  constructor(
    private readonly em: EntityManager,
    private readonly configuration: GatewayConfiguration,
    private readonly seal: Seal,
  ) {}

  /** Opens a session and gives what the cookie is to hold. */
  async open(userId: string, tokens: Tokens): Promise<string> {
    const id = randomBytes(32).toString('base64url');
    await this.em.fork().execute(
      `insert into session (id, user_id, tokens, token_until, ends_at)
       values (?, ?, ?, now() + ? * interval '1 second', now() + ? * interval '1 hour')`,
      [hashOf(id), userId, this.sealed(id, tokens), tokens.expiresIn, this.configuration.SESSION_HOURS],
    );
    return id;
  }

  /** The session, unless it ended or was idle for too long. Finding it counts as use. */
  async find(id: string): Promise<Session | undefined> {
    const em = this.em.fork();
    const [row] = await em.execute<Row[]>(`${this.select} and ${this.inForce}`, [hashOf(id)]);
    if (row === undefined) return undefined;
    // Once a minute is enough: a write for every request would cost more than the request.
    if (row.untouched) await em.execute('update session set used_at = now() where id = ?', [hashOf(id)]);
    return this.session(id, row);
  }

  /** Whether the session is still in force; looking does not count as use. */
  async inForceStill(id: string): Promise<boolean> {
    const rows = await this.em.fork().execute<Row[]>(`${this.select} and ${this.inForce}`, [hashOf(id)]);
    return rows.length > 0;
  }

  /**
   * Renews the tokens of a session if they still need it. The row stays locked while the provider is asked: it takes
   * each refresh token once, so of several instances one asks and the others find the new tokens. `undefined` from
   * `renewed` ends the session.
   */
  async renew(id: string, renewed: (tokens: Tokens) => Promise<Tokens | undefined>): Promise<Session | undefined> {
    return this.em.fork().transactional(async (em) => {
      const [row] = await em.execute<Row[]>(`${this.select} for update`, [hashOf(id)]);
      if (row === undefined) return undefined;
      const session = this.session(id, row);
      if (session === undefined || !session.stale) return session;
      const tokens = await renewed(session.tokens);
      if (tokens === undefined) {
        await em.execute('delete from session where id = ?', [hashOf(id)]);
        return undefined;
      }
      await em.execute(
        `update session set tokens = ?, token_until = now() + ? * interval '1 second', used_at = now() where id = ?`,
        [this.sealed(id, tokens), tokens.expiresIn, hashOf(id)],
      );
      return { ...session, tokens, stale: false };
    });
  }

  /** Ends the session, everywhere and at once. */
  async close(id: string): Promise<void> {
    await this.em.fork().execute('delete from session where id = ?', [hashOf(id)]);
  }

  onModuleInit(): void {
    this.sweeping = setInterval(() => {
      this.sweep().catch((error: unknown) => this.logger.error(error));
    }, SWEEP_EVERY).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.sweeping);
  }

  private async sweep(): Promise<void> {
    await this.em.fork().execute(`delete from session where not (${this.inForce})`);
  }

  private get select(): string {
    return `select user_id, tokens, token_until < now() + interval '${MARGIN} seconds' as stale,
                   used_at < now() - interval '1 minute' as untouched
              from session where id = ?`;
  }

  private get inForce(): string {
    return `ends_at > now() and used_at > now() - interval '${this.configuration.SESSION_IDLE_MINUTES} minutes'`;
  }

  private session(id: string, row: Row): Session | undefined {
    const tokens = this.seal.open(row.tokens, hashOf(id)) as Tokens | undefined;
    return tokens && { id, userId: row.user_id, tokens, stale: row.stale };
  }

  private sealed(id: string, tokens: Tokens): string {
    return this.seal.close(tokens, hashOf(id));
  }
}
