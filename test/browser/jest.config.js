import base from '../../jest.config.js';

/** Pages that Slipway writes, looked at in Chromium. `CHROMIUM` names another one than `/usr/bin/chromium`. */
export default {
  ...base,
  setupFilesAfterEnv: ['<rootDir>/test/support/second-try.js'],
  reporters: ['default', '<rootDir>/test/support/second-tries.js'],
  globalSetup: undefined,
  rootDir: '../..',
  roots: ['<rootDir>/test/browser'],
  testPathIgnorePatterns: ['/node_modules/'],
  maxWorkers: 1,
  testTimeout: 600_000,
};
