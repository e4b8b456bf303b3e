import type { Construct } from 'constructs';
import {
  ExternalSecret,
  ExternalSecretSpecDataFromSourceRefGeneratorRefKind,
  ExternalSecretSpecRefreshPolicy,
  ExternalSecretSpecTargetCreationPolicy,
  Password,
} from '../../imports/external-secrets.ts';
import { addAuthority, addServerCertificate } from '../authority.ts';
import { keptByArgo } from '../kept.ts';
import { cacheCertificates, cacheName, cachePassword, podDomain, sentinelName } from './endpoints.ts';

/** Letters and digits only, so that every configuration file and URL takes it as it is: about 238 bits. */
const passwordLength = 40;

/**
 * The password, made once in the cluster by External Secrets, and never again while its Secret is there.
 *
 * `CreatedOnce` looks at the status of the ExternalSecret alone: one that is made anew generates anew, and overwrites the
 * Secret while servers run with the old password (external-secrets issues 6640 and 5499). Against that:
 *
 * - `immutable`: a Secret that exists keeps its data; the new ExternalSecret takes it as it is and is Ready, so that
 *   Argo CD finds it healthy. Since External Secrets 0.19.1; before, it stayed Degraded (pull request 5110).
 * - `Orphan`: the Secret has no owner, so that nothing deletes it with the ExternalSecret. The price: a Secret that
 *   someone deletes is not made again (`isSecretValid`).
 * - Argo CD asks a person before it deletes the ExternalSecret.
 * - `template`: without one External Secrets copies labels and annotations, Argo CD's own mark among them. What carries
 *   the mark and has no owner is deleted with the Application (argo-cd `controller/appcontroller.go`,
 *   `finalizeApplicationDeletion`), and pruned at once where Argo CD tracks by label. The AppProject of `dist/argocd`
 *   permits no Secret and so leaves it; another project, such as that of the Helm chart, may permit it.
 *
 * Source: external-secrets v1.3.2 `pkg/controllers/externalsecret/externalsecret_controller.go` and `…_template.go`.
 */
export function addPassword(scope: Construct): void {
  const { secret } = cachePassword;
  const generator = new Password(scope, `password-${secret}`, {
    metadata: { name: secret },
    spec: { length: passwordLength, digits: 10, symbols: 0, noUpper: false, allowRepeat: true },
  });
  new ExternalSecret(scope, `externalsecret-${secret}`, {
    metadata: { name: secret, annotations: keptByArgo },
    spec: {
      refreshPolicy: ExternalSecretSpecRefreshPolicy.CREATED_ONCE,
      target: {
        name: secret,
        creationPolicy: ExternalSecretSpecTargetCreationPolicy.ORPHAN,
        immutable: true,
        template: { metadata: { labels: { 'app.kubernetes.io/name': cacheName } } },
      },
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

/** An authority of the cache's own, and the certificate that it signs for data pods and sentinels. */
export function addCertificates(scope: Construct, namespace: string): void {
  const { authority: name, server } = cacheCertificates;
  const issuer = addAuthority(scope, { tier: cacheName, name, subject: { commonName: name } });
  addServerCertificate(scope, {
    issuer,
    name: server,
    spec: { commonName: cacheName, dnsNames: dnsNames(namespace) },
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
