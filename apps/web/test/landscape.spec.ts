import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ClassificationRange, Flag, Matrix } from '../src/api/coverage.ts';
import { degreeOf, landscapeOf, sumOf, worstOf } from '../src/landscape/landscape.ts';
import { nextTo, tilesOf } from '../src/landscape/treemap.ts';

const nbc = (prefix: string): ClassificationRange => ({ scheme: 'nbc', prefix });

function matrixOf(codes: readonly string[], titles = 10): Matrix {
  return {
    plan: null,
    on: '2026-11-27',
    profiles: codes.map((code) => ({ code, name: { nl: code }, targets: [], titles, openFlags: 0 })),
    participants: [],
    cells: [],
    unclassified: { titles: 0 },
    translated: { titles: 0 },
    importing: [],
  };
}

function planOf(scopes: Readonly<Record<string, readonly ClassificationRange[]>>) {
  return Object.entries(scopes).map(([code, classification]) => ({
    code,
    name: { nl: code },
    targets: [],
    scope: { classification, material: [], language: [], audience: [] },
  }));
}

function flag(profile: string, kind: Flag['kind']): Flag {
  return { profile, kind } as Flag;
}

describe('the groups of the landscape', () => {
  it('are the parts of the classification in which scopes begin, and last of all what names none', () => {
    const scopes = {
      a: [nbc('24')],
      b: [nbc('15'), nbc('24')],
      c: [nbc('21')],
      d: [{ scheme: 'nur', from: '660', to: '669' }],
      e: [{ scheme: 'brinkman', notation: 'muziek' }],
      f: [],
      g: [
        { scheme: 'brinkman', notation: 'kunst' },
        { scheme: 'siso', notation: '780.1' },
      ],
    };
    const groups = landscapeOf(matrixOf(Object.keys(scopes)), planOf(scopes), []);
    expect(groups.map(({ id, classes, profiles }) => [id, classes, profiles.map(({ code }) => code)])).toEqual([
      ['brinkman', null, ['e']],
      ['nbc-1', ['10', '19'], ['b']],
      ['nbc-2', ['20', '29'], ['a', 'c']],
      ['nur-6', ['600', '699'], ['d']],
      ['siso-7', ['700', '799'], ['g']],
      ['geen', null, ['f']],
    ]);
  });

  it('have every profile once, whatever it names', () => {
    const range = fc.record({
      scheme: fc.constantFrom('nbc', 'nur', 'siso', 'pim'),
      prefix: fc.stringMatching(/^[\da-z]{1,4}$/),
    });
    fc.assert(
      fc.property(fc.array(fc.array(range, { maxLength: 3 }), { maxLength: 20 }), (all) => {
        const scopes = Object.fromEntries(all.map((ranges, at) => [`p${at}`, ranges]));
        const groups = landscapeOf(matrixOf(Object.keys(scopes)), planOf(scopes), []);
        const placed = groups.flatMap(({ profiles }) => profiles.map(({ code }) => code));
        expect(placed.toSorted()).toEqual(Object.keys(scopes).toSorted());
        expect(groups.reduce((sum, { profiles }) => sum + sumOf(profiles).titles, 0)).toBe(all.length * 10);
      }),
    );
  });

  it('count the flags of their profiles, and are as bad as the worst of them', () => {
    const flags = [flag('a', 'overlap.holdings'), flag('b', 'gap.level'), flag('b', 'risk.single-holder')];
    const [group] = landscapeOf(
      matrixOf(['a', 'b', 'c']),
      planOf({ a: [nbc('1')], b: [nbc('1')], c: [nbc('1')] }),
      flags,
    );
    expect(group?.profiles.map((it) => worstOf(it.flags))).toEqual(['overlap', 'gap', null]);
    const sum = sumOf(group?.profiles ?? []);
    expect([sum.flags, worstOf(sum.flags)]).toEqual([{ gap: 1, risk: 1, overlap: 1 }, 'gap']);
  });
});

describe('how bad a part of the landscape is', () => {
  const codes = ['a', 'b', 'c', 'd'];
  const plan = planOf(Object.fromEntries(codes.map((code) => [code, [nbc('1')]])));
  const placed = (...flags: Flag[]) => landscapeOf(matrixOf(codes), plan, flags)[0]?.profiles ?? [];

  it('grows with the share of its profiles that have a flag of the worst kind, not with lesser ones', () => {
    const lesser = codes.map((code) => flag(code, 'overlap.holdings'));
    expect(degreeOf(placed())).toBe(1);
    expect(degreeOf(placed(flag('a', 'gap.level'), ...lesser))).toBe(1);
    expect(degreeOf(placed(flag('a', 'gap.level'), flag('b', 'gap.volume'), ...lesser))).toBe(2);
    expect(degreeOf(placed(...codes.map((code) => flag(code, 'gap.level'))))).toBe(3);
  });

  it('grows with the flags of one profile, up to three', () => {
    const gaps = Array.from({ length: 5 }, () => flag('a', 'gap.level'));
    expect(degreeOf(placed(...gaps).slice(0, 1))).toBe(3);
    const risks = [flag('a', 'risk.last-copy'), flag('a', 'risk.single-holder')];
    expect(degreeOf(placed(...risks).slice(0, 1))).toBe(2);
  });
});

describe('the tiles of the map', () => {
  const sizes = fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 1, maxLength: 60 });

  it('fill the map without lying over each other, each as large as what it stands for', () => {
    fc.assert(
      fc.property(sizes, (all) => {
        const tiles = tilesOf(
          all.map((size, id) => ({ id, size })),
          ({ size }) => size,
          1.9,
        );
        expect(tiles.map(({ what }) => what.id).toSorted((a, b) => a - b)).toEqual(all.map((_, id) => id));
        expect(tiles.reduce((sum, { width, height }) => sum + width * height, 0)).toBeCloseTo(1, 6);
        for (const [at, one] of tiles.entries()) {
          expect(one.width * one.height).toBeGreaterThan(0);
          expect(Math.min(one.left, one.top, 1 - one.left - one.width, 1 - one.top - one.height)).toBeGreaterThan(
            -1e-9,
          );
          for (const other of tiles.slice(at + 1)) {
            const across = Math.min(one.left + one.width, other.left + other.width) - Math.max(one.left, other.left);
            const along = Math.min(one.top + one.height, other.top + other.height) - Math.max(one.top, other.top);
            expect(Math.min(across, along)).toBeLessThan(1e-9);
          }
        }
        const large = tiles.filter(({ what }) => what.size * all.length > all.reduce((sum, it) => sum + it, 0) / 4);
        for (const one of large) {
          const [other = one] = large;
          expect((one.width * one.height) / (other.width * other.height)).toBeCloseTo(
            one.what.size / other.what.size,
            4,
          );
        }
      }),
      { numRuns: 50 },
    );
  });

  it('can all be reached from the first with the arrow keys', () => {
    fc.assert(
      fc.property(sizes, (all) => {
        const tiles = tilesOf(all, (size) => size, 1.9);
        const reached = new Set(tiles.slice(0, 1));
        for (const tile of reached) {
          for (const key of ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight']) {
            const to = nextTo(tiles, tile, key);
            if (to !== undefined) reached.add(to);
          }
        }
        expect(reached.size).toBe(tiles.length);
      }),
    );
  });
});
