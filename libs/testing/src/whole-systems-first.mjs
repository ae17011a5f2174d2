import Sequencer from '@jest/test-sequencer';

/** Begins with the files that start a whole system: they take longest, and the other workers go on beside them. */
export default class WholeSystemsFirst extends Sequencer {
  async sort(tests) {
    const [whole, other] = [true, false].map((is) => tests.filter(({ path }) => path.includes('.e2e.') === is));
    return [...(await super.sort(whole)), ...(await super.sort(other))];
  }
}
