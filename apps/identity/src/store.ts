import type { Adapter, AdapterPayload } from 'oidc-provider';

interface Entry {
  readonly payload: AdapterPayload;
  readonly expiresAt: number;
}

/** Seconds between two looks for what has expired. */
const SWEEP = 60;

/**
 * What the provider remembers between requests: codes, sessions, grants. In memory, since people who are signed in hold
 * a session at the gateway: after a restart of the provider they at most sign in once more.
 */
export class Store {
  private readonly entries = new Map<string, Entry>();
  private sweptAt = 0;

  adapter(kind: string): Adapter {
    const key = (id: string): string => `${kind}:${id}`;
    return {
      upsert: async (id, payload, expiresIn) => this.put(key(id), payload, expiresIn),
      find: async (id) => this.get(key(id)),
      findByUid: async (uid) => this.first(kind, (payload) => payload.uid === uid),
      findByUserCode: async (userCode) => this.first(kind, (payload) => payload.userCode === userCode),
      consume: async (id) => {
        const payload = this.get(key(id));
        if (payload !== undefined) payload.consumed = seconds();
      },
      destroy: async (id) => void this.entries.delete(key(id)),
      revokeByGrantId: async (grantId) => {
        for (const [name, { payload }] of this.entries) {
          if (name.startsWith(`${kind}:`) && payload.grantId === grantId) this.entries.delete(name);
        }
      },
    };
  }

  private put(name: string, payload: AdapterPayload, expiresIn: number | undefined): void {
    this.sweep();
    const expiresAt = expiresIn === undefined ? Infinity : seconds() + expiresIn;
    this.entries.set(name, { payload, expiresAt });
  }

  private get(name: string): AdapterPayload | undefined {
    const entry = this.entries.get(name);
    return entry === undefined || entry.expiresAt <= seconds() ? undefined : entry.payload;
  }

  private first(kind: string, wanted: (payload: AdapterPayload) => boolean): AdapterPayload | undefined {
    for (const [name, { payload }] of this.entries) {
      if (name.startsWith(`${kind}:`) && wanted(payload)) return this.get(name);
    }
    return undefined;
  }

  private sweep(): void {
    const now = seconds();
    if (now - this.sweptAt < SWEEP) return;
    this.sweptAt = now;
    for (const [name, { expiresAt }] of this.entries) if (expiresAt <= now) this.entries.delete(name);
  }
}

function seconds(): number {
  return Math.floor(Date.now() / 1000);
}
