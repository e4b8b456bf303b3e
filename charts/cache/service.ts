import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { cacheMetricsPort, cacheMetricsPortName } from './endpoints.ts';
import type { ServersProps } from './stateful-set.ts';

/** Names the pods of a StatefulSet. Names resolve before pods are ready: pods must find each other to become ready. */
export class HeadlessService extends k8s.KubeService {
  constructor(scope: Construct, { name, labels, port }: ServersProps) {
    super(scope, `service-${name}`, {
      metadata: { name, labels },
      spec: {
        clusterIp: 'None',
        publishNotReadyAddresses: true,
        selector: labels,
        ports: [
          { name: port.name, port: port.number, targetPort: k8s.IntOrString.fromString(port.name) },
          {
            name: cacheMetricsPortName,
            port: cacheMetricsPort,
            targetPort: k8s.IntOrString.fromString(cacheMetricsPortName),
          },
        ],
      },
    });
  }
}

/**
 * An address that stays the same when the pod is replaced. The other pods of the cache look it up when they start
 * (`scripts/names.sh`), so they need no DNS while they watch or replicate. It also leads to a pod that is not ready: pods
 * must find each other to become ready.
 */
export class PodService extends k8s.KubeService {
  constructor(scope: Construct, name: string, { labels, port }: ServersProps) {
    super(scope, `service-${name}`, {
      metadata: { name },
      spec: {
        publishNotReadyAddresses: true,
        selector: { ...labels, 'statefulset.kubernetes.io/pod-name': name },
        ports: [{ name: port.name, port: port.number, targetPort: k8s.IntOrString.fromString(port.name) }],
      },
    });
  }
}
