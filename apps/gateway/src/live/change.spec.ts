import type { User } from '#libs/platform';
import { describe, expect, it } from '@jest/globals';
import { changeOf, isBulk, mayHear } from './change.ts';

function unread(): never {
  throw new Error('This message must not be read');
}

describe('what is told of a message', () => {
  it('is its type alone where the content may be large, without reading it', () => {
    for (const type of ['holdings.holdings-changed.v1', 'holdings.titles-changed.v1', 'holdings.titles-merged.v1']) {
      const change = changeOf(`${type}.NL-1`, unread);
      expect(change).toEqual({ type });
      expect(isBulk(change!)).toBe(true);
    }
  });

  it('is nothing for what is no event', () => {
    expect(changeOf('coverage.outbox', unread)).toBeUndefined();
    expect(changeOf('holdings.something.else', unread)).toBeUndefined();
  });

  it('is the number of flags where there are very many', () => {
    const flags = Array.from({ length: 101 }, (_, i) => ({ flag: `${i}` }));
    expect(changeOf('coverage.flags-raised.v1', () => ({ plan: 'p', version: 1, flags }))).toMatchObject({
      flags: 101,
    });
  });

  it('is whatever the progress of an import says', () => {
    const progress = { run: 'r', participant: 'NL-1', state: 'reading', bytesRead: 5 };
    expect(changeOf('progress.holdings.NL-1', () => progress)).toEqual({ ...progress, type: 'holdings.progress' });
  });

  it('copes with events of a later version, and with content that is none', () => {
    expect(changeOf('coverage.plan-adopted.v2', () => null)).toEqual({ type: 'coverage.plan-adopted.v2' });
  });
});

describe('who hears', () => {
  const manager: User = { id: 'a', name: 'A', roles: ['collection-manager'], participant: 'NL-1' };
  const own = { participant: 'NL-1' };
  const other = { participant: 'NL-2' };

  it.each([
    ['holdings.progress', own, true],
    ['holdings.progress', other, false],
    ['agreements.acquisition-plan-submitted.v1', other, false],
    ['coverage.acquisition-plan-assessed.v1', other, false],
    ['agreements.agreement-changed.v1', other, true],
    ['holdings.run-finished.v1', other, true],
    ['coverage.flags-raised.v1', {}, true],
  ])('a collection manager: %s of %j: %s', (type, about, hears) => {
    expect(mayHear(manager, { type, ...about })).toBe(hears);
  });

  it('a plan owner hears of everybody, somebody without a role of nobody’s private matters', () => {
    const change = { type: 'holdings.progress', ...other };
    expect(mayHear({ id: 'o', name: 'O', roles: ['plan-owner'] }, change)).toBe(true);
    expect(mayHear({ id: 'x', name: 'X', roles: [] }, change)).toBe(false);
    expect(mayHear({ id: 'x', name: 'X', roles: [] }, { type: 'holdings.progress' })).toBe(false);
  });
});
