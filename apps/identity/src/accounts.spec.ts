import { beforeEach, describe, expect, it } from '@jest/globals';
import { Accounts } from './accounts.ts';
import { hashed } from './passwords.ts';

const NOW = Date.parse('2026-11-24T12:00:00Z');
const HERE = '2001:db8:1:2::3';

let accounts: Accounts;

beforeEach(async () => {
  accounts = new Accounts([{ id: 'els', name: 'Els', roles: ['plan-owner'], password: await hashed('correct horse') }]);
});

function els(from: string, now = NOW): Promise<unknown> {
  return accounts.check('els', 'correct horse', from, now);
}

describe('guessing at passwords', () => {
  it('ends after twenty names from one address, for all of its network and no other', async () => {
    for (let i = 0; i < 20; i++) expect(await accounts.check(`name-${i}`, 'guess', HERE, NOW)).toBe('wrong');
    expect(await els(HERE)).toBe('wait');
    expect(await els('2001:db8:1:2:ffff::1')).toBe('wait');
    expect(await els('2001:db8:1:3::3')).toMatchObject({ id: 'els' });
    expect(await els('192.0.2.1')).toMatchObject({ id: 'els' });
    expect(await els(HERE, NOW + 30_000)).toMatchObject({ id: 'els' });
  });

  it('ends after five for one account, from wherever it comes', async () => {
    for (let i = 0; i < 5; i++) expect(await accounts.check('els', 'guess', `192.0.2.${i}`, NOW)).toBe('wrong');
    expect(await els('192.0.2.99')).toBe('wait');
    expect(await els('192.0.2.99', NOW + 60_000)).toMatchObject({ id: 'els' });
  });

  it('is no more when many try at the same moment', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => accounts.check('els', 'guess', HERE, NOW)));
    expect(answers.filter((answer) => answer === 'wrong')).toHaveLength(5);
  });

  it('does not keep out a library where many sign in', async () => {
    for (let i = 0; i < 21; i++) expect(await els(HERE)).toMatchObject({ id: 'els' });
  });
});
