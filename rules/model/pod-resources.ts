import { Quantity } from '../../config/units/quantity.ts';
import { at, listAt, mapAt, type Placed, textAt } from './manifest.ts';
import type { Objects } from './objects.ts';
import { podTemplateOf } from './workloads.ts';

/** What a quota counts of a pod: `requests.cpu`, `limits.memory`, … */
export type PodDemand = ReadonlyMap<string, Quantity>;

const fields = [
  'requests.cpu',
  'requests.memory',
  'requests.ephemeral-storage',
  'limits.cpu',
  'limits.memory',
  'limits.ephemeral-storage',
] as const;

/** What one container asks for. A limit stands in for a missing request, a LimitRange for a missing limit. */
export function containerDemand(container: unknown, defaults: unknown): PodDemand {
  const demand = new Map<string, Quantity>();
  for (const field of fields) {
    const [kind = '', resource = ''] = field.split('.');
    const stated = at(container, 'resources', kind, resource);
    const limit = at(container, 'resources', 'limits', resource);
    const fallback =
      kind === 'limits'
        ? at(defaults, 'default', resource)
        : (limit ?? at(defaults, 'defaultRequest', resource));
    const amount = quantity(stated ?? fallback);
    if (amount) demand.set(field, amount);
  }
  return demand;
}

/**
 * What one pod asks for: the sum of its containers and sidecars, or its largest init container if that is more.
 * Source: kubernetes, "Sidecar containers", resource sharing within containers.
 */
export function podDemand(spec: unknown, defaults: unknown): PodDemand {
  const initContainers = listAt(spec, 'initContainers');
  const isSidecar = (container: unknown): boolean => textAt(container, 'restartPolicy') === 'Always';
  const running = [...listAt(spec, 'containers'), ...initContainers.filter(isSidecar)];
  const onceRun = initContainers.filter(container => !isSidecar(container));
  const sum = running.map(container => containerDemand(container, defaults)).reduce(plus, new Map());
  return onceRun.map(container => containerDemand(container, defaults)).reduce(larger, sum);
}

export function plus(left: PodDemand, right: PodDemand): PodDemand {
  const sum = new Map(left);
  for (const [field, amount] of right) sum.set(field, sum.get(field)?.plus(amount) ?? amount);
  return sum;
}

function larger(left: PodDemand, right: PodDemand): PodDemand {
  const most = new Map(left);
  for (const [field, amount] of right) {
    const other = most.get(field);
    if (other === undefined || other.compare(amount) < 0) most.set(field, amount);
  }
  return most;
}

/** The spec of an object's pods. For those of an operator: what the object says of their containers. */
export function podSpecOf(object: Placed, objects: Objects): unknown {
  const { apiVersion, kind } = object.manifest;
  if (!apiVersion.startsWith('postgresql.cnpg.io/')) return at(podTemplateOf(object, objects), 'spec');
  if (kind === 'Pooler') return at(object.manifest, 'spec', 'template', 'spec');
  if (kind !== 'Cluster') return undefined;
  const postgres = { name: 'postgres', resources: mapAt(object.manifest, 'spec', 'resources') };
  return { containers: [postgres, ...barmanSidecar(object, objects)] };
}

/** The Barman plugin runs next to each instance, with the resources that the ObjectStore names. */
function barmanSidecar({ manifest }: Placed, objects: Objects): object[] {
  return listAt(manifest, 'spec', 'plugins').flatMap(plugin => {
    const name = textAt(plugin, 'parameters', 'barmanObjectName');
    const store = objects.find(
      'barmancloud.cnpg.io',
      'ObjectStore',
      manifest.metadata.namespace ?? '',
      name ?? '',
    );
    const resources = mapAt(store?.manifest, 'spec', 'instanceSidecarConfiguration', 'resources');
    return store ? [{ name: 'plugin-barman-cloud', resources }] : [];
  });
}

/** A quantity as manifests hold it; undefined for anything else. */
export function quantity(value: unknown): Quantity | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  try {
    return Quantity.parse(value);
  } catch {
    return undefined;
  }
}

/** The sizes of the volumes that one pod of an object claims, or that a claim asks for. */
export function claimsOf({ manifest }: Placed): Quantity[] {
  if (manifest.kind === 'PersistentVolumeClaim')
    return [quantity(at(manifest, 'spec', 'resources', 'requests', 'storage')) ?? []].flat();
  const sizes =
    manifest.kind === 'Cluster'
      ? [
          at(manifest, 'spec', 'storage', 'size'),
          at(manifest, 'spec', 'walStorage', 'size'),
          ...listAt(manifest, 'spec', 'tablespaces').map(space => at(space, 'storage', 'size')),
        ]
      : listAt(manifest, 'spec', 'volumeClaimTemplates').map(claim =>
          at(claim, 'spec', 'resources', 'requests', 'storage'),
        );
  return sizes.flatMap(size => quantity(size) ?? []);
}
