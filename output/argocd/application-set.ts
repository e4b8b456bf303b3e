import type { Construct } from 'constructs';
import { ApplicationSet } from '../../imports/argo-cd.ts';
import type { ListElement } from './share.ts';
import { compareOptions, ignoreDifferences, syncPolicy } from './sync-policy.ts';

/** The name of the ApplicationSet. */
const name = 'environments';

/** Set by `argocd app confirm-deletion`, and by the button of Argo CD's page. */
const confirmation = 'argocd.argoproj.io/deletion-approved';

/**
 * One Application an environment, so that the waves of its tiers wait for each other.
 *
 * An environment that leaves the list leaves its objects running: they carry the data.
 */
export class EnvironmentsApplicationSet extends ApplicationSet {
  constructor(scope: Construct, elements: readonly ListElement[]) {
    super(scope, 'environments', {
      metadata: { name },
      spec: {
        goTemplate: true,
        goTemplateOptions: ['missingkey=error'],
        generators: [{ list: { elements: [...elements] } }],
        syncPolicy: { preserveResourcesOnDeletion: true },
        // In an emergency a person switches automatic syncs off, and the ApplicationSet must not switch them on again.
        ignoreApplicationDifferences: [{ jsonPointers: ['/spec/syncPolicy/automated'] }],
        // Else the ApplicationSet takes it off before the sync that waits for it has seen it (argo-cd
        // `applicationset/controllers/applicationset_controller.go`, `defaultPreservedAnnotations`).
        preservedFields: { annotations: [confirmation] },
        template: {
          metadata: {
            name: '{{.name}}',
            labels: { 'app.kubernetes.io/managed-by': 'slipway', 'app.kubernetes.io/part-of': '{{.name}}' },
            annotations: compareOptions,
          },
          spec: {
            project: '{{.name}}',
            source: {
              repoUrl: '{{.repository}}',
              targetRevision: '{{.revision}}',
              path: '{{.path}}',
              directory: { recurse: true, include: '*.yaml' },
            },
            destination: { server: '{{.destination}}', namespace: '{{.namespace}}' },
            syncPolicy,
            ignoreDifferences: [...ignoreDifferences],
          },
        },
      },
    });
  }
}
