import { labelsAt, listAt, mapAt, type Placed, textAt } from './manifest.ts';
import type { Objects } from './objects.ts';

/** The keys of a Secret or ConfigMap; undefined when any key may be there. */
export type Keys = ReadonlySet<string> | undefined;

/** By namespace and name, `production/database-app`. */
export type Sources = ReadonlyMap<string, Keys>;

const tls: Keys = new Set(['tls.crt', 'tls.key']);
const tlsWithAuthority: Keys = new Set(['tls.crt', 'tls.key', 'ca.crt']);
const authority: Keys = new Set(['ca.crt', 'ca.key']);

/** Keys of a user's Secret: cloudnative-pg `pkg/specs/secrets.go`. */
const credentials: Keys = new Set(
  'username user password dbname host port pgpass uri jdbc-uri fqdn-uri fqdn-jdbc-uri'.split(' '),
);

/** What an expected ConfigMap has before its name; an expected Secret has its name only. */
const configMapPrefix = 'ConfigMap/';

/**
 * ConfigMaps among the objects, those that are expected, and the one that every namespace gets (KEP-1205,
 * BoundServiceAccountToken).
 */
export function configMapsOf(objects: Objects, expected: readonly string[]): Sources {
  const found = new Map<string, Keys>();
  const names = expected.filter(name => name.startsWith(configMapPrefix));
  for (const namespace of objects.namespaces) {
    found.set(`${namespace}/kube-root-ca.crt`, new Set(['ca.crt']));
    for (const name of names) found.set(`${namespace}/${name.slice(configMapPrefix.length)}`, undefined);
  }
  for (const { manifest } of objects.ofKind('', 'ConfigMap')) {
    const keys = [...Object.keys(mapAt(manifest, 'data')), ...Object.keys(mapAt(manifest, 'binaryData'))];
    found.set(`${manifest.metadata.namespace ?? ''}/${manifest.metadata.name}`, new Set(keys));
  }
  return found;
}

/** Secrets among the objects, those that controllers make from the objects, and those that are expected. */
export function secretsOf(objects: Objects, expectedSecrets: readonly string[]): Sources {
  const found = new Map<string, Keys>();
  const add = ({ manifest }: Placed, name: string | undefined, keys: Keys): void => {
    if (name) found.set(`${manifest.metadata.namespace ?? ''}/${name}`, keys);
  };
  for (const namespace of objects.namespaces) {
    for (const name of expectedSecrets) found.set(`${namespace}/${name}`, undefined);
  }
  for (const object of objects.ofKind('', 'Secret')) {
    const keys = ['data', 'stringData'].flatMap(field => Object.keys(mapAt(object.manifest, field)));
    add(object, object.manifest.metadata.name, new Set(keys));
  }
  for (const object of objects.ofKind('cert-manager.io', 'Certificate')) {
    add(object, textAt(object.manifest, 'spec', 'secretName'), certificateKeys(object));
  }
  for (const object of objects.ofKind('external-secrets.io', 'ExternalSecret')) {
    const name = textAt(object.manifest, 'spec', 'target', 'name') ?? object.manifest.metadata.name;
    add(object, name, externalSecretKeys(object));
  }
  for (const [object, name] of annotatedForCertificates(objects)) add(object, name, tlsWithAuthority);
  for (const object of objects.ofKind('postgresql.cnpg.io', 'Cluster')) {
    const { name } = object.manifest.metadata;
    const { serverCASecret, serverTLSSecret, clientCASecret, replicationTLSSecret } = mapAt(
      object.manifest,
      'spec',
      'certificates',
    );
    add(object, `${name}-app`, credentials);
    if (!serverCASecret || !clientCASecret) add(object, `${name}-ca`, authority);
    if (!serverTLSSecret) add(object, `${name}-server`, tls);
    if (!replicationTLSSecret) add(object, `${name}-replication`, tls);
    if (mapAt(object.manifest, 'spec').enableSuperuserAccess) add(object, `${name}-superuser`, credentials);
  }
  return found;
}

/** A Certificate may be stored in further formats, whose keys its keystores and output formats decide. */
function certificateKeys({ manifest }: Placed): Keys {
  const hasMore =
    mapAt(manifest, 'spec').keystores || listAt(manifest, 'spec', 'additionalOutputFormats').length;
  return hasMore ? undefined : tlsWithAuthority;
}

/** A template replaces the keys; a generator of passwords makes `password`; whole remote Secrets hold any key. */
function externalSecretKeys({ manifest }: Placed): Keys {
  const template = mapAt(manifest, 'spec', 'target', 'template');
  const templated = Object.keys(labelsAt(template, 'data'));
  if (listAt(template, 'templateFrom').length > 0) return undefined;
  if (templated.length > 0 && template.mergePolicy !== 'Merge') return new Set(templated);
  const generated: string[] = [];
  for (const source of listAt(manifest, 'spec', 'dataFrom')) {
    const kind = textAt(source, 'sourceRef', 'generatorRef', 'kind');
    if (kind !== 'Password' || listAt(source, 'rewrite').length > 0) return undefined;
    generated.push('password');
  }
  const fetched = listAt(manifest, 'spec', 'data').map(entry => textAt(entry, 'secretKey') ?? '');
  return new Set([...templated, ...generated, ...fetched]);
}

/** cert-manager fills the Secrets that an annotated Gateway or Ingress names. */
function* annotatedForCertificates(objects: Objects): Iterable<[Placed, string | undefined]> {
  for (const object of objects.ofKind('networking.k8s.io', 'Ingress')) {
    if (!asksForCertificates(object)) continue;
    for (const entry of listAt(object.manifest, 'spec', 'tls')) yield [object, textAt(entry, 'secretName')];
  }
  for (const kind of ['Gateway', 'ListenerSet']) {
    for (const object of objects.ofKind('gateway.networking.k8s.io', kind)) {
      if (!asksForCertificates(object)) continue;
      for (const listener of listAt(object.manifest, 'spec', 'listeners')) {
        for (const certificate of listAt(listener, 'tls', 'certificateRefs')) {
          yield [object, textAt(certificate, 'name')];
        }
      }
    }
  }
}

function asksForCertificates({ manifest }: Placed): boolean {
  const { annotations = {} } = manifest.metadata;
  return 'cert-manager.io/cluster-issuer' in annotations || 'cert-manager.io/issuer' in annotations;
}
