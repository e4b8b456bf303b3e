import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { transportOf } from '../../config/application/ports.ts';
import type { ApplicationContext } from './context.ts';
import { applicationLabels, peersService } from './endpoints.ts';
import { labelsOf } from './names.ts';

/**
 * Names the pods of an application for each other. Names resolve before pods are ready: pods may have to find each other
 * to become ready. The pods of both colors are among them.
 *
 * Default footprint: 1 Service, only for a stateful application or one with `peers`.
 */
export class PeersService extends k8s.KubeService {
  constructor(scope: Construct, { name, application: { peers, ports: named } }: ApplicationContext) {
    const ports = [
      ...Object.entries(named).map(([key, { port, protocol }]) => portOf(key, port, transportOf(protocol))),
      ...Object.entries(peers).map(([key, { port, protocol }]) => portOf(key, port, protocol)),
    ];
    super(scope, 'peers', {
      metadata: { name: peersService(name), labels: labelsOf(name) },
      spec: {
        clusterIp: 'None',
        publishNotReadyAddresses: true,
        selector: applicationLabels(name),
        ...(ports.length > 0 && { ports }),
      },
    });
  }
}

function portOf(name: string, port: number, protocol: 'TCP' | 'UDP'): k8s.ServicePort {
  return { name, port, targetPort: k8s.IntOrString.fromNumber(port), protocol };
}
