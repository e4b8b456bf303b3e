import type { k8s } from 'cdk8s-plus-27';
import type { Application } from '../../../config/application/application.ts';

/** How containers find the addresses of names, where the environment file says more than Kubernetes' defaults. */
export function resolutionOf({
  hostAliases,
  dnsPolicy,
  dnsConfig,
}: Application): Pick<k8s.PodSpec, 'hostAliases' | 'dnsPolicy' | 'dnsConfig'> {
  return {
    ...(hostAliases.length > 0 && { hostAliases }),
    ...(dnsPolicy !== undefined && { dnsPolicy }),
    ...(dnsConfig && { dnsConfig }),
  };
}
