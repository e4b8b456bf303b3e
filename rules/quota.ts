import { Quantity } from '../config/units/quantity.ts';
import { at, listAt, mapAt, nameOf, type Placed, textAt } from './model/manifest.ts';
import type { ObjectIndex } from './model/object-index.ts';
import {
  claimsOf,
  containerDemand,
  type PodDemand,
  plus,
  podDemand,
  podSpecOf,
  quantity,
} from './model/pod-resources.ts';
import { mostPodsOf } from './model/replicas.ts';
import type { Rule } from './rule.ts';
import { type Finding, finding } from './violation.ts';

export const quota: Rule = {
  name: 'quota',
  why: 'when autoscalers ask for more than the quota allows, pods are refused at the moment of the highest load',

  check(objects) {
    const owners = ownersByNamespace(objects);
    return objects
      .ofKind('', 'ResourceQuota')
      .filter(({ manifest }) => !at(manifest, 'spec', 'scopes') && !at(manifest, 'spec', 'scopeSelector'))
      .flatMap(limit =>
        quotaFindings(limit, owners.get(limit.manifest.metadata.namespace ?? '') ?? [], objects),
      );
  },
};

/** `cpu`, `memory` and `ephemeral-storage` in a quota are requests (kubernetes, "Resource quotas"). */
const aliases: Readonly<Record<string, string>> = {
  cpu: 'requests.cpu',
  memory: 'requests.memory',
  'ephemeral-storage': 'requests.ephemeral-storage',
};

function ownersByNamespace(objects: ObjectIndex): Map<string, Placed[]> {
  const owners = new Map<string, Placed[]>();
  const operators = [
    ...objects.ofKind('postgresql.cnpg.io', 'Cluster'),
    ...objects.ofKind('postgresql.cnpg.io', 'Pooler'),
  ];
  const claims = objects.ofKind('', 'PersistentVolumeClaim');
  for (const object of [...objects.workloads, ...operators, ...claims]) {
    const { namespace = '' } = object.manifest.metadata;
    const known = owners.get(namespace);
    if (known) known.push(object);
    else owners.set(namespace, [object]);
  }
  return owners;
}

function quotaFindings(limit: Placed, owners: readonly Placed[], objects: ObjectIndex): Finding[] {
  const defaults = limitDefaults(limit.manifest.metadata.namespace ?? '', objects);
  const hard = Object.entries(mapAt(limit.manifest, 'spec', 'hard')).flatMap(([field, value]) => {
    const amount = quantity(value);
    return amount ? [[field, amount] as const] : [];
  });
  const demands = owners.map(owner => ({ owner, demand: demandOf(owner, defaults, objects) }));
  const total = demands.map(({ demand }) => demand).reduce(plus, new Map());
  const counted = hard.filter(([field]) =>
    /^(requests|limits)\.(cpu|memory|ephemeral-storage)$/.test(aliases[field] ?? field),
  );
  return [
    ...hard.flatMap(([field, amount]) => {
      const wanted = total.get(aliases[field] ?? field);
      return wanted && wanted.compare(amount) > 0 ? [exceeded(limit, field, amount, wanted, demands)] : [];
    }),
    ...owners.flatMap(owner =>
      uncounted(
        limit,
        owner,
        counted.map(([field]) => aliases[field] ?? field),
        defaults,
        objects,
      ),
    ),
  ];
}

/** What a LimitRange gives to containers that set nothing. */
function limitDefaults(namespace: string, objects: ObjectIndex): unknown {
  return objects
    .ofKind('', 'LimitRange')
    .filter(({ manifest }) => (manifest.metadata.namespace ?? '') === namespace)
    .flatMap(({ manifest }) => listAt(manifest, 'spec', 'limits'))
    .find(item => textAt(item, 'type') === 'Container');
}

/** All that an object may ask for at one time. */
function demandOf(owner: Placed, defaults: unknown, objects: ObjectIndex): PodDemand {
  const pods = mostPodsOf(owner, objects);
  const claims = claimsOf(owner);
  const isClaim = owner.manifest.kind === 'PersistentVolumeClaim';
  const each = new Map(isClaim ? [] : podDemand(podSpecOf(owner, objects), defaults));
  if (!isClaim) each.set('pods', Quantity.parse(1));
  if (claims.length > 0) {
    each.set('requests.storage', Quantity.sum(claims));
    each.set('persistentvolumeclaims', Quantity.parse(claims.length));
  }
  return new Map([...each].map(([field, amount]) => [field, amount.times(pods)]));
}

interface Demand {
  readonly owner: Placed;
  readonly demand: PodDemand;
}

function exceeded(
  limit: Placed,
  field: string,
  amount: Quantity,
  wanted: Quantity,
  demands: readonly Demand[],
): Finding {
  const parts = demands
    .flatMap(({ owner, demand }) => {
      const part = demand.get(aliases[field] ?? field);
      return part ? [{ owner, part }] : [];
    })
    .sort((left, right) => right.part.compare(left.part))
    .slice(0, 3)
    .map(({ owner, part }) => `${owner.manifest.kind} ${owner.manifest.metadata.name} ${part}`);
  return finding(limit, {
    found: `${field} (${amount}) is less than the ${wanted} that pods ask for at most (${parts.join(', ')})`,
    allowed: `${wanted} or more`,
    fix: `raise ${field}, or lower the maximum number of replicas`,
  });
}

/** A container that leaves out what a quota counts is refused by the API server. */
function uncounted(
  limit: Placed,
  owner: Placed,
  fields: readonly string[],
  defaults: unknown,
  objects: ObjectIndex,
): Finding[] {
  const spec = podSpecOf(owner, objects);
  return [...listAt(spec, 'initContainers'), ...listAt(spec, 'containers')].flatMap(container => {
    const has = containerDemand(container, defaults);
    const missing = [...new Set(fields)].filter(field => !has.has(field));
    if (missing.length === 0) return [];
    return [
      finding(owner, {
        found: `container ${textAt(container, 'name')} has no ${missing.join(', ')}, which ${nameOf(limit)} counts`,
        allowed: 'containers that set everything that a quota of their namespace counts',
        fix: `set resources.${missing[0]}, or a default in a LimitRange`,
      }),
    ];
  });
}
