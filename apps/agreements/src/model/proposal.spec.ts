import { Refusal, type RefusalDetail } from '#libs/kernel';
import { describe, expect, it } from '@jest/globals';
import { MOST_NAMED_TITLES, type Proposal, readProposal } from './proposal.ts';
import type { ProposedLine } from './proposed-line.ts';

const PLAN = '0f6b1c9e-7c0b-4b43-8f0e-7a5f0c3b9d10';
const PROFILES = new Set(['muziek', 'talen']);
const LINE: ProposedLine = {
  profile: 'muziek',
  activity: 'collect',
  level: '3b',
  titles: 120,
  copies: 200,
  named: [],
};

function line(it: Partial<ProposedLine> = {}): ProposedLine {
  return { ...LINE, ...it };
}

function proposal(it: Partial<Proposal> = {}): Proposal {
  return { name: 'Muziek 2027', from: '2027-01-01', to: '2027-12-31', lines: [line()], ...it };
}

function mistakesOf(it: Proposal, profiles: ReadonlySet<string> | null = PROFILES): readonly RefusalDetail[] {
  try {
    readProposal(PLAN, it, profiles);
    return [];
  } catch (error) {
    if (error instanceof Refusal && error.code === 'acquisition-plan.invalid') return error.details;
    throw error;
  }
}

