import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Sequencer from '@jest/test-sequencer';

/**
 * The files that take longest, the longest first. Where nothing was run before, Jest goes by their sizes, and a file that
 * starts a whole system is small: the browser test would begin after the others of its kind.
 */
const LONGEST = [
  'apps/web/test/web.e2e.spec.ts',
  'apps/coverage/test/incremental.int.spec.ts',
  'apps/holdings/test/crashes.int.spec.ts',
  'apps/coverage/test/coverage.component.spec.ts',
  'apps/cli/test/start.e2e.spec.ts',
  'apps/cli/test/demo.e2e.spec.ts',
  'apps/holdings/test/harvesting.int.spec.ts',
  'apps/cli/test/faults/faults.e2e.spec.ts',
];

const root = join(import.meta.dirname, '..', '..', '..');

/** Begins with the files that take longest, so that no worker is left with one of them at the end. */
export default class LongestFirst extends Sequencer {
  async sort(tests) {
    const gone = LONGEST.filter((file) => !existsSync(join(root, file)));
    if (gone.length > 0) throw new Error(`Not there any more, so to be taken off the longest: ${gone.join(', ')}`);
    const placeOf = ({ path }) => {
      const place = LONGEST.findIndex((file) => path.endsWith(file));
      return place === -1 ? LONGEST.length : place;
    };
    return (await super.sort(tests)).toSorted((one, other) => placeOf(one) - placeOf(other));
  }
}
