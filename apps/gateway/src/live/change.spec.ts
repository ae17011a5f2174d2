import type { User } from '#libs/platform';
import { describe, expect, it } from '@jest/globals';
import { actsAnew, changeOf, isBulk, mayHear } from './change.ts';

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

describe('a support organisation', () => {
  const support: User = {
    id: 's',
    name: 'S',
    roles: ['collection-manager'],
    participant: 'NL-9',
    represents: ['NL-1'],
  };
  const NAMED = 'agreements.representation-changed.v1';
  const CHANGED = 'agreements.participant-changed.v1';

  it.each([
    ['agreements.acquisition-plan-submitted.v1', 'NL-1', true],
    ['coverage.acquisition-plan-assessed.v1', 'NL-1', true],
    ['agreements.acquisition-plan-submitted.v1', 'NL-2', false],
    ['holdings.progress', 'NL-1', false],
  ])('hears of %s of %s: %s', (type, participant, hears) => {
    expect(mayHear(support, { type, participant })).toBe(hears);
  });

  it.each([
    ['it is named by another', { type: NAMED, participant: 'NL-2', representative: 'NL-9' }, true],
    ['its library names another', { type: NAMED, participant: 'NL-1', representative: 'NL-8' }, true],
    ['others are named by others', { type: NAMED, participant: 'NL-2', representative: 'NL-8' }, false],
    ['its library closes', { type: CHANGED, participant: 'NL-1' }, true],
    ['another merges into its library', { type: CHANGED, participant: 'NL-2', successor: 'NL-1' }, true],
    ['another changes', { type: CHANGED, participant: 'NL-2' }, false],
    ['its library submits a plan', { type: 'agreements.acquisition-plan-submitted.v1', participant: 'NL-1' }, false],
  ])('may act for others than before when %s: %s', (_when, change, anew) => {
    expect(actsAnew(support, change)).toBe(anew);
    expect(actsAnew({ ...support, roles: ['plan-owner'] }, change)).toBe(false);
  });
});
