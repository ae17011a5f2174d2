import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { natsFiles } from './nats-files.ts';

/** Writes the configuration of NATS anew after the contracts changed. Needs a build. */
const files = natsFiles(await import('#libs/messaging'));
for (const [name, content] of Object.entries(files)) writeFileSync(join(import.meta.dirname, name), content);
