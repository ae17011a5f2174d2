import { eventually, freshDatabase, type FreshDatabase, freshNats, type FreshNats } from '#libs/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { EFFECTS, participant, RecordParticipants } from '../test/effects.ts';
import { startService, type TestService } from '../test/service.ts';
import { messagingTables } from './index.ts';

describe('event delivery', () => {
  let nats: FreshNats;
  let source: FreshDatabase;
  let hearer: FreshDatabase;
  let agreements: TestService;
  let coverage: TestService;

  beforeAll(async () => {
    [nats, source, hearer] = await Promise.all([
      freshNats(),
      freshDatabase('agreements', [messagingTables]),
      freshDatabase('coverage', [messagingTables]),
    ]);
    await hearer.orm.em.fork().execute(EFFECTS);
    agreements = await startService('agreements', { databaseUrl: source.url, natsUrl: nats.url });
    coverage = await startService('coverage', {
      databaseUrl: hearer.url,
      natsUrl: nats.url,
      controllers: [RecordParticipants],
    });
  });

  afterAll(async () => {
    await coverage?.stop();
    await agreements?.stop();
    await Promise.all([source?.drop(), hearer?.drop()]);
    await nats?.stop();
  });

  it('brings what was committed to who hears it', async () => {
    await agreements.say([participant('NL-1'), participant('NL-2')], [participant('NL-3')]);
    await eventually(async () => {
      const rows = await coverage.em.fork().execute('select isil from effect order by sequence');
      expect(rows).toEqual([{ isil: 'NL-1' }, { isil: 'NL-2' }, { isil: 'NL-3' }]);
    });
  });
});
