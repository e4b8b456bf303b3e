import type { Construct } from 'constructs';
import {
  ExternalSecret,
  ExternalSecretSpecDataFromSourceRefGeneratorRefKind,
  ExternalSecretSpecRefreshPolicy,
  ExternalSecretSpecTargetCreationPolicy,
  Password,
} from '../../imports/external-secrets.ts';
import { keptByArgo } from '../kept.ts';
import { cacheName, cachePassword } from './endpoints.ts';

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
export class PasswordSecret extends ExternalSecret {
  constructor(scope: Construct, generator: Password) {
    const { secret } = cachePassword;
    super(scope, `externalsecret-${secret}`, {
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
}
