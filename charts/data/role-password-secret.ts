import type { Construct } from 'constructs';
import {
  ExternalSecret,
  ExternalSecretSpecDataFromSourceRefGeneratorRefKind,
  ExternalSecretSpecRefreshPolicy,
  ExternalSecretSpecTargetCreationPolicy,
  ExternalSecretSpecTargetTemplateMergePolicy,
  Password,
} from '../../imports/external-secrets.ts';
import { confirmDeletion } from '../argo-cd-annotations.ts';
import { roleSecret } from './endpoints.ts';

/**
 * The password of the owner of a database. It is generated once, as that of the cache, and for the same reasons:
 * `charts/cache/password-secret.ts`.
 *
 * CloudNativePG wants the name of the role next to the password, and watches Secrets with this label (cloudnative-pg
 * `docs/src/declarative_role_management.md`). External Secrets adds the name to what it generated (`mergePolicy`).
 */
export class RolePasswordSecret extends ExternalSecret {
  constructor(scope: Construct, cluster: string, role: string, generator: Password) {
    const name = roleSecret(cluster, role);
    super(scope, `externalsecret-${name}`, {
      metadata: { name, annotations: confirmDeletion },
      spec: {
        refreshPolicy: ExternalSecretSpecRefreshPolicy.CREATED_ONCE,
        target: {
          name,
          creationPolicy: ExternalSecretSpecTargetCreationPolicy.ORPHAN,
          immutable: true,
          template: {
            type: 'kubernetes.io/basic-auth',
            mergePolicy: ExternalSecretSpecTargetTemplateMergePolicy.MERGE,
            data: { username: role },
            metadata: { labels: { 'app.kubernetes.io/name': cluster, 'cnpg.io/reload': 'true' } },
          },
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
