import { describe, expect, it } from '@jest/globals';
import { CollectionPlan, type PlanVersion } from './collection-plan.ts';
import { PlanComment } from './plan-comment.ts';

const AT = new Date('2026-03-01T12:00:00Z');
const OWNER = { by: 'Petra', at: AT };
const CONTENT: PlanVersion = {
  plan: 'p',
  version: 1,
  title: 'P',
  period: { from: '2026-01-01', to: '2029-12-31' },
  settings: { levelBands: [] },
  networkAgreements: [],
  crosswalks: [],
  referenceLists: [],
  profiles: [],
};
const ESRA = { id: 'esra', name: 'Esra' };

function drafted(): CollectionPlan {
  return new CollectionPlan(CONTENT, 'plan: p', 'Petra', AT);
}

function consulted(until = '2026-03-31'): CollectionPlan {
  const plan = drafted();
  plan.consult(until, OWNER);
  return plan;
}

function comment(on = consulted(), profile: string | null = 'muziek', at = AT): PlanComment {
  return new PlanComment(on, ['muziek'], { id: 'c', profile, participant: 'NL-1', text: 'Te hoog' }, ESRA, at);
}

function adopted(): CollectionPlan {
  const plan = consulted();
  plan.adopt(null, { supersedes: null, ...OWNER }, CONTENT);
  return plan;
}

const refused = (code: string): unknown => expect.objectContaining({ code });

describe('consultation on a version of the collection plan', () => {
  it('is opened until a day, moved and closed, each told once with who did it', () => {
    const plan = drafted();
    expect(plan.consult('2026-03-31', OWNER)).toEqual([{ what: 'opened', until: '2026-03-31', ...OWNER }]);
    expect(plan.consult('2026-03-31', OWNER)).toEqual([]);
    expect(plan.consult('2026-04-30', OWNER)).toEqual([{ what: 'moved', until: '2026-04-30', ...OWNER }]);
    expect([plan.state, plan.consultedUntil]).toEqual(['consultation', '2026-04-30']);
    expect(plan.closeConsultation(OWNER)).toEqual([{ what: 'closed', until: null, ...OWNER }]);
    expect(plan.closeConsultation(OWNER)).toEqual([]);
    expect([plan.state, plan.consultedUntil]).toEqual(['draft', null]);
  });

  it('may end today, not before', () => {
    expect(consulted('2026-03-01').consultedUntil).toBe('2026-03-01');
    expect(() => consulted('2026-02-28')).toThrow(refused('consultation.day-over'));
  });

  it('ends with its adoption, after which there is none', () => {
    const plan = adopted();
    expect([plan.state, plan.consultedUntil]).toEqual(['adopted', null]);
    expect(() => plan.consult('2026-03-31', OWNER)).toThrow(refused('consultation.decided'));
    expect(() => plan.closeConsultation(OWNER)).toThrow(refused('consultation.decided'));
  });
});

describe('a comment', () => {
  it('is on a profile or on the plan, up to and including the last day', () => {
    expect(comment()).toMatchObject({ plan: 'p', version: 1, profile: 'muziek', writtenBy: 'esra', writtenAt: AT });
    expect(comment(consulted(), null, new Date('2026-03-31T22:00:00Z')).profile).toBeNull();
    expect(() => comment(consulted(), null, new Date('2026-04-01T12:00:00Z'))).toThrow(refused('consultation.over'));
    expect(() => comment(consulted(), 'film')).toThrow(refused('profile.unknown'));
  });

  it('is only asked in consultation', () => {
    expect(() => comment(drafted())).toThrow(refused('consultation.not-open'));
    expect(() => comment(adopted())).toThrow(refused('consultation.not-open'));
  });

  it('is answered once', () => {
    const it = comment();
    it.reply('accepted', 'Eens', OWNER);
    expect(it).toMatchObject({ answer: 'accepted', answerText: 'Eens', answeredBy: 'Petra', answeredAt: AT });
    it.reply('accepted', 'Eens', { by: 'Otto', at: new Date() });
    expect(it.answeredBy).toBe('Petra');
    expect(() => it.reply('declined', 'Toch niet', OWNER)).toThrow(refused('plan-comment.answered'));
  });

  it('is withdrawn by its writer alone, while it is not answered', () => {
    const it = comment();
    expect(() => it.withdraw({ id: 'otto', name: 'Otto' }, AT)).toThrow(refused('plan-comment.not-yours'));
    it.withdraw(ESRA, AT);
    it.withdraw(ESRA, new Date());
    expect(it.withdrawnAt).toBe(AT);
    expect(() => it.reply('accepted', 'Eens', OWNER)).toThrow(refused('plan-comment.withdrawn'));
    const answered = comment();
    answered.reply('declined', 'Nee', OWNER);
    expect(() => answered.withdraw(ESRA, AT)).toThrow(refused('plan-comment.answered'));
  });
});
