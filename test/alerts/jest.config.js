import base from '../../jest.config.js';

/** The alerts in Prometheus' own rule engine: promtool, which Go builds once in about three minutes. */
export default {
  ...base,
  rootDir: '../..',
  roots: ['<rootDir>/test/alerts'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 20 * 60_000,
};
