import { Construct } from 'constructs';
import type { ListeningApplication } from '../../config/application/application.ts';
import { isAtLeast } from '../../config/kubernetes.ts';
import type { ApplicationContext } from './context.ts';
import { activeService, previewService } from './endpoints.ts';
import { servicePortsOf } from './ports.ts';
import { ApplicationService } from './service.ts';
import { workloadKind } from './workload.ts';

/**
 * Argo Rollouts adds `rollouts-pod-template-hash` to the selectors. Server-side apply replaces a selector as a whole, so
 * it would remove the hash. The next release would then go live without pause or analysis (argo-rollouts#3437).
 */
const keepSelector = { 'argocd.argoproj.io/sync-options': 'ServerSideApply=false' };

/**
 * Prefers endpoints in the zone that a request comes from, if there are any.
 *
 * The field `trafficDistribution` is on from 1.31 and accepts `PreferSameZone` from 1.34. It replaces the annotation,
 * which spreads by the CPU of the zones and silently falls back to all endpoints. Sources: KEP-4444, KEP-3015;
 * kubernetes `pkg/features/kube_features.go`. No minor between 1.27 and 1.34 is supported here.
 */
const sameZone = 'PreferSameZone';
const sameZoneBefore134 = { 'service.kubernetes.io/topology-mode': 'Auto' };

/**
 * The Service that users reach and, for blue/green, the one that leads to the new color.
 *
 * Default footprint: 2 Services.
 */
export class ApplicationServices extends Construct {
  constructor(
    scope: Construct,
    { environment, name }: ApplicationContext,
    application: ListeningApplication,
  ) {
    super(scope, 'services');
    const isRollout = workloadKind(application) === 'Rollout';
    const { zones, kubernetes } = environment.cluster;
    const hasField = isAtLeast(kubernetes, '1.34');
    const selectorOptions = isRollout ? keepSelector : {};
    const annotated = zones > 1 && !hasField ? sameZoneBefore134 : {};
    const ports = servicePortsOf(application);
    new ApplicationService(this, {
      application: name,
      ports,
      name: activeService(name),
      annotations: { ...selectorOptions, ...annotated },
      ...(zones > 1 && hasField && { trafficDistribution: sameZone }),
    });
    if (isRollout) {
      new ApplicationService(this, {
        application: name,
        ports,
        name: previewService(name),
        annotations: selectorOptions,
      });
    }
  }
}
