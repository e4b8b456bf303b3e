import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { ApplicationContext } from './context.ts';
import { labelsOf } from './names.ts';

/**
 * The identity of an application's pods in a cloud, through the annotations of `identity`. In the cluster they have none,
 * because no token is mounted.
 *
 * Default footprint: 1 ServiceAccount.
 */
export class ApplicationServiceAccount extends k8s.KubeServiceAccount {
  constructor(scope: Construct, { name, application: { identity } }: ApplicationContext) {
    super(scope, 'service-account', {
      metadata: {
        name,
        labels: labelsOf(name),
        ...(Object.keys(identity).length > 0 && { annotations: identity }),
      },
      automountServiceAccountToken: false,
    });
  }
}
