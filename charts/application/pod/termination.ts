import type { k8s } from 'cdk8s-plus-27';
import type { Termination } from '../../../config/application/termination.ts';

/** How a container says why it ended, where the environment file says so. */
export function terminationOf({
  terminationMessagePath,
  terminationMessagePolicy,
}: Termination): Pick<k8s.Container, 'terminationMessagePath' | 'terminationMessagePolicy'> {
  return {
    ...(terminationMessagePath !== undefined && { terminationMessagePath }),
    ...(terminationMessagePolicy !== undefined && { terminationMessagePolicy }),
  };
}
