import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { servicePort } from '../application/endpoints.ts';
import type { PublicHost } from './hosts.ts';

/**
 * One host as an Ingress, for clusters without the Gateway API.
 *
 * The Ingress API has no redirect. Most controllers redirect to HTTPS if `tls` is set; Contour needs the annotation.
 * docs/load-balancing.md lists them.
 */
export class HostIngress extends k8s.KubeIngress {
  constructor(scope: Construct, host: PublicHost, ingressClassName: string) {
    super(scope, `ingress-${host.name}`, {
      metadata: {
        name: host.name,
        annotations: { 'ingress.kubernetes.io/force-ssl-redirect': 'true' },
      },
      spec: {
        ingressClassName,
        tls: [{ hosts: [host.host], secretName: host.certificate }],
        rules: [
          {
            host: host.host,
            http: {
              paths: [
                {
                  path: '/',
                  pathType: 'Prefix',
                  backend: { service: { name: host.name, port: { number: servicePort } } },
                },
              ],
            },
          },
        ],
      },
    });
  }
}
