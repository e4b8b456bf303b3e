import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { redirectAnnotation } from '../../config/checks/ingress.ts';
import type { ServiceRoute } from './routes.ts';

/**
 * The hosts and the path of one route as an Ingress, for clusters without the Gateway API.
 *
 * The Ingress API has no redirect. Most controllers redirect to HTTPS if `tls` is set; Contour needs the annotation.
 * docs/load-balancing.md lists them.
 */
export class ServiceIngress extends k8s.KubeIngress {
  constructor(scope: Construct, route: ServiceRoute, ingressClassName: string) {
    const { name, hosts, service, port, annotations } = route;
    const path = {
      path: route.route?.path ?? '/',
      pathType: route.route?.match === 'exact' ? 'Exact' : 'Prefix',
      backend: { service: { name: service, port: { number: port } } },
    };
    super(scope, `ingress-${name}`, {
      metadata: {
        name,
        annotations: { [redirectAnnotation]: 'true', ...annotations },
      },
      spec: {
        ingressClassName,
        tls: hosts.map(({ host, certificate }) => ({ hosts: [host], secretName: certificate })),
        rules: hosts.map(({ host }) => ({ host, http: { paths: [path] } })),
      },
    });
  }
}
