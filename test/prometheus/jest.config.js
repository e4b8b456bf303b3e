import base from '../../jest.config.js';

/** Alerts and queries in Prometheus' own engine: promtool, which Go builds once in about a minute. */
export default {
  ...base,
  globals: { suite: 'prometheus' },
  rootDir: '../..',
  roots: ['<rootDir>/test/prometheus'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 20 * 60_000,
};
