import { jest } from '@jest/globals';
import { inOrder } from './in-order.js';

// Of real processes, which miss a deadline on a machine that stands still. The first failure is printed, and the run
// ends with the name of every test that needed this: such a test is a defect to mend (second-tries.js).
const { testPath = '' } = expect.getState();
if (!inOrder.test(testPath)) {
  jest.retryTimes(1, { logErrorsBeforeRetry: true, retryImmediately: true });
}
