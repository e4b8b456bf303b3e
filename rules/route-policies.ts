import { at, listAt, type Placed, textAt } from './model/manifest.ts';
import type { ObjectIndex } from './model/object-index.ts';
import { firstOf } from './model/words.ts';
import type { Rule } from './rule.ts';
import { type Finding, finding } from './violation.ts';

/** The policies of Envoy Gateway that are attached to routes. */
const policyKinds = ['BackendTrafficPolicy', 'SecurityPolicy'] as const;

export const routePolicies: Rule = {
  name: 'route-policies',
  why: 'a policy of Envoy Gateway does nothing without its route, and nothing next to an older one for the same route',

  check(objects) {
    return policyKinds.flatMap(kind => {
      const first = new Map<string, Placed>();
      return objects
        .ofKind('gateway.envoyproxy.io', kind)
        .flatMap(policy =>
          targetsOf(policy).flatMap(target => [
            ...missing(policy, target, objects),
            ...second(policy, target, first),
          ]),
        );
    });
  },
};

interface Target {
  readonly kind: string;
  readonly name: string;
  /** The name of a rule or listener. - none: all of the object. */
  readonly section: string | undefined;
}

function targetsOf({ manifest }: Placed): Target[] {
  const single = at(manifest, 'spec', 'targetRef');
  return [...listAt(manifest, 'spec', 'targetRefs'), ...(single === undefined ? [] : [single])].map(
    target => ({
      kind: textAt(target, 'kind') ?? '',
      name: textAt(target, 'name') ?? '',
      section: textAt(target, 'sectionName'),
    }),
  );
}

/** A policy is in the namespace of what it is attached to. */
function missing(policy: Placed, { kind, name }: Target, objects: ObjectIndex): Finding[] {
  const { namespace = '' } = policy.manifest.metadata;
  const group = 'gateway.networking.k8s.io';
  if (objects.find(group, kind, namespace, name)) return [];
  const names = objects.ofKind(group, kind).map(({ manifest }) => manifest.metadata.name);
  return [
    finding(policy, {
      found: `is attached to ${kind} ${name}, which does not exist`,
      allowed: firstOf(names) || `none, since there is no ${kind}`,
      fix: 'name one of these in targetRefs, or add it',
    }),
  ];
}

/** Of two policies of one kind for one target, only the older one holds (envoyproxy/gateway, `PolicyReasonConflicted`). */
function second(policy: Placed, { kind, name, section }: Target, first: Map<string, Placed>): Finding[] {
  const { namespace = '' } = policy.manifest.metadata;
  const key = `${namespace}/${kind}/${name}/${section ?? ''}`;
  const other = first.get(key);
  if (other === undefined) {
    first.set(key, policy);
    return [];
  }
  return [
    finding(policy, {
      found: `is attached to ${kind} ${name}, as ${other.manifest.metadata.name} is`,
      allowed: `one ${policy.manifest.kind} for each`,
      fix: `add its fields to ${other.manifest.metadata.name}, by a patch if slipway makes that`,
    }),
  ];
}
