import { JsonPatch } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { Environment } from '../../config/environment.ts';
import { confirmDeletion, skipSync } from '../argo-cd-annotations.ts';

/** The strictest of the Pod Security Standards. */
const level = 'restricted';

/**
 * The namespace. It admits only pods of the restricted Pod Security profile, in the version of the environment's
 * Kubernetes minor. An upgrade of the cluster changes nothing until the environment file names the new minor.
 *
 * Argo CD skips it, and its project forbids it: otherwise Git could remove the labels (`output/argocd/permissions.ts`).
 * An operator applies it once, before Argo CD syncs. Deleting it deletes all objects in it, so Helm keeps it.
 */
export class EnvironmentNamespace extends k8s.KubeNamespace {
  constructor(scope: Construct, { namespace, cluster }: Environment) {
    const version = `v${cluster.kubernetes}`;
    super(scope, `namespace-${namespace}`, {
      metadata: {
        name: namespace,
        labels: Object.fromEntries(
          ['enforce', 'audit', 'warn'].flatMap(mode => [
            [`pod-security.kubernetes.io/${mode}`, level],
            [`pod-security.kubernetes.io/${mode}-version`, version],
          ]),
        ),
        annotations: { ...confirmDeletion, ...skipSync },
      },
    });
    this.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
  }
}
