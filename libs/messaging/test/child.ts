import { serviceNamed } from '../src/nats.ts';
import { RecordParticipants } from './effects.ts';
import { startService, type TestServiceSetup } from './service.ts';

/** A service in a process of its own, for tests that kill it. */
const { SERVICE = '', SETUP = '{}' } = process.env;
const service = serviceNamed(SERVICE);
await startService(service, {
  ...(JSON.parse(SETUP) as TestServiceSetup),
  controllers: service === 'coverage' ? [RecordParticipants] : [],
});
process.stdout.write('ready\n');
