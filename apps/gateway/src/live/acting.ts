import type { Isil } from '#libs/kernel';
import { hasRole, type User } from '#libs/platform';
import { Injectable, Logger } from '@nestjs/common';
import { addressOf, GatewayConfiguration } from '../configuration.ts';
import { isOfRepresentation } from './change.ts';

const PATIENCE = 5000;

/** Knows for whom people act: agreements says so, who is asked in their own name. */
@Injectable()
export class Acting {
  private readonly logger = new Logger('acting');
  private changes = 0;

  constructor(private readonly configuration: GatewayConfiguration) {}

  /** Notes of a message that tells who acts for whom, so that what was asked before it came is asked again. */
  note(subject: string): void {
    if (isOfRepresentation(subject)) this.changes += 1;
  }

  /** The user with those that it acts for; without, as long as agreements is away. */
  async recognise(user: User, token: string): Promise<User> {
    if (!hasRole(user, 'collection-manager') || user.participant === undefined) return user;
    let seen: number;
    let represents: readonly Isil[] | undefined;
    do {
      seen = this.changes;
      represents = await this.asked(token);
    } while (seen !== this.changes);
    return represents === undefined ? user : { ...user, represents };
  }

  /** Whether agreements is there to be asked. */
  async answers(): Promise<boolean> {
    return (await this.reach('/health/live', {}))?.ok === true;
  }

  private async asked(token: string): Promise<readonly Isil[] | undefined> {
    const answer = await this.reach('/acting-for', { authorization: `Bearer ${token}` });
    if (answer?.ok !== true) return undefined;
    const { items } = (await answer.json()) as { items: { participant: Isil }[] };
    return items.map(({ participant }) => participant);
  }

  private async reach(path: string, headers: Record<string, string>): Promise<Response | undefined> {
    try {
      const signal = AbortSignal.timeout(PATIENCE);
      return await fetch(addressOf('agreements', this.configuration) + path, { headers, signal });
    } catch (error) {
      this.logger.warn(error, 'Agreements is away: pages do not hear of those that their readers represent');
      return undefined;
    }
  }
}
