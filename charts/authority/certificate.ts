import type { Construct } from 'constructs';
import {
  Certificate,
  type CertificateSpec,
  CertificateSpecPrivateKeyAlgorithm,
  CertificateSpecPrivateKeyRotationPolicy,
  type Issuer,
} from '../../imports/cert-manager.ts';
import { confirmDeletion } from '../argo-cd-annotations.ts';

export interface AuthorityCertificateProps {
  /** The Issuer that signs the authority. */
  readonly issuer: Issuer;
  /** Name of the Certificate and of its Secret. */
  readonly name: string;
  readonly subject: Pick<CertificateSpec, 'commonName' | 'subject'>;
}

/**
 * Valid for ten years, always with the same key: applications read the authority only when they start.
 *
 * cert-manager makes a new key only if the Secret is gone (`keymanager_controller.go`, `RotationPolicyNever`). With
 * `--enable-certificate-owner-ref` the Secret is deleted with the Certificate, so a person must confirm that.
 */
export class AuthorityCertificate extends Certificate {
  constructor(scope: Construct, { issuer, name, subject }: AuthorityCertificateProps) {
    super(scope, `certificate-${name}`, {
      metadata: { name, annotations: confirmDeletion },
      spec: {
        secretName: name,
        ...subject,
        isCa: true,
        duration: '87600h',
        renewBefore: '8760h',
        privateKey: privateKey(CertificateSpecPrivateKeyRotationPolicy.NEVER),
        issuerRef: { kind: 'Issuer', name: issuer.name },
      },
    });
  }
}

export interface ServerCertificateProps {
  readonly issuer: Issuer;
  /** Name of the Certificate and of its Secret. */
  readonly name: string;
  /** Default: none. */
  readonly annotations?: Readonly<Record<string, string>>;
  /** The names of the servers, and what the certificate may be used for. */
  readonly spec: Pick<CertificateSpec, 'commonName' | 'dnsNames' | 'secretTemplate' | 'usages'>;
}

/** Valid for 90 days, renewed with a new key 30 days before the end: a server has weeks to reload it. */
export class ServerCertificate extends Certificate {
  constructor(scope: Construct, { issuer, name, annotations, spec }: ServerCertificateProps) {
    super(scope, `certificate-${name}`, {
      metadata: { name, annotations },
      spec: {
        secretName: name,
        ...spec,
        duration: '2160h',
        renewBefore: '720h',
        privateKey: privateKey(CertificateSpecPrivateKeyRotationPolicy.ALWAYS),
        issuerRef: { kind: 'Issuer', name: issuer.name },
      },
    });
  }
}

function privateKey(rotationPolicy: CertificateSpecPrivateKeyRotationPolicy): CertificateSpec['privateKey'] {
  return { algorithm: CertificateSpecPrivateKeyAlgorithm.ECDSA, size: 256, rotationPolicy };
}
