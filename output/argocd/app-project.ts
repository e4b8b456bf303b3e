import type { Construct } from 'constructs';
import { AppProject } from '../../imports/argo-cd.ts';
import { permittedKinds } from './kinds.ts';
import { permissionsFor } from './permissions.ts';
import type { SyncedEnvironment } from './synced-environment.ts';

/**
 * What Argo CD may do for one environment: from one repository, into its namespace, the kinds that environments are
 * made of, and without a namespace nothing but the objects that it renders to. The Namespace itself is made by whoever
 * applies the project.
 *
 * A project an environment, so that a commit in one environment's folder cannot reach into another namespace.
 */
export class EnvironmentAppProject extends AppProject {
  constructor(scope: Construct, { environment: { name, namespace }, gitops, objects }: SyncedEnvironment) {
    const { clusterObjects, namespacedKinds, namespaces } = permissionsFor(objects);
    super(scope, `project-${name}`, {
      metadata: { name },
      spec: {
        description: `What the environment ${name} is made of, and where`,
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
