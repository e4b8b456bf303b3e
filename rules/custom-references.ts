import { at, listAt, mapAt, type Placed, textAt } from './model/manifest.ts';
import type { ObjectIndex } from './model/object-index.ts';
import { firstOf } from './model/words.ts';
import type { Rule } from './rule.ts';
import { type Finding, finding } from './violation.ts';

export const customReferences: Rule = {
  name: 'custom-references',
  why: 'an operator waits forever for an object that another object names and that does not exist',

  check(objects) {
    return references.flatMap(({ group, kind, read }) =>
      objects
        .ofKind(group, kind)
        .flatMap(object => read(object.manifest).flatMap(target => missing(object, target, objects))),
    );
  },
};

interface Target {
  readonly group: string;
  readonly kind: string;
  readonly name: string | undefined;
  /** The field that names the object. */
  readonly field: string;
}

/** Which kinds name objects in their namespace, and where. Other rules check Secrets and ConfigMaps. */
const references: readonly {
  readonly group: string;
  readonly kind: string;
  read(manifest: Placed['manifest']): Target[];
}[] = [
  { group: 'postgresql.cnpg.io', kind: 'Pooler', read: clusterOf },
  { group: 'postgresql.cnpg.io', kind: 'ScheduledBackup', read: clusterOf },
  { group: 'postgresql.cnpg.io', kind: 'Database', read: clusterOf },
  { group: 'postgresql.cnpg.io', kind: 'Cluster', read: objectStoresOf },
  { group: 'cert-manager.io', kind: 'Certificate', read: issuerOf },
  { group: 'external-secrets.io', kind: 'ExternalSecret', read: secretSourcesOf },
  { group: 'keda.sh', kind: 'ScaledObject', read: authenticationsOf },
];

function clusterOf(manifest: Placed['manifest']): Target[] {
  const name = textAt(manifest, 'spec', 'cluster', 'name');
  return [{ group: 'postgresql.cnpg.io', kind: 'Cluster', name, field: 'spec.cluster.name' }];
}

function objectStoresOf(manifest: Placed['manifest']): Target[] {
  const external = listAt(manifest, 'spec', 'externalClusters').map(cluster => at(cluster, 'plugin'));
  return [...listAt(manifest, 'spec', 'plugins'), ...external].map(plugin => ({
    group: 'barmancloud.cnpg.io',
    kind: 'ObjectStore',
    name: textAt(plugin, 'parameters', 'barmanObjectName'),
    field: 'parameters.barmanObjectName',
  }));
}

/** A ClusterIssuer belongs to the cluster, not to an environment. */
function issuerOf(manifest: Placed['manifest']): Target[] {
  const { kind = 'Issuer', name } = mapAt(manifest, 'spec', 'issuerRef');
  if (kind !== 'Issuer') return [];
  return [{ group: 'cert-manager.io', kind, name: String(name), field: 'spec.issuerRef' }];
}

function secretSourcesOf(manifest: Placed['manifest']): Target[] {
  const generators = listAt(manifest, 'spec', 'dataFrom').map(source => {
    const reference = mapAt(source, 'sourceRef', 'generatorRef');
    return {
      group: 'generators.external-secrets.io',
      kind: String(reference.kind),
      name: textAt(reference, 'name'),
      field: 'generatorRef',
    };
  });
  const { kind = 'SecretStore', name } = mapAt(manifest, 'spec', 'secretStoreRef');
  if (kind !== 'SecretStore' || typeof name !== 'string') return generators;
  return [...generators, { group: 'external-secrets.io', kind, name, field: 'spec.secretStoreRef' }];
}

function authenticationsOf(manifest: Placed['manifest']): Target[] {
  return listAt(manifest, 'spec', 'triggers').flatMap(trigger => {
    const { kind = 'TriggerAuthentication', name } = mapAt(trigger, 'authenticationRef');
    if (kind !== 'TriggerAuthentication' || typeof name !== 'string') return [];
    return [{ group: 'keda.sh', kind, name, field: 'authenticationRef' }];
  });
}

function missing(object: Placed, { group, kind, name, field }: Target, objects: ObjectIndex): Finding[] {
  const { namespace = '' } = object.manifest.metadata;
  if (name === undefined || objects.find(group, kind, namespace, name)) return [];
  const names = objects.ofKind(group, kind).map(({ manifest }) => manifest.metadata.name);
  return [
    finding(object, {
      found: `${field} names ${kind} ${name}, which does not exist`,
      allowed: firstOf(names) || `none, since there is no ${kind}`,
      fix: 'name one of these, or add it',
    }),
  ];
}
