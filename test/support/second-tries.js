import { appendFileSync } from 'node:fs';
import { relative } from 'node:path';

/**
 * Lists at the end of a run every test that was tried twice, on standard error and in the file of `SECOND_TRIES`, if set.
 * Such a test is a defect to fix, even if it passed in the end.
 */
export default class SecondTries {
  /** @type {string[]} */
  names = [];

  onTestResult(_test, { testFilePath, testResults }) {
    const again = testResults.filter(({ invocations = 1 }) => invocations > 1);
    const file = relative(process.cwd(), testFilePath);
    const names = again.map(({ fullName, status }) => `${file}: ${fullName} (${status} at the second try)`);
    this.names.push(...names);
    const { SECOND_TRIES: list } = process.env;
    if (list && names.length > 0) appendFileSync(list, names.map(name => `${name}\n`).join(''));
  }

  onRunComplete() {
    if (this.names.length === 0) return;
    process.stderr.write(`\ntried twice, each is a defect to fix:\n  ${this.names.join('\n  ')}\n`);
  }
}
