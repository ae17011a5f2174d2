import { expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { demoAccounts } from './accounts.ts';
import { participantsOf } from './participants.ts';

const sources = join(import.meta.dirname, '../../demo');
const ofIdentity = join(import.meta.dirname, '../../../identity/src/demo-accounts.ts');

it('names a plan owner, an administrator and a collection manager for each participant', async () => {
  const participants = participantsOf(await readFile(join(sources, 'participants.csv'), 'utf8'));
  const accounts = await demoAccounts(sources);
  expect(accounts.map(({ role }) => role)).toEqual([
    'plan owner',
    'administrator',
    ...participants.map(({ name }) => `collection manager of ${name}`),
  ]);
});

it('names those whom the local identity provider signs in when it is given no file', async () => {
  const builtIn = await readFile(ofIdentity, 'utf8');
  for (const { id, name } of await demoAccounts(sources)) {
    expect(builtIn).toContain(`'${id}'`);
    expect(builtIn).toContain(`'${name}'`);
  }
});
