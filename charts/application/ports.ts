import { k8s } from 'cdk8s-plus-27';
import { type Application, listens } from '../../config/application/application.ts';
import { metricsOf } from '../../config/application/metrics.ts';
import { httpPort, metricsPort, servicePort } from './endpoints.ts';

/** The ports on which the container of an application listens. */
export function containerPortsOf(application: Application): k8s.ContainerPort[] {
  const { port } = metricsOf(application) ?? {};
  return [
    ...(listens(application) ? [{ name: httpPort, containerPort: application.port, protocol: 'TCP' }] : []),
    ...(port === undefined ? [] : [{ name: metricsPort, containerPort: port, protocol: 'TCP' }]),
    ...Object.entries(application.peers).map(([name, peer]) => ({
      name,
      containerPort: peer.port,
      protocol: peer.protocol,
    })),
  ];
}

/** The ports of the Services of an application. */
export function servicePortsOf(application: Application): k8s.ServicePort[] {
  const { port } = metricsOf(application) ?? {};
  return [
    servicePortOf(httpPort, servicePort),
    ...(port === undefined ? [] : [servicePortOf(metricsPort, port)]),
  ];
}

/** A port of a Service, in front of the container port of the same name. */
function servicePortOf(name: string, port: number): k8s.ServicePort {
  return {
    name,
    port,
    targetPort: k8s.IntOrString.fromString(name),
    protocol: 'TCP',
    appProtocol: 'http',
  };
}
