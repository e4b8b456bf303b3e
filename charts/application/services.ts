import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { applicationLabels } from '../network/peers.ts';
import type { ApplicationContext } from './context.ts';
import { activeService, httpPort, labelsOf, previewService } from './names.ts';
import { workloadKind } from './workload.ts';

/** The port of the Services, in front of the container port `http`. */
export const servicePort = 80;

/**
 * Argo Rollouts adds `rollouts-pod-template-hash` to the selectors. Server-side apply would take it out again,
 * because a selector is replaced as a whole, and the next release would then go live without pause or analysis
 * (argo-rollouts#3437).
 */
const keepSelector = { 'argocd.argoproj.io/sync-options': 'ServerSideApply=false' };

/** Prefers endpoints in the zone that a request comes from. Since Kubernetes 1.27 under this name. */
const preferZone = { 'service.kubernetes.io/topology-mode': 'Auto' };

/**
 * The Service that users reach and, for two colours, the one that leads to the new colour.
 *
 * Default footprint: 2 Services.
 */
export class ApplicationServices extends Construct {
  constructor(scope: Construct, { environment, name, application }: ApplicationContext) {
    super(scope, 'services');
    const isRollout = workloadKind(application) === 'Rollout';
    const zoneAware = environment.cluster.zones > 1 ? preferZone : {};
    this.add(name, activeService(name), isRollout ? { ...keepSelector, ...zoneAware } : zoneAware);
    if (isRollout) this.add(name, previewService(name), keepSelector);
  }

  private add(application: string, name: string, annotations: Record<string, string>): void {
    new k8s.KubeService(this, name, {
      metadata: {
        name,
        labels: labelsOf(application),
        ...(Object.keys(annotations).length > 0 && { annotations }),
      },
      spec: {
        type: 'ClusterIP',
        selector: applicationLabels(application),
        ports: [
          {
            name: httpPort,
            port: servicePort,
            targetPort: k8s.IntOrString.fromString(httpPort),
            protocol: 'TCP',
            appProtocol: 'http',
          },
        ],
      },
    });
  }
}
