import type { Application } from '../application/application.ts';
import type { Preview } from '../application/preview.ts';
import type { Cluster } from '../cluster.ts';
import { hasEnvoyPolicies, implementationOf } from '../gateway-implementation.ts';
import type { Path } from '../path.ts';
import type { Checking } from './checking.ts';
import { checkAnnotations } from './ingress.ts';

/** A preview says who may use it, in a way that the gateway of the cluster can hold. */
export function checkPreview(
  checking: Checking,
  name: string,
  application: Application,
  cluster: Cluster,
): void {
  if (!checking.isSound('applications', name, 'delivery')) return;
  const { delivery } = application;
  if (delivery.strategy !== 'blueGreen' || delivery.preview === undefined) return;
  const path = ['applications', name, 'delivery', 'preview'];
  checkProtection(checking, path, delivery.preview);
  checkAnnotations(checking, path, delivery.preview.ingressAnnotations, cluster.ingressClass !== undefined);
  if (hasEnvoyPolicies(cluster)) return;
  const found = `needs a SecurityPolicy of Envoy Gateway, found ${implementationOf(cluster)}`;
  const other =
    cluster.ingressClass === undefined
      ? 'protect it in another way and write public with a reason, or set cluster.namespaces.gateway to envoy-gateway-system'
      : 'write the annotation of your controller into ingressAnnotations, and public with a reason';
  for (const key of protections(delivery.preview)) checking.refuse([...path, key], `${found}; ${other}`);
}

function protections({ allow, basicAuth }: Preview): ('allow' | 'basicAuth')[] {
  return [...(allow.length > 0 ? (['allow'] as const) : []), ...(basicAuth ? (['basicAuth'] as const) : [])];
}

function checkProtection(checking: Checking, path: Path, preview: Preview): void {
  const [protection] = protections(preview);
  if (protection === undefined && preview.public === undefined) {
    checking.refuse(
      path,
      'does not say who may use it; name allow (networks) or basicAuth, or public with a reason',
    );
  }
  if (protection !== undefined && preview.public !== undefined) {
    checking.refuse(
      [...path, 'public'],
      `found together with ${protection}, expected only one of them; remove one`,
    );
  }
}
