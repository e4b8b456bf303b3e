import { readdirSync, readFileSync } from 'node:fs';
import base from '../../../jest.config.js';

const folder = new URL('.', import.meta.url);

/** Tests that ask every Helm import the list of them. */
const asksEveryHelm = file => /^import \{[^}]*\bhelms\b/m.test(readFileSync(new URL(file, folder), 'utf8'));

/** What depends on Helm, in Helm 3 and in Helm 4: unit tests ask Helm 4 only. */
export default {
  ...base,
  globals: { suite: 'helm' },
  rootDir: '../../..',
  roots: ['<rootDir>/test/output/helm'],
  testMatch: readdirSync(folder)
    .filter(file => file.endsWith('.test.ts') && asksEveryHelm(file))
    .map(file => `**/helm/${file}`),
};
