import { TestEnvironment } from 'jest-environment-node';
import { inOrder } from './in-order.js';

/** Skips all tests after a failed one in such a file: they would wait for a state that never comes. */
export default class InOrderEnvironment extends TestEnvironment {
  hasFailed = false;

  constructor(config, context) {
    super(config, context);
    this.isInOrder = inOrder.test(context.testPath);
  }

  handleTestEvent(event) {
    if (!this.isInOrder) return;
    if (event.name === 'test_done' && event.test.errors.length > 0) this.hasFailed = true;
    if (event.name === 'test_start' && this.hasFailed) event.test.mode = 'skip';
  }
}
