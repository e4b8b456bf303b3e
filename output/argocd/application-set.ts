import type { Construct } from 'constructs';
import { ApplicationSet } from '../../imports/argo-cd.ts';
import type { ListElement } from './share.ts';
import { compareOptions, ignoreDifferences, syncPolicy } from './sync-policy.ts';

/** The name of the ApplicationSet. */
const name = 'environments';

/** `argocd app confirm-deletion` and the button on Argo CD's page set this annotation. */
const confirmation = 'argocd.argoproj.io/deletion-approved';

/**
 * One Application for each environment, so that the waves of its tiers wait for each other.
 *
 * The objects of an environment that leaves the list keep running: they hold its data.
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
        // In an emergency a person switches automatic syncs off. The ApplicationSet must not switch them on again.
        ignoreApplicationDifferences: [{ jsonPointers: ['/spec/syncPolicy/automated'] }],
        // Otherwise the ApplicationSet removes it before the waiting sync has seen it (argo-cd
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
