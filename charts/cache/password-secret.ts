import type { Construct } from 'constructs';
import {
  ExternalSecret,
  ExternalSecretSpecDataFromSourceRefGeneratorRefKind,
  ExternalSecretSpecRefreshPolicy,
  ExternalSecretSpecTargetCreationPolicy,
  Password,
} from '../../imports/external-secrets.ts';
import { confirmDeletion } from '../argo-cd-annotations.ts';

export interface PasswordSecretProps {
  readonly cache: string;
  /** Name of the Secret, and of the ExternalSecret that makes it. */
  readonly secret: string;
  readonly generator: Password;
  /** Why its user may do more than others. - it may not. */
  readonly reason?: string | undefined;
}

/**
 * A password. External Secrets generates it once in the cluster, and never again while its Secret exists.
 *
 * `CreatedOnce` reads only the status of the ExternalSecret. A new ExternalSecret generates a new password and overwrites
 * the Secret while servers run with the old one (external-secrets issues 6640 and 5499). These fields prevent that:
 *
 * - `immutable`: an existing Secret keeps its data. The new ExternalSecret accepts it and is Ready, so Argo CD reports it
 *   as healthy. Since External Secrets 0.19.1; before, it stayed Degraded (pull request 5110).
 * - `Orphan`: the Secret has no owner, so nothing deletes it with the ExternalSecret. The price: a deleted Secret is not
 *   made again (`isSecretValid`).
 * - Argo CD deletes the ExternalSecret only after a person has confirmed it.
 * - `template`: without one External Secrets copies labels and annotations, also Argo CD's tracking mark. An object with
 *   the mark and without an owner is deleted with the Application (argo-cd `controller/appcontroller.go`,
 *   `finalizeApplicationDeletion`), and pruned at once if Argo CD tracks by label. The AppProject of `dist/argocd`
 *   permits no Secret and so keeps it; another project, such as that of the Helm chart, may permit it.
 *
 * Source: external-secrets v1.3.2 `pkg/controllers/externalsecret/externalsecret_controller.go` and `…_template.go`.
 */
export class PasswordSecret extends ExternalSecret {
  constructor(scope: Construct, { cache, secret, generator, reason }: PasswordSecretProps) {
    super(scope, `externalsecret-${secret}`, {
      metadata: {
        name: secret,
        annotations: {
          ...confirmDeletion,
          ...(reason !== undefined && { 'slipway.dev/reason-rights': reason }),
        },
      },
      spec: {
        refreshPolicy: ExternalSecretSpecRefreshPolicy.CREATED_ONCE,
        target: {
          name: secret,
          creationPolicy: ExternalSecretSpecTargetCreationPolicy.ORPHAN,
          immutable: true,
          template: { metadata: { labels: { 'app.kubernetes.io/name': cache } } },
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
