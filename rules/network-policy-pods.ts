import { at, listAt, mapAt, type Placed } from './model/manifest.ts';
import type { ObjectIndex } from './model/object-index.ts';
import { describeSelector, type Selector, selectorOf } from './model/selector.ts';
import type { Rule } from './rule.ts';
import { type Finding, finding } from './violation.ts';

export const networkPolicyPods: Rule = {
  name: 'network-policy-pods',
  why: 'a policy or peer that matches no pod allows nothing: a connection that should work stays blocked',

  check(objects) {
    return objects
      .ofKind('networking.k8s.io', 'NetworkPolicy')
      .flatMap(policy => policyFindings(policy, objects));
  },
};

/** An empty selector means every pod of the namespace, and is fine while there is none. */
function isEmpty({ labels, requirements }: Selector): boolean {
  return labels.length + requirements.length === 0;
}

function policyFindings(policy: Placed, objects: ObjectIndex): Finding[] {
  const spec = mapAt(policy.manifest, 'spec');
  const peers = ['ingress', 'egress'].flatMap(direction => {
    const side = direction === 'ingress' ? 'from' : 'to';
    return listAt(spec, direction).flatMap((rule, index) =>
      listAt(rule, side).map(peer => ({ peer, path: `spec.${direction}[${index}].${side}` })),
    );
  });
  const inNamespace = peers.filter(({ peer }) => at(peer, 'podSelector') && !at(peer, 'namespaceSelector'));
  return [
    ...unmatched(policy, selectorOf(spec.podSelector), 'spec.podSelector', objects),
    ...inNamespace.flatMap(({ peer, path }) =>
      unmatched(policy, selectorOf(at(peer, 'podSelector')), path, objects),
    ),
  ];
}

function unmatched(policy: Placed, selector: Selector, path: string, { pods }: ObjectIndex): Finding[] {
  const { namespace = '' } = policy.manifest.metadata;
  if (isEmpty(selector) || pods.isAnySelected(namespace, selector)) return [];
  return [
    finding(policy, {
      found: `${path} ${describeSelector(selector)} matches no pod`,
      allowed: pods.suggestion(namespace, selector),
      fix: 'change the selector, or leave it out',
    }),
  ];
}
