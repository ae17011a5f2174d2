import { describe, expect, it } from '@jest/globals';
import { Participant, type ParticipantDetails } from './participant.ts';
import { represent, type Representation } from './representation.ts';

const DETAILS: ParticipantDetails = {
  name: 'Rivierdal',
  kind: 'library',
  from: '2020-01-01',
  to: null,
  successor: null,
};
const library = (details: Partial<ParticipantDetails> = {}) =>
  new Participant('NL-0800010000', { ...DETAILS, ...details });
const support = (details: Partial<ParticipantDetails> = {}) =>
  new Participant('NL-0800090000', { ...DETAILS, name: 'Streek', kind: 'support-organisation', ...details });
const ID = 'b0f5c8f6-0000-4000-8000-000000000001';

function represented(to: string | null = null, from = '2026-01-01'): Representation {
  return represent(ID, library(), support(), { from, to }, []).representation;
}

describe('a support organisation that acts for a library', () => {
  it('is told of with its days', () => {
    expect(represent(ID, library(), support(), { from: '2026-01-01', to: '2026-12-31' }, []).facts).toEqual([
      {
        representation: ID,
        version: 1,
        participant: 'NL-0800010000',
        representative: 'NL-0800090000',
        from: '2026-01-01',
        to: '2026-12-31',
      },
    ]);
  });

  it.each([
    ['acts for a library', library({ kind: 'partner' }), support(), '2026-01-01', 'participant'],
    ['is a support organisation', library(), support({ kind: 'library' }), '2026-01-01', 'representative'],
    ['acts for who takes part', library({ from: '2026-06-01' }), support(), '2026-01-01', 'participant'],
    ['takes part itself', library(), support({ to: '2025-12-31' }), '2026-01-01', 'representative'],
    ['begins on a day', library(), support(), '2026-02-30', 'from'],
    ['ends no earlier than it begins', library(), support(), '2028-01-01', 'from'],
  ])('%s', (_, participant, representative, from, at) => {
    expect(() => represent(ID, participant, representative, { from, to: '2027-12-31' }, [])).toThrow(
      expect.objectContaining({ code: 'representation.invalid', details: [expect.objectContaining({ at })] }),
    );
  });

  it.each([
    ['2026-12-31', null],
    ['2025-01-01', '2026-01-01'],
    ['2025-01-01', null],
  ])('is one at a time: not from %s to %s beside 2026', (from, to) => {
    const known = [represented('2026-12-31')];
    expect(() => represent(ID, library(), support(), { from, to }, known)).toThrow(
      expect.objectContaining({ code: 'representation.invalid', details: [expect.objectContaining({ at: 'from' })] }),
    );
  });

  it('may follow another one, or one that was called off before it began', () => {
    const calledOff = represented();
    calledOff.end('2025-12-31');
    for (const known of [represented('2025-12-31', '2025-01-01'), calledOff]) {
      expect(() => represent(ID, library(), support(), { from: '2026-01-01', to: null }, [known])).not.toThrow();
    }
  });

  it('ends on a day, earlier than was agreed; ending it again so says nothing', () => {
    const it = represented('2026-12-31');
    expect(it.end('2026-06-30')).toMatchObject([{ version: 2, to: '2026-06-30' }]);
    expect(it.end('2026-06-30')).toEqual([]);
  });

  it.each(['2025-12-30', '2027-01-01'])('does not end outside its time, on %s', (on) => {
    expect(() => represented('2026-12-31').end(on)).toThrow(
      expect.objectContaining({ code: 'representation.not-in-force' }),
    );
  });
});
