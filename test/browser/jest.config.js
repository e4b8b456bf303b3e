import base from '../../jest.config.js';

/** Pages that Slipway writes, looked at in Chromium. `CHROMIUM` names another one than `/usr/bin/chromium`. */
export default {
  ...base,
  globalSetup: undefined,
  rootDir: '../..',
  roots: ['<rootDir>/test/browser'],
  testPathIgnorePatterns: ['/node_modules/'],
  maxWorkers: 1,
  testTimeout: 60_000,
};
