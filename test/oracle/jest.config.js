import base from '../../jest.config.js';

/** The HPA model against the real controller, which Go builds once. 2,000 scenarios take minutes. */
export default {
  ...base,
  globals: { suite: 'oracle' },
  rootDir: '../..',
  roots: ['<rootDir>/test/oracle'],
  testPathIgnorePatterns: ['/node_modules/'],
  maxWorkers: 1,
  testTimeout: 4 * 3_600_000,
};
