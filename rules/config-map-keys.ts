import { podReferences } from './model/references.ts';
import type { Rule } from './rule.ts';
import { sourceFindings } from './source-findings.ts';

export const configMapKeys: Rule = {
  name: 'config-map-keys',
  why: 'a pod that refers to a ConfigMap or key that is not there never starts',

  check(objects) {
    return sourceFindings('ConfigMap', podReferences(objects, 'configMap'), objects.configMaps);
  },
};
