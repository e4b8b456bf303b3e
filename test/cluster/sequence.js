import Sequencer from '@jest/test-sequencer';

const first = 'dist.test.ts';
const last = 'production.test.ts';

/**
 * The rendered trees first, and the watched production last: three minutes must pass between its first start and the
 * moment at which its scaling rule may add pods again.
 */
export default class ClusterSequencer extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => Number(path.endsWith(last)) - Number(path.endsWith(`cluster/${first}`));
    return [...tests].sort((a, b) => rank(a) - rank(b) || (a.path < b.path ? -1 : 1));
  }
}
