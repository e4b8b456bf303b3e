import { at, textAt } from './model/manifest.ts';
import { firstOf } from './model/words.ts';
import { podTemplateOf } from './model/workloads.ts';
import type { Rule } from './rule.ts';
import { finding } from './violation.ts';

export const serviceAccounts: Rule = {
  name: 'service-accounts',
  why: 'the API server refuses every pod whose ServiceAccount does not exist',

  check(objects) {
    return objects.workloads.flatMap(object => {
      const name = textAt(at(podTemplateOf(object, objects), 'spec'), 'serviceAccountName') ?? 'default';
      const { namespace = '' } = object.manifest.metadata;
      // Every namespace has the account `default`, and operators make one of the name of their Cluster.
      if (name === 'default' || objects.find('', 'ServiceAccount', namespace, name)) return [];
      if (objects.find('postgresql.cnpg.io', 'Cluster', namespace, name)) return [];
      const names = objects.ofKind('', 'ServiceAccount').map(({ manifest }) => manifest.metadata.name);
      return [
        finding(object, {
          found: `runs as ServiceAccount ${name}, which does not exist`,
          allowed: firstOf(['default', ...names]),
          fix: 'name one of these in serviceAccountName, or add it',
        }),
      ];
    });
  },
};
