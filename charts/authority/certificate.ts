import type { Construct } from 'constructs';
import {
  Certificate,
  type CertificateSpec,
  CertificateSpecPrivateKeyAlgorithm,
  CertificateSpecPrivateKeyRotationPolicy,
  type Issuer,
} from '../../imports/cert-manager.ts';
import { keptByArgo } from '../kept.ts';

export interface AuthorityCertificateProps {
  /** Signs the authority itself. */
  readonly issuer: Issuer;
  /** Name of the Certificate and of its Secret. */
  readonly name: string;
  readonly subject: Pick<CertificateSpec, 'commonName' | 'subject'>;
}

/**
 * Ten years, always with the same key: applications read the authority once, when they start.
 *
 * cert-manager makes a new key only when the Secret is gone (`keymanager_controller.go`, `RotationPolicyNever`). Where
 * it runs with `--enable-certificate-owner-ref`, the Secret goes with the Certificate: so a person is asked before.
 */
export class AuthorityCertificate extends Certificate {
  constructor(scope: Construct, { issuer, name, subject }: AuthorityCertificateProps) {
    super(scope, `certificate-${name}`, {
      metadata: { name, annotations: keptByArgo },
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

/** 90 days, renewed 30 days ahead with a new key: so whoever reads it again within weeks is never late. */
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
