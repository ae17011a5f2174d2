import { csvLine } from '#libs/kernel';
import { type CellMistake, placeOf } from './csv-cells.ts';
import type { NetworkAgreement } from './network-agreement.ts';
import { PROBLEM_COLUMN } from './network-agreement-columns.ts';
import type { ReadAgreement, ReadList } from './network-agreement-csv.ts';
import type { JudgedList } from './network-agreement-judging.ts';
import type { Mistake } from './plan-mistakes.ts';
import { type AgreementDifference, actionText, listDifference } from './plan-difference.ts';

type List = readonly NetworkAgreement[];

/** How many are new, say something else, are no longer there, or are as they were. */
export interface Tally {
  readonly added: number;
  readonly changed: number;
  readonly gone: number;
  readonly same: number;
}

/** What of a file could not be taken: where it is, what is wrong and what to do. */
export interface RejectedLine extends Mistake {
  readonly place: string;
}

/** What was rejected, as a file that can be mended and sent again. */
export interface GivenBack {
  readonly name: string;
  readonly type: string;
  /** In base64. */
  readonly content: string;
  readonly partial: boolean;
}

/** What comes of a list by a file, told before or after it is taken. */
export interface ListOutcome {
  readonly agreements: Tally;
  readonly actions: Tally;
  /** Agreements that stay although the file does not name them. */
  readonly unnamed: number;
  /** The agreements that go. */
  readonly going: readonly Pick<NetworkAgreement, 'code' | 'text'>[];
  readonly differences: readonly AgreementDifference[];
  readonly rejectedCount: number;
  readonly rejected: readonly RejectedLine[];
  readonly mend: GivenBack | null;
}

/** Of what could not be taken, so much is told; the rest is counted. */
const MOST_TOLD = 500;

export function outcomeOf({ head }: ReadList, before: List, { list, unnamed, rejected }: JudgedList): ListOutcome {
  const differences = listDifference(before, list);
  const mistakes = rejected.flatMap((it) => it.mistakes).toSorted((one, other) => one.line - other.line);
  return {
    agreements: agreementsOf(before, list),
    actions: actionsOf(before, list),
    unnamed,
    going: differences.flatMap((it) =>
      it.kind === 'agreement-removed' ? [{ code: it.before.code, text: it.before.text }] : [],
    ),
    differences,
    rejectedCount: mistakes.length,
    rejected: mistakes.slice(0, MOST_TOLD).map(rejectedLine),
    mend: rejected.length === 0 ? null : givenBack(head, rejected),
  };
}

function rejectedLine({ line, column, ...mistake }: CellMistake): RejectedLine {
  return { place: placeOf({ line, column }), ...mistake };
}

function agreementsOf(before: List, after: List): Tally {
  const changed = new Set(listDifference(before, after).map(({ agreement }) => agreement));
  const codes = (list: List): Map<string, string> => new Map(list.map(({ code }) => [code, code]));
  const { added, gone, same } = tally(codes(before), codes(after));
  return { added, changed: changed.size - added - gone, gone, same: same - (changed.size - added - gone) };
}

/** An action that goes over to another agreement is changed. */
function actionsOf(before: List, after: List): Tally {
  const texts = (list: List): Map<string, string> =>
    new Map(list.flatMap(({ code, actions }) => actions.map((it) => [it.code, `${code} ${actionText(it)}`])));
  return tally(texts(before), texts(after));
}

function tally(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): Tally {
  const both = [...after].filter(([code]) => before.has(code));
  const same = both.filter(([code, text]) => before.get(code) === text).length;
  return { added: after.size - both.length, changed: both.length - same, gone: before.size - both.length, same };
}

/** All rows of the agreements that were rejected, as they were written, each with what is wrong. */
function givenBack(head: readonly string[], rejected: readonly ReadAgreement[]): GivenBack {
  const kept = (values: readonly string[]): string[] =>
    head.map((_, at) => values[at] ?? '').filter((_, at) => head[at]?.trim().toLowerCase() !== PROBLEM_COLUMN);
  const lines = rejected
    .flatMap((it) => it.rows.map(({ line, values }) => ({ line, values, problem: problemOn(line, it) })))
    .toSorted((one, other) => one.line - other.line)
    .map(({ values, problem }) => csvLine([...kept(values), problem, ...values.slice(head.length)]));
  const text = `\uFEFF${csvLine([...kept(head), PROBLEM_COLUMN])}${lines.join('')}`;
  const content = Buffer.from(text).toString('base64');
  return { name: 'afgekeurd.csv', type: 'text/csv; charset=utf-8', content, partial: false };
}

/** What is wrong with a row; one that is well is given back because its agreement is taken as a whole. */
function problemOn(line: number, { code, mistakes }: ReadAgreement): string {
  const here = mistakes.filter((it) => it.line === line);
  if (here.length === 0) return `belongs to ${code ?? 'the same agreement'}, which is wrong on another line`;
  return here.map(({ column, message }) => (column === null ? message : `${column}: ${message}`)).join('; ');
}
