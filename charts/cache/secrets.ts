import type { Construct } from 'constructs';
import {
  Certificate,
  CertificateSpecPrivateKeyAlgorithm,
  CertificateSpecPrivateKeyRotationPolicy,
  Issuer,
} from '../../imports/cert-manager.ts';
import {
  ExternalSecret,
  ExternalSecretSpecDataFromSourceRefGeneratorRefKind,
  ExternalSecretSpecRefreshPolicy,
  ExternalSecretSpecTargetCreationPolicy,
  Password,
} from '../../imports/external-secrets.ts';
import { cacheAuthority, cacheName, cachePassword, podDomain, sentinelName } from './endpoints.ts';

/** Letters and digits only, so that every configuration file and URL takes it as it is: about 238 bits. */
const passwordLength = 40;

/** The password, made once in the cluster by External Secrets. A later change of this object makes no new one. */
export function addPassword(scope: Construct): void {
  const { secret } = cachePassword;
  const generator = new Password(scope, `password-${secret}`, {
    metadata: { name: secret },
    spec: { length: passwordLength, digits: 10, symbols: 0, noUpper: false, allowRepeat: true },
  });
  new ExternalSecret(scope, `externalsecret-${secret}`, {
    metadata: { name: secret },
    spec: {
      refreshPolicy: ExternalSecretSpecRefreshPolicy.CREATED_ONCE,
      target: { name: secret, creationPolicy: ExternalSecretSpecTargetCreationPolicy.OWNER },
      dataFrom: [
        {
          sourceRef: {
            generatorRef: {
              apiVersion: Password.GVK.apiVersion,
              kind: ExternalSecretSpecDataFromSourceRefGeneratorRefKind.PASSWORD,
              name: generator.name,
            },
          },
        },
      ],
    },
  });
}

const authorityName = `${cacheName}-ca`;

/** An authority of the cache's own, and the certificate that it signs for data pods and sentinels. */
export function addCertificates(scope: Construct, namespace: string): void {
  const root = new Issuer(scope, 'issuer-cache-root', {
    metadata: { name: `${cacheName}-root` },
    spec: { selfSigned: {} },
  });
  addAuthority(scope, root.name);
  const issuer = new Issuer(scope, `issuer-${authorityName}`, {
    metadata: { name: authorityName },
    spec: { ca: { secretName: authorityName } },
  });
  new Certificate(scope, 'certificate-cache-tls', {
    metadata: { name: cacheAuthority.secret },
    spec: {
      secretName: cacheAuthority.secret,
      commonName: cacheName,
      dnsNames: dnsNames(namespace),
      duration: '2160h',
      renewBefore: '720h',
      privateKey: {
        algorithm: CertificateSpecPrivateKeyAlgorithm.ECDSA,
        size: 256,
        rotationPolicy: CertificateSpecPrivateKeyRotationPolicy.ALWAYS,
      },
      issuerRef: { kind: 'Issuer', name: issuer.name },
    },
  });
}

/** Ten years, always with the same key: applications read the authority once, when they start. */
function addAuthority(scope: Construct, issuer: string): void {
  new Certificate(scope, `certificate-${authorityName}`, {
    metadata: { name: authorityName },
    spec: {
      secretName: authorityName,
      commonName: authorityName,
      isCa: true,
      duration: '87600h',
      renewBefore: '8760h',
      privateKey: {
        algorithm: CertificateSpecPrivateKeyAlgorithm.ECDSA,
        size: 256,
        rotationPolicy: CertificateSpecPrivateKeyRotationPolicy.NEVER,
      },
      issuerRef: { kind: 'Issuer', name: issuer },
    },
  });
}

/** Every pod by the names that resolve to it, and `localhost` for the metrics exporter beside the server. */
function dnsNames(namespace: string): string[] {
  const pods = [cacheName, sentinelName].flatMap(service => {
    const domain = podDomain(service, namespace);
    return [`*.${domain}`, `*.${domain}.cluster.local`];
  });
  return [...pods, 'localhost'];
}
