import base from '../../jest.config.js';

/** Tests against the real API server that `run.ts` has started: one after the other, on one cluster. */
export default {
  ...base,
  rootDir: '../..',
  roots: ['<rootDir>/test/cluster'],
  testPathIgnorePatterns: ['/node_modules/'],
  maxWorkers: 1,
  testSequencer: '<rootDir>/test/cluster/sequence.js',
  // A start takes a quarter of a minute alone, and minutes on a busy machine.
  testTimeout: 300_000,
};
