import { describe, expect, it } from '@jest/globals';
import { comparePlaces, placeIn } from './search-order.ts';

const SOUGHT = { phrase: 'aanslag mulisch', words: ['aanslag', 'mulisch'] };

function found(title: string, contributor = '', year: number | null = 1982, id = '1000000000000000001') {
  return { id, title, contributor, year };
}

function before(one: ReturnType<typeof found>, other: ReturnType<typeof found>, sought = SOUGHT): boolean {
  return comparePlaces(placeIn(sought, one), placeIn(sought, other)) < 0;
}

describe('the order of what was found', () => {
  const aanslag = { phrase: 'aanslag', words: ['aanslag'] };

  it('has what was typed before what may have been meant', () => {
    expect(before(found('de aanslag op ons geheugen', 'mulisch'), found('de aanslag', 'mulish'))).toBe(true);
  });

  it('has titles that are called so before those that begin so, and those before others', () => {
    expect(before(found('de aanslag'), found('de aanslag een roman'), aanslag)).toBe(true);
    expect(before(found('aanslag op het leven van een ander'), found('na de aanslag'), aanslag)).toBe(true);
  });

  it('has shorter titles first, then newer ones, then those with the smaller id', () => {
    expect(before(found('na de aanslag'), found('lang na de aanslag'), aanslag)).toBe(true);
    expect(before(found('de aanslag', '', 2001), found('de aanslag', '', null), aanslag)).toBe(true);
    expect(before(found('de aanslag'), found('de aanslag', '', 1982, '1000000000000000002'), aanslag)).toBe(true);
  });
});
