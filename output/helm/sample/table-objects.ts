import { include } from '../template/expression.ts';
import type { Choice } from './choice.ts';
import { together } from './rows.ts';

/**
 * Further objects are printed by `output/helm/library/templates/objects/objects.yaml`: what a manifest holds is the
 * user's. Constructs read only the pods and Secrets of a group.
 */
export const objectsTable: Readonly<Record<string, Choice>> = {
  manifests: {
    domain: [true],
    says: { 'objects.*.manifests': () => false, 'objects.*.path': () => false, patches: () => false },
    rounds: { objects: { item: '$group' }, 'objects.*.pods': { item: '$share' } },
  },
  hasVolumes: together(
    include('has-volumes'),
    ({ database, cache, objects, ...choices }) =>
      database === 'managed' ||
      cache === 'managed' ||
      choices['applications.*.volumes'] === true ||
      (objects === true &&
        choices['objects.*.pods'] === true &&
        choices['objects.*.pods.*.storage'] === true),
  ),
};
