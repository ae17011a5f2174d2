import { describe, expect, it } from '@jest/globals';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { problemFrom } from '../src/api/problem.ts';
import { DUTCH as failures } from '../src/holdings/failure-words.ts';
import { told, toldOfDetail } from '../src/refusals/told.ts';
import { en, nl } from '../src/refusals/words.ts';

const root = join(import.meta.dirname, '..', '..', '..');

/** Everything that answers over HTTP, with what it is made of. */
const ANSWERING = [
  'apps/{agreements,coverage,gateway,holdings}/src/**/*.ts',
  'libs/{kernel,messaging,platform}/src/**/*.ts',
];

/** Said to operators and programs, or kept as the reason of a run; no screen shows these as an answer. */
const NOT_ANSWERED = [
  /^configuration\./,
  /^(snapshot|outbox|hearer|retention-notes)\./,
  /^(csv|archive|xlsx)\./,
  /^file\.(?!unknown)/,
  /^run\.(gave-up|file-gone)$/,
];

/** Codes that are put together while running: where their changing parts are written. */
const COMPOSED: Readonly<Record<string, { readonly written: RegExp; readonly code: (part: string) => string }>> = {
  'acquisition-plan.${reason}': {
    written: /mustBe\((?:\[[^\]]*\]|\w+), '([\w-]+)'/g,
    code: (part) => `acquisition-plan.${part}`,
  },
  '${part}.stale': {
    written: /^ {2}'?([\w-]+)'?: 'the (?:list|crosswalks|reference lists)'/gm,
    code: (part) => `${part}.stale`,
  },
  '${subject}.stale': { written: /refuseStale\('([\w-]+)'/g, code: (part) => `${part}.stale` },
  '${name}.unavailable': {
    written: /name: '(identity)'|'(holdings|agreements|coverage)'(?=.*as const)/g,
    code: (part) => `${part}.unavailable`,
  },
};

const sources = ANSWERING.flatMap((pattern) => globSync(pattern, { cwd: root }))
  .filter((path) => !path.includes('.spec.'))
  .map((path) => readFileSync(join(root, path), 'utf8'))
  .join('\n');

/** The first argument of everything that refuses. */
const refusing = Array.from(sources.matchAll(/(?:new Refusal|\.refuse)\(\s*([^,]+),/g), ([, first = '']) => first);

function codes(): string[] {
  const plain = refusing.flatMap((first) => Array.from(first.matchAll(/'([\w-]+\.[\w-]+)'/g), ([, code = '']) => code));
  const composed = Object.values(COMPOSED).flatMap(({ written, code }) =>
    Array.from(sources.matchAll(written), ([, ...parts]) => code(parts.find((part) => part !== undefined) ?? '')),
  );
  return [...new Set([...plain, ...composed])].filter((code) => !NOT_ANSWERED.some((it) => it.test(code))).sort();
}

function needed(text: string): string[] {
  return (text.match(/\{\w+\}/g) ?? []).sort();
}

function problem(code: string, more: object = {}) {
  return problemFrom(409, JSON.stringify({ code, detail: 'In English', ...more }));
}

describe('the refusals of the services', () => {
  it('are all found in their sources', () => {
    const templates = refusing.flatMap((first) => Array.from(first.matchAll(/`([^`]+)`/g), ([, it = '']) => it));
    expect([...new Set(templates)].sort()).toEqual(Object.keys(COMPOSED).sort());
    expect(codes()).toEqual(expect.arrayContaining(['acquisition-plan.stale', 'coverage.unavailable', 'run.not-held']));
  });

  it('that only end a run have words there', () => {
    const holdings = ['apps/holdings/src/**/*.ts', 'libs/spreadsheet/src/**/*.ts'].flatMap((pattern) =>
      globSync(pattern, { cwd: root }).filter((path) => !path.includes('.spec.')),
    );
    const said = holdings.map((path) => readFileSync(join(root, path), 'utf8')).join('\n');
    const found = Array.from(
      said.matchAll(/new Refusal\(\s*'((?:csv|archive|xlsx|file)\.[\w-]+)'/g),
      ([, it = '']) => it,
    );
    const ends = new Set([...found, 'run.gave-up', 'run.file-gone'].filter((code) => code !== 'file.unknown'));
    expect([...ends].sort()).toEqual(Object.keys(failures).sort());
  });

  it('each have words', () => {
    expect(codes().filter((code) => !Object.hasOwn(nl, code))).toEqual([]);
  });

  it.each(Object.keys(nl) as (keyof typeof nl)[])('need the same in both languages: %s', (code) => {
    expect(needed(en[code])).toEqual(needed(nl[code]));
  });
});

describe('a refusal', () => {
  it('is told in the language of the reader, with its parameters', () => {
    const wrong = problem('period.ends-before-it-begins', { parameters: { from: '2027-03-01', to: '2027-01-31' } });
    expect(told(wrong, 'nl')).toBe('De laatste dag (31 januari 2027) ligt voor de eerste dag (1 maart 2027).');
    expect(told(wrong, 'en')).toBe('The last day (31 January 2027) comes before the first day (1 March 2027).');
  });

  it.each(['2026-02-30', '2026-13-01'])('is told of what somebody wrote as it was written: %s', (written) => {
    expect(told(problem('day.malformed', { parameters: { written } }), 'nl')).toBe(`‘${written}’ is geen datum.`);
  });

  it.each([problem('shelf.too-high'), problem('constructor'), problem('day.malformed'), problem('http.refused')])(
    'is left in the words of the service when they are all there is: %#',
    (unknown) => {
      expect(told(unknown, 'nl')).toBeUndefined();
      expect(unknown.message).toBe('In English');
    },
  );

  it('names the rule that a field breaks, and says what the service says of any other', () => {
    expect(toldOfDetail({ at: 'lines[0].titles', message: 'titles must not be…', rule: 'min' }, 'nl')).toBe(
      'is te laag',
    );
    expect(toldOfDetail({ at: 'line 3', message: 'this is not YAML' }, 'nl')).toBe('this is not YAML');
  });
});
