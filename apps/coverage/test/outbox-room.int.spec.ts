import { FlagsRaisedV1 } from '#libs/contracts';
import { Outbox } from '#libs/messaging';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { LOCK_PROJECTION } from '../src/store/projection.ts';
import { RunningCoverage } from './running.ts';

let coverage: RunningCoverage;
beforeAll(async () => {
  coverage = await RunningCoverage.start();
}, 120_000);
afterAll(() => coverage.stop());

it('a transaction that writes the projection gets room for what it tells when there is hardly any left', async () => {
  const [row] = await coverage.em.execute<{ top: number }[]>(
    `select max(substring(pg_get_expr(c.relpartbound, c.oid) from 'TO \\(''?(\\d+)')::float8) as top
       from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'outbox'::regclass`,
  );
  await coverage.em.execute(`select setval('outbox_position_seq', ?::bigint)`, [row!.top - 2]);
  const fact = FlagsRaisedV1.of({ plan: 'p', version: 1, on: '2026-06-01', flags: [] });
  await coverage.em.transactional(async (tx) => {
    await tx.execute(LOCK_PROJECTION);
    for (let told = 0; told < 4; told++) await coverage.app.get(Outbox).add([fact], tx);
  });
  expect((await coverage.said()).map(({ type }) => type)).toEqual(Array(4).fill('coverage.flags-raised.v1'));
});
