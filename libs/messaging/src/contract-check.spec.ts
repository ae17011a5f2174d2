import {
  type Fact,
  type FactType,
  HoldingsChangedV1,
  ParticipantChangedV1,
  SAYS,
  TitlesChangedV1,
} from '#libs/contracts';
import { describe, expect, it } from '@jest/globals';
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import fc from 'fast-check';
import { isQuick, quickly } from './contract-check.ts';

const RUN = '0b2c3f1e-55aa-4c7e-9d2c-4ac0f3a1b222';
const title = {
  id: '1000000000000000001',
  keys: ['1000000000000000001', '2000000000000000001'],
  title: 'De aanslag',
  year: 1982,
  material: 'book',
  language: 'dut',
  audience: 'adult',
  classifications: [{ scheme: 'nbc', notation: '18.10' }],
};
const holding = { title: '1000000000000000001', copies: 2, extant: 1, onOrder: 0 };

const RIGHT: [FactType, object][] = [
  [TitlesChangedV1, { version: 3, run: RUN, titles: [title, { ...title, gone: true }] }],
  [HoldingsChangedV1, { participant: 'NL-1', version: 1, run: RUN, holdings: [holding, holding] }],
  [ParticipantChangedV1, { isil: 'NL-1', version: 1, name: 'N', kind: 'library', from: '2026-01-01' }],
];

/** What class-validator says and makes. */
async function slowly(contract: FactType, data: object): Promise<Fact | undefined> {
  const fact = plainToInstance(contract, data);
  const wrong = await validate(fact, { whitelist: true, forbidUnknownValues: true });
  return wrong.length === 0 ? fact : undefined;
}

describe('the quick check of a contract', () => {
  it.each(RIGHT)('makes of right data the same as class-validator: %p', async (contract, data) => {
    const quick = quickly(contract, { ...data, unknown: 1 });
    expect(quick).toBeInstanceOf(contract);
    expect(quick).toStrictEqual(await slowly(contract, { ...data, unknown: 1 }));
  });

  it('knows every contract, so that none is slow', () => {
    const slow = Object.values(SAYS)
      .flat()
      .filter((contract) => !isQuick(contract));
    expect(slow).toEqual([]);
  });

  it('never lets through what class-validator does not', async () => {
    const odd = fc.oneof(
      fc.constantFrom(
        null,
        undefined,
        '',
        'x',
        -1,
        0,
        1.5,
        NaN,
        true,
        '2026-01-01',
        '1000000000000000001',
        [],
        {},
        [null],
        [{}],
        [[]],
      ),
      fc.anything(),
    );
    const mutated = fc
      .constantFrom(...RIGHT)
      .chain(([contract, data]) =>
        fc
          .tuple(fc.constantFrom(...pathsIn(data)), odd)
          .map(([path, value]) => ({ contract, data: changed(data, path, value) })),
      );
    const accepted: (Fact | undefined)[] = [];
    const wanted: (Fact | undefined)[] = [];
    for (const { contract, data } of fc.sample(mutated, { numRuns: 500, seed: 7 })) {
      const quick = quickly(contract, data);
      accepted.push(quick);
      wanted.push(quick && (await slowly(contract, data)));
    }
    expect(accepted).toStrictEqual(wanted);
    expect(accepted.filter(Boolean).length).toBeGreaterThan(20);
  });
});

function pathsIn(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [path];
  const below = Object.entries(value).flatMap(([name, one]) => pathsIn(one, [...path, name]));
  return path.length === 0 ? below : [path, ...below];
}

function changed(data: object, [name = '', ...rest]: string[], value: unknown): object {
  const copy: Record<string, unknown> = Array.isArray(data) ? ([...data] as never) : { ...data };
  copy[name] = rest.length === 0 ? value : changed(copy[name] as object, rest, value);
  return copy;
}
