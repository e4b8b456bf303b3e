import { describeSelector, labelSelector } from './model/selector.ts';
import type { Rule } from './rule.ts';
import { finding } from './violation.ts';

export const servicePods: Rule = {
  name: 'service-pods',
  why: 'a Service whose selector matches no pod has no endpoints: every connection to it is refused',

  check({ services, pods }) {
    return [...services.values()].flatMap(({ object, namespace, selector: labels }) => {
      if (labels === undefined || object.manifest.kind !== 'Service') return [];
      const selector = labelSelector(labels);
      if (pods.isAnySelected(namespace, selector)) return [];
      return [
        finding(object, {
          found: `selector ${describeSelector(selector)} matches no pod`,
          allowed: pods.suggestion(namespace, selector),
          fix: 'change spec.selector, or the labels of the pod template',
        }),
      ];
    });
  },
};
