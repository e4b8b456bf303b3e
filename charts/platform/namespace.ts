import { JsonPatch } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { isBeyondRestricted } from '../../config/application/security-context.ts';
import type { Environment } from '../../config/environment.ts';
import { operation } from '../../config/units/operation.ts';
import { confirmDeletion, skipSync } from '../argo-cd-annotations.ts';

/** The strictest of the Pod Security Standards. */
const strictest = 'restricted';

/**
 * The profile of Pod Security that all pods of an environment meet. It is `baseline` if an application runs as root or has
 * a capability that only `baseline` allows, and otherwise `restricted`.
 */
const podSecurityLevel = operation('podSecurityLevel', (applications: Environment['applications']): string =>
  Object.values(applications).some(isBeyondRestricted) ? 'baseline' : strictest,
);

/**
 * The namespace. It admits only pods of the restricted Pod Security profile, in the version of the environment's
 * Kubernetes minor. An upgrade of the cluster changes nothing until the environment file names the new minor.
 *
 * If an application needs more, all pods of the namespace may do what the baseline profile allows. The audit log of the API
 * server still names each pod beyond the restricted one.
 *
 * Argo CD skips it, and its project forbids it: otherwise Git could remove the labels (`output/argocd/permissions.ts`).
 * An operator applies it once, before Argo CD syncs. Deleting it deletes all objects in it, so Helm keeps it.
 */
export class EnvironmentNamespace extends k8s.KubeNamespace {
  constructor(scope: Construct, { namespace, cluster, applications }: Environment) {
    const version = `v${cluster.kubernetes}`;
    const level = podSecurityLevel(applications);
    const levels = { enforce: level, audit: strictest, warn: level };
    super(scope, `namespace-${namespace}`, {
      metadata: {
        name: namespace,
        labels: Object.fromEntries(
          Object.entries(levels).flatMap(([mode, profile]) => [
            [`pod-security.kubernetes.io/${mode}`, profile],
            [`pod-security.kubernetes.io/${mode}-version`, version],
          ]),
        ),
        annotations: { ...confirmDeletion, ...skipSync },
      },
    });
    this.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
  }
}
