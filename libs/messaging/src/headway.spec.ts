import { beforeEach, describe, expect, it } from '@jest/globals';
import { Headway } from './headway.ts';

const EPOCH = 'first';
let headway: Headway;

beforeEach(() => {
  headway = new Headway();
});

/** The source tells its head at a time, while the hearer is somewhere. */
function told(sequence: number, at: number, now: number, epoch = EPOCH): void {
  headway.note({ epoch, sequence }, { epoch: EPOCH, sequence: at }, now);
}

describe('what a hearer knows of its source', () => {
  it('is nothing before a head comes', () => {
    expect(headway.lag({ epoch: EPOCH, sequence: 5 })).toBe(0);
    expect(headway.waited(1000)).toBe(0);
  });

  it('is how many events it lacks', () => {
    told(12, 5, 0);
    expect(headway.lag({ epoch: EPOCH, sequence: 5 })).toBe(7);
    expect(headway.lag({ epoch: EPOCH, sequence: 13 })).toBe(0);
    expect(headway.lag({ epoch: 'another', sequence: 5 })).toBe(0);
  });

  it('has waited since it first fell behind, whatever heads came since', () => {
    told(12, 5, 100);
    told(13, 5, 200);
    told(14, 5, 300);
    expect(headway.waited(400)).toBe(300);
  });

  it('waits anew once it had caught up', () => {
    told(12, 5, 100);
    told(13, 12, 200);
    expect(headway.waited(400)).toBe(200);
  });

  it('waits anew when the source is another', () => {
    told(12, 5, 100);
    told(12, 5, 200, 'another');
    expect(headway.waited(400)).toBe(200);
  });

  it('has not waited in vain while the stream brings something, however far it is behind', () => {
    told(1000, 5, 100);
    headway.noteBrought(5000);
    told(2000, 50, 5050);
    expect(headway.waited(5100)).toBe(100);
  });
});
