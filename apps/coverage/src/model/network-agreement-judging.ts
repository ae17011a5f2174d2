import { cellMistake, type CellMistake, type CsvRow } from './csv-cells.ts';
import type { NetworkAgreement } from './network-agreement.ts';
import { PROBLEM_COLUMN } from './network-agreement-columns.ts';
import type { ReadAgreement, ReadList } from './network-agreement-csv.ts';
import { listDifference } from './plan-difference.ts';
import { present } from './plan-values.ts';

/** What becomes of a list by a file. */
export interface JudgedList {
  /** The list as it would be. */
  readonly list: readonly NetworkAgreement[];
  /** Agreements that stay although the file does not name them. */
  readonly unnamed: number;
  /** Agreements of the file that cannot be taken, in the order of its lines. */
  readonly rejected: readonly ReadAgreement[];
}

/**
 * Takes from a file every agreement without mistakes. An agreement with one stays as it was, whole, and so does whatever is
 * bound up with it by an action. What the file does not name goes, unless the file is of rows that were given back, or a
 * code in it cannot be read: that may be any of those.
 */
export function judgeList(read: ReadList, before: readonly NetworkAgreement[]): JudgedList {
  const judging = new Judging(read, before);
  let { agreements } = read;
  for (;;) {
    const standing = judging.standing(agreements);
    const next = agreements.map((it) => judging.boundUp(it, standing));
    if (next.every((it, at) => it === agreements[at])) return judging.judged(standing);
    agreements = next;
  }
}

/** Which agreements of a file can be taken, and which cannot. */
interface Standing {
  readonly taken: ReadonlyMap<string, ReadAgreement>;
  readonly rejected: readonly ReadAgreement[];
  /** Rows that cannot be taken, by the agreement that has had their action. */
  readonly lost: ReadonlyMap<string | undefined, readonly CsvRow[]>;
}

class Judging {
  readonly #ownerBefore: ReadonlyMap<string, string>;
  readonly #named: ReadonlySet<string | undefined>;
  readonly #whole: boolean;

  constructor(
    { agreements, head }: ReadList,
    private readonly before: readonly NetworkAgreement[],
  ) {
    this.#ownerBefore = new Map(before.flatMap(({ code, actions }) => actions.map((it) => [it.code, code])));
    this.#named = new Set(agreements.map(({ code }) => code));
    const givenBack = head.some((name) => name.trim().toLowerCase() === PROBLEM_COLUMN);
    this.#whole = !givenBack && !this.#named.has(undefined);
  }

  standing(agreements: readonly ReadAgreement[]): Standing {
    const rejected = agreements.filter(({ mistakes }) => mistakes.length > 0);
    const well = agreements.filter(({ mistakes }) => mistakes.length === 0);
    return {
      taken: new Map(well.map((it) => [it.code ?? '', it])),
      rejected,
      lost: Map.groupBy(
        rejected.flatMap(({ rows }) => rows),
        (row) => this.#hadBy(row),
      ),
    };
  }

  /** The agreement, with what keeps it from being taken because something else is not. */
  boundUp(agreement: ReadAgreement, standing: Standing): ReadAgreement {
    if (agreement.mistakes.length > 0) return agreement;
    const mistakes = [...this.#actionsThatStay(agreement, standing), ...actionsLost(agreement, standing)];
    return mistakes.length === 0 ? agreement : { ...agreement, mistakes };
  }

  judged(standing: Standing): JudgedList {
    const { taken, rejected } = standing;
    const known = new Set(this.before.map(({ code }) => code));
    const kept = this.before.filter(({ code }) => taken.has(code) || this.#stays(code, standing));
    const added = [...taken.values()].filter(({ code = '' }) => !known.has(code)).map(({ said }) => said);
    return {
      list: [...kept.map((was) => changedOr(was, taken.get(was.code)?.said)), ...present(added)],
      unnamed: kept.filter(({ code }) => !this.#named.has(code)).length,
      rejected,
    };
  }

  /** An action goes over to another agreement only when the one that has it lets it go. */
  #actionsThatStay({ code, rows }: ReadAgreement, standing: Standing): CellMistake[] {
    return rows.flatMap((row) => {
      const owner = this.#hadBy(row);
      if (owner === undefined || owner === code || !this.#stays(owner, standing)) return [];
      const action = row.cells['action'] ?? '';
      return [cellMistake({ line: row.line, column: 'action' }, 'action-stays', { action, agreement: owner })];
    });
  }

  /** Whether an agreement of before stays as it was. */
  #stays(code: string, { taken, lost }: Standing): boolean {
    return !taken.has(code) && (!this.#whole || this.#named.has(code) || lost.has(code));
  }

  #hadBy({ cells }: CsvRow): string | undefined {
    return this.#ownerBefore.get(cells['action'] ?? '');
  }
}

/** An agreement does not lose an action that is on a row that cannot be taken. */
function actionsLost({ code: agreement = '', rows }: ReadAgreement, { lost }: Standing): CellMistake[] {
  const cell = { line: rows[0]?.line ?? 1, column: 'action' };
  return (lost.get(agreement) ?? []).map(({ line, cells }) =>
    cellMistake(cell, 'action-lost', { action: cells['action'] ?? '', agreement, line }),
  );
}

function changedOr(was: NetworkAgreement, is: NetworkAgreement | undefined): NetworkAgreement {
  return is === undefined || listDifference([was], [is]).length === 0 ? was : is;
}
