import { FLAG_KINDS } from '#libs/contracts';
import { describe, expect, it } from '@jest/globals';
import { plantTruth, scored } from '../bench/planted/truth.ts';

const truth = plantTruth({ holdings: 5_000, seed: 7, today: '2026-06-01' });

function told(seed: number): string {
  return JSON.stringify([...plantTruth({ holdings: 1_000, seed, today: '2026-06-01' }).told()]);
}

describe('planted truth', () => {
  it('has every kind of flag', () => {
    expect(scored(truth.planted, truth.planted)).toEqual(
      FLAG_KINDS.map((kind) => expect.objectContaining({ kind, missing: [], wrong: [] })),
    );
    expect(new Set(truth.planted.map(({ kind }) => kind))).toEqual(new Set(FLAG_KINDS));
  });

  it('is the same for the same seed, however often it is told, and another for another', () => {
    expect(told(7)).toBe(told(7));
    expect(told(7)).not.toBe(told(8));
  });

  it.each(FLAG_KINDS)('names a %s that is missing, that nobody planted, or that has other numbers', (kind) => {
    const flag = truth.planted.find((it) => it.kind === kind)!;
    const of = (raised: typeof truth.planted) => scored(truth.planted, raised).find((it) => it.kind === kind)!;
    const others = truth.planted.filter((it) => it !== flag);
    const elsewhere = { ...flag, profile: 'elders' };
    const otherwise = { ...flag, participants: [...flag.participants, 'NL-0900000000'] };

    expect(of(others)).toMatchObject({ missing: [expect.stringContaining(flag.profile)], wrong: [] });
    expect(of([...truth.planted, elsewhere])).toMatchObject({
      missing: [],
      wrong: [expect.stringContaining('elders')],
    });
    expect(of([...others, otherwise])).toMatchObject({
      missing: [expect.stringContaining(flag.profile)],
      wrong: [expect.stringContaining('NL-0900000000')],
    });
  });
});
