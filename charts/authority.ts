import type { Construct } from 'constructs';
import {
  Certificate,
  type CertificateSpec,
  CertificateSpecPrivateKeyAlgorithm,
  CertificateSpecPrivateKeyRotationPolicy,
  Issuer,
} from '../imports/cert-manager.ts';
import { keptByArgo } from './kept.ts';

/** An authority that signs for one tier alone. */
export interface AuthorityProps {
  /** The tier, which begins the name of the Issuer that signs the authority itself: `database-root`. */
  readonly tier: string;
  /** Name of the Certificate, of its Secret and of the Issuer that signs with it. */
  readonly name: string;
  readonly subject: Pick<CertificateSpec, 'commonName' | 'subject'>;
  /** Annotations of the Issuers, without which nothing is renewed. Default: none. */
  readonly annotations?: Readonly<Record<string, string>>;
}

/**
 * Ten years, always with the same key: applications read the authority once, when they start.
 *
 * cert-manager makes a new key only when the Secret is gone (`keymanager_controller.go`, `RotationPolicyNever`). Where
 * it runs with `--enable-certificate-owner-ref`, the Secret goes with the Certificate: so a person is asked before.
 */
export function addAuthority(scope: Construct, { tier, name, subject, annotations }: AuthorityProps): Issuer {
  const root = new Issuer(scope, `issuer-${tier}-root`, {
    metadata: { name: `${tier}-root`, annotations },
    spec: { selfSigned: {} },
  });
  new Certificate(scope, `certificate-${name}`, {
    metadata: { name, annotations: keptByArgo },
    spec: {
      secretName: name,
      ...subject,
      isCa: true,
      duration: '87600h',
      renewBefore: '8760h',
      privateKey: privateKey(CertificateSpecPrivateKeyRotationPolicy.NEVER),
      issuerRef: { kind: 'Issuer', name: root.name },
    },
  });
  return new Issuer(scope, `issuer-${name}`, {
    metadata: { name, annotations },
    spec: { ca: { secretName: name } },
  });
}

/** What servers present, signed by an authority of their tier. */
export interface ServerCertificateProps {
  readonly issuer: Issuer;
  /** Name of the Certificate and of its Secret. */
  readonly name: string;
  /** Default: none. */
  readonly annotations?: Readonly<Record<string, string>>;
  /** What else it says: its names, and what it may be used for. */
  readonly spec: Pick<CertificateSpec, 'commonName' | 'dnsNames' | 'secretTemplate' | 'usages'>;
}

/** 90 days, renewed 30 days ahead with a new key: so whoever reads it again within weeks is never late. */
export function addServerCertificate(
  scope: Construct,
  { issuer, name, annotations, spec }: ServerCertificateProps,
): void {
  new Certificate(scope, `certificate-${name}`, {
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

function privateKey(rotationPolicy: CertificateSpecPrivateKeyRotationPolicy): CertificateSpec['privateKey'] {
  return { algorithm: CertificateSpecPrivateKeyAlgorithm.ECDSA, size: 256, rotationPolicy };
}
