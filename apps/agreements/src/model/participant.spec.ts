import { ParticipantChangedV1 } from '#libs/contracts';
import { describe, expect, it } from '@jest/globals';
import { Participant, type ParticipantDetails } from './participant.ts';

const OPEN: ParticipantDetails = {
  name: 'Bibliotheek Rivierdal',
  kind: 'library',
  from: '2020-01-01',
  to: null,
  successor: null,
};

function library(isil = 'NL-0800010000', details: Partial<ParticipantDetails> = {}): Participant {
  return new Participant(isil, { ...OPEN, ...details });
}

function places(what: () => unknown): unknown {
  try {
    what();
  } catch (error) {
    return (error as { details: { at: string }[] }).details.map(({ at }) => at);
  }
  return 'nothing refused';
}

describe('registering a participant', () => {
  it('tells who it is and from when it takes part', () => {
    expect(library().register(null)).toEqual([
      ParticipantChangedV1.of({
        isil: 'NL-0800010000',
        version: 1,
        name: 'Bibliotheek Rivierdal',
        kind: 'library',
        from: '2020-01-01',
      }),
    ]);
  });

  it.each(['8000', 'NL 0800010000', ''])('refuses %j, which has not the form of an ISIL', (isil) => {
    expect(places(() => library(isil).register(null))).toEqual(['isil']);
  });

  it('refuses days that the calendar does not have', () => {
    expect(places(() => library(undefined, { from: '2026-02-30', to: '2026-13-01' }).register(null))).toEqual([
      'from',
      'to',
    ]);
  });

  it('reports everything that is wrong at once', () => {
    const wrong = library(undefined, { name: ' ', from: '2020-01-01', to: '2019-12-31', successor: 'NL-0800020000' });
    expect(places(() => wrong.register(null))).toEqual(['name', 'to', 'successor']);
  });
});

describe('changing a participant', () => {
  it('tells the new name under a higher version', () => {
    const it = library();
    expect(it.change({ ...OPEN, name: 'Bibliotheek Nieuwland' }, null)).toMatchObject([
      { version: 2, name: 'Bibliotheek Nieuwland' },
    ]);
  });

  it('says nothing when nothing changes', () => {
    const it = library();
    expect(it.change(OPEN, null)).toEqual([]);
    expect(it.version).toBe(1);
  });

  it('closes it on its last day', () => {
    expect(library().change({ ...OPEN, to: '2026-12-31' }, null)).toMatchObject([{ version: 2, to: '2026-12-31' }]);
  });
});

describe('merging a participant into another', () => {
  const survivor = library('NL-0800020000');
  const merged: ParticipantDetails = { ...OPEN, to: '2026-12-31', successor: 'NL-0800020000' };

  it('points to the one whose ISIL survives', () => {
    expect(library().change(merged, survivor)).toMatchObject([{ to: '2026-12-31', successor: 'NL-0800020000' }]);
  });

  it('needs a last day', () => {
    expect(places(() => library().change({ ...merged, to: null }, survivor))).toEqual(['to']);
  });

  it('needs a survivor that is registered', () => {
    expect(places(() => library().change(merged, null))).toEqual(['successor']);
  });

  it('cannot be with itself', () => {
    const it = library('NL-0800020000');
    expect(places(() => it.change(merged, it))).toEqual(['successor']);
  });

  it('needs a survivor that is in force on the day after', () => {
    const closed = library('NL-0800020000', { to: '2026-12-31' });
    expect(places(() => library().change(merged, closed))).toEqual(['successor']);
  });

  it('never forms a circle: who merged already takes nobody over', () => {
    const gone = library('NL-0800020000', { to: '2029-12-31', successor: 'NL-0800010000' });
    expect(places(() => library().change(merged, gone))).toEqual(['successor']);
  });
});
