import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { problemFrom } from '../src/api/problem.ts';
import { toldPlace } from '../src/refusals/place.ts';
import { nlPlanMistakes } from '../src/refusals/plan-mistake-words.ts';
import { toldOfDetail } from '../src/refusals/told.ts';

/** What the service says, which no code of this app may import. */
const WORDS = join(import.meta.dirname, '../../coverage/src/model/plan-mistake-words.ts');
const { PLAN_MISTAKES: english } = (await import(WORDS)) as { PLAN_MISTAKES: Readonly<Record<string, string>> };

function needed(text: string): string[] {
  return [...new Set(text.match(/\{\w+\}/g))].sort();
}

function toldIn(language: string, detail: { at: string; message: string; rule?: string; parameters?: object }): string {
  const { details } = problemFrom(422, JSON.stringify({ code: 'collection-plan.invalid', details: [detail] }));
  return details.map((it) => `${toldPlace(it.at, language)} ${toldOfDetail(it, language)}`).join('\n');
}

describe('the rules of a plan, a list and a crosswalk', () => {
  it('each have words in Dutch, and no others have', () => {
    expect(Object.keys(nlPlanMistakes).sort()).toEqual(Object.keys(english).sort());
  });

  it.each(Object.entries(nlPlanMistakes))('need the same in both languages: %s', (rule, dutch) => {
    const inEnglishOnly = '{reason}';
    expect(needed(dutch)).toEqual(needed(english[rule] ?? '').filter((name) => name !== inEnglishOnly));
  });
});

describe('a mistake in a plan', () => {
  const level = {
    at: "line 4: column 'level'",
    message: "'9' is not a known level; use 0, 1a",
    rule: 'level-unknown',
    parameters: { written: '9', known: '0, 1a' },
  };

  it('is told in Dutch, with its place and with what is in the file', () => {
    expect(toldIn('nl', level)).toBe("regel 4, kolom 'level' ‘9’ is geen niveau. Gebruik 0, 1a.");
    expect(
      toldIn('nl', {
        at: 'line 12: crosswalks[0].rules',
        message: "rule 2 '789..780;24': the range ends (780) before it begins (789); swap the notations",
        rule: 'crosswalk-range-backwards',
        parameters: { from: '789', to: '780', number: 2, text: '789..780;24' },
      }),
    ).toBe(
      'regel 12: crosswalks[0].rules Regel 2 van de concordantie is ‘789..780;24’. De reeks eindigt (780) voordat zij begint (789). Wissel de notaties om.',
    );
  });

  it('is told in English as the service says it', () => {
    expect(toldIn('en', level)).toBe(`line 4, column 'level' ${level.message}`);
  });

  it('quotes a day as it is in the file', () => {
    const period = { at: 'line 4: period', message: '', rule: 'period-backwards' };
    expect(toldIn('nl', { ...period, parameters: { from: '2026-01-01', to: '2019-12-31' } })).toContain(
      'De periode eindigt (2019-12-31) voordat zij begint (2026-01-01).',
    );
  });

  it('that a newer service tells is left in its words', () => {
    expect(toldIn('nl', { at: 'line 1', message: 'In English', rule: 'shelf-too-high' })).toBe('regel 1 In English');
    const { parameters: _, ...without } = level;
    expect(toldIn('nl', without)).toContain(level.message);
  });
});

describe('a place', () => {
  it.each([
    ['line 4', 'regel 4', 'line 4'],
    ['line 4: profiles[0].code', 'regel 4: profiles[0].code', 'line 4: profiles[0].code'],
    ["line 4: column 'name nl'", "regel 4, kolom 'name nl'", "line 4, column 'name nl'"],
    ["line 4: column 'op'schrift'", "regel 4, kolom 'op'schrift'", "line 4, column 'op'schrift'"],
    ['lines[0].titles', 'lines[0].titles', 'lines[0].titles'],
    ['record 2', 'record 2', 'record 2'],
  ])('is told in the language of the reader: %s', (at, nl, en) => {
    expect(toldPlace(at, 'nl')).toBe(nl);
    expect(toldPlace(at, 'en')).toBe(en);
  });
});
