import type { Construct } from 'constructs';
import {
  Certificate,
  CertificateSpecPrivateKeyAlgorithm,
  CertificateSpecPrivateKeyRotationPolicy,
} from '../../imports/cert-manager.ts';
import type { PublicHost } from './hosts.ts';

/**
 * The certificate of one host. Its key is replaced at every renewal.
 *
 * It is a separate object, not an annotation on the Gateway. So Git, Argo CD's health and an alert can name it, and it is
 * the same for a Gateway, a ListenerSet and an Ingress.
 */
export class HostCertificate extends Certificate {
  constructor(scope: Construct, host: PublicHost, clusterIssuer: string) {
    super(scope, `certificate-${host.name}`, {
      metadata: { name: host.name },
      spec: {
        secretName: host.certificate,
        dnsNames: [host.host],
        issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: clusterIssuer },
        privateKey: {
          algorithm: CertificateSpecPrivateKeyAlgorithm.ECDSA,
          size: 256,
          rotationPolicy: CertificateSpecPrivateKeyRotationPolicy.ALWAYS,
        },
      },
    });
  }
}
