import type { ApiClient } from '../../tools/cluster/harness/client.ts';
import { at, type KubernetesObject, listAt } from '../../tools/cluster/harness/objects.ts';
import { deliverAll, objectsOf } from './trees.ts';

/** The application that the tests watch, as `dist/production` describes it. */
export const namespace = 'production';
export const labels = 'app=web';
export const rollout = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', namespace, name: 'web' };
export const autoscaler = {
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  namespace,
  name: 'web',
};
export const budget = { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', namespace, name: 'web' };

/** Applies `dist/production` and returns its objects. */
export async function deliverProduction(client: ApiClient): Promise<readonly KubernetesObject[]> {
  const objects = await objectsOf('production');
  const delivered = await deliverAll(client, objects);
  const refused = delivered.flatMap(entry => entry.refused);
  if (refused.length > 0) throw new Error(`dist/production: ${refused.join('\n')}`);
  return objects;
}

/** The hash of the pods that a Service leads to. */
export async function hashOf(client: ApiClient, name: string): Promise<string> {
  const service = await client.get({ apiVersion: 'v1', kind: 'Service', namespace, name });
  return String(at(service, 'spec', 'selector', 'rollouts-pod-template-hash'));
}

/** Sets the image of the application, as a pipeline does. */
export async function release(client: ApiClient, image: string): Promise<void> {
  const live = await client.get(rollout);
  const containers = listAt(live, 'spec', 'template', 'spec', 'containers').map((container, index) =>
    index === 0 ? { ...(container as object), image } : container,
  );
  await client.patch(rollout, { spec: { template: { spec: { containers } } } });
}

/** Lets every analysis look twice, a second apart, instead of for minutes; what it looks at stays. */
export async function hastenAnalyses(client: ApiClient): Promise<void> {
  const kind = { apiVersion: 'argoproj.io/v1alpha1', kind: 'AnalysisTemplate', namespace };
  for (const template of await client.list(kind)) {
    const metrics = listAt(template, 'spec', 'metrics').map(metric => ({
      ...(metric as object),
      count: 2,
      interval: '1s',
      initialDelay: '1s',
    }));
    await client.patch({ ...kind, name: template.metadata.name }, { spec: { metrics } });
  }
}
