import { textAt } from './model/manifest.ts';
import type { Rule } from './rule.ts';
import { finding } from './violation.ts';

export const statefulSetService: Rule = {
  name: 'stateful-set-service',
  why: 'the pods of a StatefulSet have names in DNS only through the Service that it names',

  check(objects) {
    return objects.ofKind('apps', 'StatefulSet').flatMap(set => {
      const name = textAt(set.manifest, 'spec', 'serviceName');
      const { namespace = '' } = set.manifest.metadata;
      if (!name || objects.services.has(`${namespace}/${name}`)) return [];
      return [
        finding(set, {
          found: `serviceName names Service ${name}, which does not exist`,
          allowed: 'a headless Service in the same namespace',
          fix: 'change spec.serviceName, or add the Service',
        }),
      ];
    });
  },
};
