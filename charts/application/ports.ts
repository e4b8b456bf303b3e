import { k8s } from 'cdk8s-plus-27';
import {
  type Application,
  type ListeningApplication,
  listens,
} from '../../config/application/application.ts';
import { metricsOf } from '../../config/application/metrics.ts';
import { type NamedPort, requestPort, transportOf } from '../../config/application/ports.ts';
import { metricsPort } from './endpoints.ts';

/** The ports on which the container of an application listens. */
export function containerPortsOf(application: Application): k8s.ContainerPort[] {
  const { port } = metricsOf(application) ?? {};
  return [
    ...(listens(application)
      ? [{ name: requestPort(application.protocol), containerPort: application.port, protocol: 'TCP' }]
      : []),
    ...(port === undefined ? [] : [{ name: metricsPort, containerPort: port, protocol: 'TCP' }]),
    ...Object.entries(application.ports).map(([name, { port: containerPort, protocol }]) => ({
      name,
      containerPort,
      protocol: transportOf(protocol),
    })),
    ...Object.entries(application.peers).map(([name, peer]) => ({
      name,
      containerPort: peer.port,
      protocol: peer.protocol,
    })),
  ];
}

/** The ports of the Services of an application. */
export function servicePortsOf(application: ListeningApplication): k8s.ServicePort[] {
  const { port } = metricsOf(application) ?? {};
  const { protocol, servicePort } = application;
  return [
    servicePortOf(requestPort(protocol), servicePort, protocol),
    ...(port === undefined ? [] : [servicePortOf(metricsPort, port, 'HTTP')]),
    ...Object.entries(application.ports).map(([name, named]) =>
      servicePortOf(name, named.servicePort, named.protocol),
    ),
  ];
}

/**
 * What a proxy in between speaks to the pods. gRPC is HTTP/2 without TLS; TCP has no name that proxies agree on.
 *
 * Source: KEP-3726, standard application protocols; gateway-api GEP-1911, backend protocol selection.
 */
const appProtocols: Readonly<Record<NamedPort['protocol'], string | undefined>> = {
  HTTP: 'http',
  H2C: 'kubernetes.io/h2c',
  gRPC: 'kubernetes.io/h2c',
  TCP: undefined,
  UDP: undefined,
};

/** A port of a Service, in front of the container port of the same name. */
function servicePortOf(name: string, port: number, protocol: NamedPort['protocol']): k8s.ServicePort {
  const appProtocol = appProtocols[protocol];
  return {
    name,
    port,
    targetPort: k8s.IntOrString.fromString(name),
    protocol: transportOf(protocol),
    ...(appProtocol !== undefined && { appProtocol }),
  };
}