describe('a proposal', () => {
  it('is kept as it was written, with a key for each named title', () => {
    const named = [{ identifier: '0-306-40615-2', title: ' Information theory ' }, { identifier: 'ppn:123456789' }];
    const it = proposal({ lines: [line({ goalLevel: '4', languageCoverage: 'P', budget: 250_000, named })] });
    expect(readProposal(PLAN, it, PROFILES)).toEqual({
      name: 'Muziek 2027',
      from: '2027-01-01',
      to: '2027-12-31',
      lines: [
        {
          line: expect.stringMatching(/^[0-9a-f-]{36}$/),
          profile: 'muziek',
          activity: 'collect',
          level: '3b',
          goalLevel: '4',
          languageCoverage: 'P',
          titles: 120,
          copies: 200,
          budget: 250_000,
          named: [
            {
              key: '1000009780306406157',
              identifier: '0-306-40615-2',
              title: 'Information theory',
            },
            { key: '2000000000123456789', identifier: 'ppn:123456789' },
          ],
        },
      ],
    });
  });

  it.each([
    ['a period that ends before it begins', proposal({ to: '2026-12-31' }), 'to'],
    ['a day that does not exist', proposal({ from: '2027-02-30' }), 'to'],
    ['no name', proposal({ name: ' ' }), 'name'],
    ['an unknown profile', proposal({ lines: [line({ profile: 'tuinbouw' })] }), 'lines[0].profile'],
    ['an unknown activity', proposal({ lines: [line({ activity: 'lend' })] }), 'lines[0].activity'],
    ['a level that is not Conspectus', proposal({ lines: [line({ level: '3d' })] }), 'lines[0].level'],
    [
      'a current level that is not Conspectus',
      proposal({ lines: [line({ currentLevel: '6' })] }),
      'lines[0].currentLevel',
    ],
    ['a goal level that is not Conspectus', proposal({ lines: [line({ goalLevel: 'B' })] }), 'lines[0].goalLevel'],
    [
      'an unknown language coverage',
      proposal({ lines: [line({ languageCoverage: 'Q' })] }),
      'lines[0].languageCoverage',
    ],
    ['a negative number of titles', proposal({ lines: [line({ titles: -1 })] }), 'lines[0].titles'],
    [
      'a line that ends before it begins',
      proposal({ lines: [line({ from: '2027-07-01', to: '2027-06-30' })] }),
      'lines[0].to',
    ],
    ['a line that begins before the plan', proposal({ lines: [line({ from: '2026-07-01' })] }), 'lines[0].from'],
    ['a line that ends after the plan', proposal({ lines: [line({ to: '2028-01-01' })] }), 'lines[0].from'],
    ['keeping until a day that is none', proposal({ lines: [line({ retainUntil: 'ooit' })] }), 'lines[0].retainUntil'],
    ['half a copy', proposal({ lines: [line({ copies: 0.5 })] }), 'lines[0].copies'],
    ['a negative budget', proposal({ lines: [line({ budget: -5 })] }), 'lines[0].budget'],
    [
      'an invalid ISBN',
      proposal({ lines: [line({ named: [{ identifier: '9789021434049' }, { identifier: '9789021434048' }] })] }),
      'lines[0].named[1].identifier',
    ],
  ])('is refused for %s', (_what, it, at) => {
    expect(mistakesOf(it).map((mistake) => mistake.at)).toEqual([at]);
  });

  it('quotes the text of an invalid ISBN', () => {
    const [mistake] = mistakesOf(proposal({ lines: [line({ named: [{ identifier: '9789021434048' }] })] }));
    expect(mistake?.message).toContain("'9789021434048'");
  });

  it('is refused when two lines say the same', () => {
    const it = proposal({ lines: [line(), line({ level: '2a' })] });
    expect(mistakesOf(it)).toEqual([{ at: 'lines[1]', message: expect.stringContaining('lines[0]') }]);
  });

  it('may have a line for each activity and language of a profile', () => {
    const lines = [line(), line({ activity: 'preserve' }), line({ languageCoverage: 'W' })];
    expect(mistakesOf(proposal({ lines }))).toEqual([]);
  });

  it('may have lines for a part of its period, with what is to be kept until a day or indefinitely', () => {
    const half = { from: '2027-07-01', to: '2027-12-31', retainUntil: 'indefinite' };
    const lines = [line(half), line({ activity: 'preserve', from: '2027-07-01', retainUntil: '2040-12-31' })];
    expect(readProposal(PLAN, proposal({ lines }), PROFILES).lines).toMatchObject([
      half,
      { from: '2027-07-01', retainUntil: '2040-12-31' },
    ]);
  });

  it('keeps the id of a line when the rest of it is edited', () => {
    const [before] = readProposal(PLAN, proposal(), PROFILES).lines;
    const [after] = readProposal(PLAN, proposal({ lines: [line({ level: '4', titles: 1 })] }), PROFILES).lines;
    expect(after?.line).toBe(before?.line);
    expect(readProposal('other', proposal(), PROFILES).lines[0]?.line).not.toBe(before?.line);
  });

  it('tells all mistakes at once', () => {
    const it = proposal({
      name: '',
      to: '2020-01-01',
      lines: [line({ level: 'x', titles: -1, named: [{ identifier: 'abc' }] }), line({ profile: 'tuinbouw' })],
    });
    expect(mistakesOf(it).map((mistake) => mistake.at)).toEqual([
      'name',
      'to',
      'lines[0].level',
      'lines[0].titles',
      'lines[0].named[0].identifier',
      'lines[1].profile',
    ]);
  });

  it('may name any profile while no adopted plan is known', () => {
    expect(mistakesOf(proposal({ lines: [line({ profile: 'tuinbouw' })] }), null)).toEqual([]);
  });

  it('counts a title that a line names twice as one', () => {
    const named = [{ identifier: '9780306406157' }, { identifier: '0306406152' }];
    expect(readProposal(PLAN, proposal({ lines: [line({ named })] }), PROFILES).lines[0]?.named).toHaveLength(1);
  });

  it(`names at most ${MOST_NAMED_TITLES} titles, over all its lines`, () => {
    const named = Array.from({ length: MOST_NAMED_TITLES }, (_, index) => ({ identifier: `ocn:${index + 1}` }));
    const other = line({ profile: 'talen', named: [{ identifier: 'ocn:1' }] });
    expect(mistakesOf(proposal({ lines: [line({ named })] }))).toEqual([]);
    expect(mistakesOf(proposal({ lines: [line({ named }), other] }))).toEqual([
      { at: 'lines', message: expect.stringContaining('5001 titles') },
    ]);
  });
});
