import { podReferences } from './model/references.ts';
import type { Rule } from './rule.ts';
import { sourceFindings } from './source-findings.ts';

export const configMapKeys: Rule = {
  name: 'config-map-keys',
  why: 'a pod never starts when a ConfigMap or key that it refers to does not exist',

  check(objects) {
    return sourceFindings('ConfigMap', podReferences(objects, 'configMap'), objects.configMaps);
  },
};
