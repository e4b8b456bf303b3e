import Sequencer from '@jest/test-sequencer';

/** What takes minutes, the longest first; the others follow by name. */
const long = ['/argo-cd/', '/interruption.', '/production.', '/cache/', '/volume-zones.'];

/** Long files first, so that none runs alone at the end. */
export default class ClusterSequencer extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => {
      const place = long.findIndex(part => path.includes(part));
      return place < 0 ? long.length : place;
    };
    return [...tests].sort((a, b) => rank(a) - rank(b) || (a.path < b.path ? -1 : 1));
  }
}
