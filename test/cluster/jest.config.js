import base from '../../jest.config.js';

/** Tests against a real API server: each file on its own cluster, three at a time. */
export default {
  ...base,
  globals: { suite: 'cluster' },
  testEnvironment: '<rootDir>/test/support/in-order-environment.js',
  setupFilesAfterEnv: ['<rootDir>/test/support/second-try.js'],
  reporters: ['default', '<rootDir>/test/support/second-tries.js'],
  // run.ts prepares this suite, because its builds must end with it.
  globalSetup: undefined,
  rootDir: '../..',
  roots: ['<rootDir>/test/cluster'],
  testPathIgnorePatterns: ['/node_modules/'],
  // They wait more than they work: three files keep two cores at work two thirds of the time.
  maxWorkers: 3,
  testSequencer: '<rootDir>/test/cluster/sequence.js',
  // A guard against what hangs. The longest test takes two minutes alone, and a machine may be ten times slower.
  testTimeout: 40 * 60_000,
};
