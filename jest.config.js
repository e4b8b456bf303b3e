/** Unit tests: everything a laptop can run without a server. */
export default {
  testEnvironment: 'node',
  // What tests need and a fresh machine does not have is made before the first of them.
  globalSetup: '<rootDir>/test/support/prepare-suite.js',
  globals: { suite: 'unit' },
  // Jest's own choice is a processor less: half of two.
  maxWorkers: '100%',
  // Modules of a test file are never freed: at 1.2 GB a twentieth of the time goes into garbage collection.
  workerIdleMemoryLimit: '500MB',
  // A guard against what hangs: tests that start processes take seconds, on a slow and busy machine a minute.
  testTimeout: 300_000,
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: [
    '/node_modules/',
    '/test/cluster/',
    '/test/oracle/',
    '/test/browser/',
    '/test/prometheus/',
  ],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'es6' } },
    ],
  },
};
