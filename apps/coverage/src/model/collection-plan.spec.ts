import { describe, expect, it } from '@jest/globals';
import { CollectionPlan, type PlanVersion } from './collection-plan.ts';

const AT = new Date('2026-01-01T00:00:00Z');

function drafted(version: number): { plan: CollectionPlan; content: PlanVersion } {
  const content: PlanVersion = {
    plan: 'p',
    version,
    title: 'P',
    period: { from: '2026-01-01', to: '2029-12-31' },
    settings: { levelBands: [] },
    networkAgreements: [],
    crosswalks: [],
    referenceLists: [],
    profiles: [
      {
        code: 'a',
        name: { nl: 'A' },
        scope: { classification: [], material: [], language: [], audience: [] },
        measuredAgainst: null,
        targets: [
          {
            activity: 'collect',
            level: '3b',
            minimumParticipants: 1,
            maximumParticipants: null,
            minimumTitles: null,
            minimumRetained: null,
            overlapThreshold: null,
            enoughHolders: 3,
          },
        ],
      },
    ],
  };
  return { plan: new CollectionPlan(content, 'plan: p', 'owner', AT), content };
}

function adopted() {
  const { plan, content } = drafted(1);
  plan.adopt(null, { supersedes: null, by: 'owner', at: AT }, content);
  return plan;
}

describe('adopting a version of the collection plan', () => {
  it('tells other services its period, and of its profiles what they are about and how many holders are enough', () => {
    const { plan, content } = drafted(1);
    expect(plan.adopt(null, { supersedes: null, by: 'owner', at: AT }, content)).toEqual([
      {
        plan: 'p',
        version: 1,
        title: 'P',
        from: '2026-01-01',
        to: '2029-12-31',
        profiles: [
          {
            code: 'a',
            name: { nl: 'A' },
            scope: { classification: [], material: [], language: [], audience: [] },
            targets: [{ activity: 'collect', level: '3b', enoughHolders: 3 }],
          },
        ],
      },
    ]);
    expect(plan.state).toBe('adopted');
  });

  it('supersedes the version in force when that is confirmed', () => {
    const [inForce, { plan, content }] = [adopted(), drafted(2)];
    plan.adopt(inForce, { supersedes: 'p/1', by: 'owner', at: AT }, content);
    expect([inForce.state, plan.state]).toEqual(['superseded', 'adopted']);
  });

  it.each([
    [null, 'collection-plan.confirmation-needed'],
    ['p/0', 'collection-plan.stale'],
  ])('refuses the confirmation %j, and says what it would supersede', (supersedes, code) => {
    const [inForce, { plan, content }] = [adopted(), drafted(2)];
    expect(() => plan.adopt(inForce, { supersedes, by: 'owner', at: AT }, content)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining('"supersedes": "p/1"') }),
    );
    expect([inForce.state, plan.state]).toEqual(['adopted', 'draft']);
  });

  it('does nothing and says nothing the second time', () => {
    const plan = adopted();
    expect(plan.adopt(plan, { supersedes: null, by: 'owner', at: AT }, drafted(1).content)).toEqual([]);
  });

  it('refuses a version that was superseded before', () => {
    const [inForce, { plan, content }] = [adopted(), drafted(2)];
    plan.adopt(inForce, { supersedes: 'p/1', by: 'owner', at: AT }, content);
    expect(() => inForce.adopt(plan, { supersedes: 'p/2', by: 'owner', at: AT }, content)).toThrow(
      expect.objectContaining({ code: 'collection-plan.superseded' }),
    );
  });
});
