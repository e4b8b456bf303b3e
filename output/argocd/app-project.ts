import type { Construct } from 'constructs';
import { AppProject } from '../../imports/argo-cd.ts';
import { permittedKinds } from './kinds.ts';
import { permissionsFor } from './permissions.ts';
import type { SyncedEnvironment } from './synced-environment.ts';

/**
 * What Argo CD may write for one environment: the kinds of an environment, from one repository, into its namespace. It may
 * write cluster-wide objects only by name, those that the environment renders. Whoever applies the project also makes the
 * Namespace.
 *
 * Each environment has its own project, so that a commit in its folder cannot write into another namespace.
 */
export class EnvironmentAppProject extends AppProject {
  constructor(scope: Construct, { environment: { name, namespace }, gitops, objects }: SyncedEnvironment) {
    const { clusterObjects, namespacedKinds, namespaces } = permissionsFor(objects);
    super(scope, `project-${name}`, {
      metadata: { name },
      spec: {
        description: `The kinds and the namespaces of the environment ${name}`,
        sourceRepos: [gitops.repository],
        destinations: [...new Set([namespace, ...namespaces])].map(permitted => ({
          server: gitops.destination,
          namespace: permitted,
        })),
        ...(clusterObjects.length > 0 && { clusterResourceWhitelist: [...clusterObjects] }),
        namespaceResourceWhitelist: permittedKinds(namespacedKinds),
      },
    });
  }
}
