import { describe, expect, it } from '@jest/globals';
import { changeOf, codesAfter, draftOf, mistakesIn, profilesAfter } from '../src/scenarios/change-draft.ts';

const ABOUT = { id: '5c0ff5b1-0000-4000-8000-000000000001', because: 'Te duur' };

describe('a change of a scenario', () => {
  it.each([
    {
      ...ABOUT,
      kind: 'target-set' as const,
      profile: 'muziek',
      activity: 'collect' as const,
      level: '3b' as const,
      minimumParticipants: 2,
      overlapThreshold: 0.4,
    },
    { ...ABOUT, kind: 'agreement-ended' as const, agreement: ABOUT.id, on: '2026-12-31' },
    { ...ABOUT, kind: 'quantities-cut' as const, percent: 20, profile: 'muziek' },
    {
      ...ABOUT,
      kind: 'scope-set' as const,
      profile: 'muziek',
      scope: {
        classification: [
          { scheme: 'nbc', prefix: '24' },
          { scheme: 'nur', from: '660', to: '669' },
          { scheme: 'ddc', notation: '780' },
        ],
        material: ['book' as const, 'score' as const],
        language: ['dut', 'eng'],
        audience: ['adult' as const],
      },
    },
    { ...ABOUT, kind: 'reference-set' as const, profile: 'muziek', measuredAgainst: 'canon' },
    { ...ABOUT, kind: 'reference-set' as const, profile: 'muziek', measuredAgainst: null },
    {
      ...ABOUT,
      kind: 'profile-added' as const,
      profile: 'kunst',
      name: { nl: 'Kunst', en: 'Art' },
      scope: { classification: [{ scheme: 'nbc', prefix: '20' }], material: [], language: [], audience: [] },
    },
    {
      ...ABOUT,
      kind: 'profile-added' as const,
      profile: 'nbc-21',
      name: { nl: 'Beeldende kunst' },
      scope: { classification: [], material: [], language: ['dut'], audience: ['youth' as const] },
    },
  ])('is as it was when it is only looked at: %j', (change) => {
    const draft = draftOf(change);
    expect(mistakesIn(change.kind, draft)).toEqual({});
    expect(changeOf(change.kind, draft, change.id)).toEqual(change);
  });

  it('is told every mistake, each at its field', () => {
    expect(mistakesIn('target-set', { profile: 'a', activity: 'collect', level: '3a', minimumRetained: '2' })).toEqual({
      minimumRetained: 'onlyPreserved',
    });
    expect(mistakesIn('target-set', { minimumTitles: 'veel', overlapThreshold: '140' })).toEqual({
      profile: 'missing',
      activity: 'missing',
      level: 'missing',
      minimumTitles: 'notANumber',
      overlapThreshold: 'notAPercentage',
    });
    expect(mistakesIn('scope-set', { profile: 'muziek', classification: 'nbc:24* | muziek' })).toEqual({
      classification: { range: 'muziek' },
    });
    expect(mistakesIn('scope-set', { profile: 'muziek', classification: ' | ' })).toEqual({
      classification: 'emptyScope',
    });
    const scope = { language: 'dut, Engels' };
    expect(mistakesIn('profile-added', { code: 'Kunst', ...scope })).toEqual({
      code: 'notACode',
      nameNl: 'missing',
      language: 'notALanguage',
    });
    expect(mistakesIn('profile-added', { code: 'kunst', nameNl: 'Kunst' }, new Set(['kunst']))).toEqual({
      code: 'codeTaken',
      classification: 'emptyScope',
    });
    const days = { participant: 'x', profile: 'x', activity: 'collect', level: '2a', from: '2027-01-01' };
    expect(mistakesIn('agreement-added', { ...days, to: '2026-01-01' })).toEqual({ to: 'endsFirst' });
    expect(mistakesIn('agreement-added', { ...days, to: 'morgen' })).toEqual({ to: 'day' });
  });
});

describe('the profiles that a change can be about', () => {
  const muziek = { code: 'muziek', name: { nl: 'Muziek' }, targets: [], measuredAgainst: 'network' };
  const scope = { classification: [], material: [], language: ['dut'], audience: [] };
  const added = { kind: 'profile-added' as const, profile: 'kunst', name: { nl: 'Kunst' }, scope };
  const kunst = { code: 'kunst', name: { nl: 'Kunst' }, scope, targets: [], measuredAgainst: null };

  it('are those of the plan, and those that changes before it add', () => {
    expect(profilesAfter([muziek], [])).toEqual([muziek]);
    expect(profilesAfter([muziek], [added, added, { ...added, profile: 'muziek' }])).toEqual([muziek, kunst]);
  });

  it('leave their codes free when they are removed', () => {
    const removed = { kind: 'profile-removed' as const, profile: 'muziek' };
    expect(codesAfter([muziek], [added, removed])).toEqual(new Set(['kunst']));
    expect(codesAfter([muziek], [removed, { ...added, profile: 'muziek' }])).toEqual(new Set(['muziek']));
  });
});
