import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { freePort } from '#libs/embedded';
import { end, ended, eventually, ownProcess } from '#libs/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { knowProfiles, registerBoth, submitted } from './given.ts';
import { planOwner, RunningAgreements, START } from './running.ts';

let service: RunningAgreements;

beforeAll(async () => {
  service = await RunningAgreements.start();
  await registerBoth(service);
  await knowProfiles(service);
}, START);

afterAll(async () => {
  await service.stop();
});

beforeEach(async () => {
  await service.em.execute('truncate agreement, acquisition_plan cascade');
});

/** Accepts the plan through an instance in a process of its own, which the failpoint kills. Gives the signal it died of. */
async function acceptAndDie(plan: string, point: string): Promise<string | number> {
  const port = await freePort();
  const child = await instance(port, point);
  try {
    const url = `http://127.0.0.1:${port}`;
    await eventually(async () => expect((await fetch(`${url}/health/live`)).ok).toBe(true), { timeout: 60_000 });
    const token = await service.surroundings.issuer.token(planOwner);
    await expect(
      fetch(`${url}/acquisition-plans/${plan}/accept`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: '{}',
      }),
    ).rejects.toThrow('fetch failed');
    return await ended(child);
  } finally {
    await end(child, 'SIGKILL');
  }
}

function instance(port: number, point: string): Promise<ChildProcess> {
  return ownProcess(fileURLToPath(new URL('../src/main.ts', import.meta.url)), {
    ...service.surroundings.issuer.env,
    DATABASE_URL: service.surroundings.database.url,
    NATS_URL: service.surroundings.nats.urlOf('agreements'),
    HTTP_PORT: String(port),
    LOG_LEVEL: 'silent',
    FAILPOINT: point,
  });
}

async function left(plan: string): Promise<unknown> {
  const [row] = await service.em.execute<object[]>(
    `select (select state from acquisition_plan where id = ?) as state,
            (select count(*)::int from agreement where plan = ?) as agreements,
            (select count(*)::int from outbox where data::jsonb ->> 'plan' = ?) as facts`,
    [plan, plan, plan],
  );
  return row;
}

const ACCEPTED = { state: 'accepted', agreements: 2, facts: 4 };

describe('an instance that is killed while it accepts a plan', () => {
  it('leaves neither state nor event when it had not committed; another one then accepts it', async () => {
    const plan = await submitted(service);
    await expect(acceptAndDie(plan, 'agreements.before-commit')).resolves.toBe('SIGKILL');
    await expect(left(plan)).resolves.toEqual({ state: 'submitted', agreements: 0, facts: 1 });
    await service.done('POST', `/acquisition-plans/${plan}/accept`, { as: planOwner, body: {} });
    await expect(left(plan)).resolves.toEqual(ACCEPTED);
  });

  it('has accepted it once and for all when it had committed; asking again changes nothing', async () => {
    const plan = await submitted(service);
    await expect(acceptAndDie(plan, 'agreements.after-commit')).resolves.toBe('SIGKILL');
    await expect(left(plan)).resolves.toEqual(ACCEPTED);
    await service.done('POST', `/acquisition-plans/${plan}/accept`, { as: planOwner, body: {} });
    await expect(left(plan)).resolves.toEqual(ACCEPTED);
  });
});
