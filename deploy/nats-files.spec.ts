import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { natsConfig, natsServerConfig } from '#libs/messaging';
import { natsFiles } from './nats-files.ts';

it.each(Object.entries(natsFiles({ natsConfig, natsServerConfig })))(
  'has %s as the contracts want it (else: npm run nats-config)',
  (name, content) => {
    expect(readFileSync(join(import.meta.dirname, name), 'utf8')).toBe(content);
  },
);
