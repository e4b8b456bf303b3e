import { jest } from '@jest/globals';
import { inOrder } from './in-order.js';

// For tests of real processes, which miss a deadline if the machine stalls. The first failure is printed, and the run
// ends with the names of all tests that needed a second try. Each is a defect to fix (second-tries.js).
const { testPath = '' } = expect.getState();
if (!inOrder.test(testPath)) {
  jest.retryTimes(1, { logErrorsBeforeRetry: true, retryImmediately: true });
}
