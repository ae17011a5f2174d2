import { describe, expect, it } from '@jest/globals';
import { FollowUp, type FollowedFlag } from './follow-up.ts';

const FLAG: FollowedFlag = {
  id: '5f0c7d3e-1c0b-5b7e-9c58-0a2f6d0e4b11',
  kind: 'gap.redundancy',
  profile: 'muziek',
  participants: ['NL-0800000001'],
  raisedAt: new Date('2026-05-01T08:00:00Z'),
  cleared: false,
  planEnds: '2029-12-31',
};
const CLEARED = { ...FLAG, cleared: true };
const PETRA = { by: 'Petra', at: new Date('2026-06-01T12:00:00Z') };
const UNTIL_AUTUMN = { until: '2026-09-30', because: 'na de verbouwing' };

const fresh = () => new FollowUp(FLAG.id);
function waived(): FollowUp {
  const followUp = fresh();
  followUp.waive(FLAG, UNTIL_AUTUMN, PETRA);
  return followUp;
}

describe('acknowledging a flag', () => {
  it('says who saw it, once', () => {
    const followUp = fresh();
    expect(followUp.acknowledge(FLAG, PETRA)).toMatchObject([{ what: 'acknowledged', by: 'Petra', version: 1 }]);
    expect(followUp.acknowledge(FLAG, { ...PETRA, by: 'Karel' })).toEqual([]);
    expect(followUp.stateOf(FLAG)).toBe('acknowledged');
    expect(followUp.acknowledgedBy).toBe('Petra');
  });

  it('lapses when the flag is raised again', () => {
    const followUp = fresh();
    followUp.acknowledge(FLAG, PETRA);
    const again = { ...FLAG, raisedAt: new Date('2026-07-01T08:00:00Z') };
    expect(followUp.stateOf(again)).toBe('new');
    expect(followUp.acknowledge(again, { by: 'Karel', at: new Date('2026-07-02T08:00:00Z') })).toHaveLength(1);
  });
});

describe('assigning a flag', () => {
  it('says to whom, and says nothing when that is so already', () => {
    const followUp = fresh();
    expect(followUp.assign(FLAG, 'Werkgroep Muziek', PETRA)).toMatchObject([
      { what: 'assigned', assignedTo: 'Werkgroep Muziek' },
    ]);
    expect(followUp.assign(FLAG, 'Werkgroep Muziek', PETRA)).toEqual([]);
    expect(followUp.assign(FLAG, 'Karel', PETRA)).toHaveLength(1);
  });
});

describe('waiving a flag', () => {
  it('holds up to and including its last day, with its reason', () => {
    const followUp = waived();
    expect(followUp.stateOf(FLAG)).toBe('waived');
    expect(followUp.expire(FLAG, '2026-09-30')).toEqual([]);
    expect(followUp.expire(FLAG, '2026-10-01')).toMatchObject([{ what: 'reopened', until: '2026-09-30', version: 2 }]);
    expect(followUp.expire(FLAG, '2026-10-01')).toEqual([]);
    expect(followUp.stateOf(FLAG)).toBe('new');
  });

  it('holds when the flag is cleared and raised again meanwhile', () => {
    expect(waived().stateOf({ raisedAt: new Date('2026-08-01T08:00:00Z') })).toBe('waived');
  });

  it.each([
    ['2026-06-01', 'flag.waived-into-the-past'],
    ['2030-01-01', 'flag.waived-beyond-the-plan'],
  ])('until %s is refused as %s', (until, code) => {
    expect(() => fresh().waive(FLAG, { until, because: 'x' }, PETRA)).toThrow(expect.objectContaining({ code }));
  });

  it('until another day takes the place of the first', () => {
    const followUp = waived();
    expect(followUp.waive(FLAG, UNTIL_AUTUMN, PETRA)).toEqual([]);
    expect(followUp.waive(FLAG, { ...UNTIL_AUTUMN, until: '2026-12-31' }, PETRA)).toHaveLength(1);
    expect(followUp.waivedUntil).toBe('2026-12-31');
  });
});

describe('reopening a flag', () => {
  it('lifts its waiver and its acknowledgement, and keeps who is to do something', () => {
    const followUp = waived();
    followUp.acknowledge(FLAG, PETRA);
    followUp.assign(FLAG, 'Karel', PETRA);
    expect(followUp.reopen(FLAG, 'toch nodig', PETRA)).toMatchObject([{ what: 'reopened', text: 'toch nodig' }]);
    expect(followUp.stateOf(FLAG)).toBe('new');
    expect(followUp.assignedTo).toBe('Karel');
  });

  it('says nothing of a flag that nobody followed up', () => {
    expect(fresh().reopen(FLAG, 'x', PETRA)).toEqual([]);
  });
});

describe('a flag that was cleared', () => {
  it('can be noted upon', () => {
    expect(fresh().note(CLEARED, 'opgelost door Deventer', PETRA)).toMatchObject([{ what: 'noted' }]);
  });

  it.each<[string, (followUp: FollowUp) => unknown]>([
    ['acknowledged', (followUp) => followUp.acknowledge(CLEARED, PETRA)],
    ['assigned', (followUp) => followUp.assign(CLEARED, 'Karel', PETRA)],
    ['waived', (followUp) => followUp.waive(CLEARED, UNTIL_AUTUMN, PETRA)],
    ['reopened', (followUp) => followUp.reopen(CLEARED, 'x', PETRA)],
  ])('is not %s', (_, act) => {
    expect(() => act(fresh())).toThrow(expect.objectContaining({ code: 'flag.cleared' }));
  });
});
