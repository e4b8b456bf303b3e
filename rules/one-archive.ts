import { at, listAt, numberAt, type Placed, textAt } from './model/manifest.ts';
import type { ObjectIndex } from './model/object-index.ts';
import type { Rule } from './rule.ts';
import { type Finding, finding } from './violation.ts';

/**
 * pg_upgrade begins a new database system on timeline 1, and two Clusters are always two systems. The plugin asks for an
 * empty archive only when a Cluster is created, not after an upgrade (cloudnative-pg
 * `internal/cmd/manager/instance/upgrade/execute`; CloudNativePG documentation, PostgreSQL upgrades).
 */
export const oneArchive: Rule = {
  name: 'one-archive',
  why: 'one archive for the write-ahead logs of two database systems mixes their timelines: replicas and restores fail',

  check(objects) {
    const archives = objects.ofKind('postgresql.cnpg.io', 'Cluster').flatMap(cluster => {
      const archiver = listAt(cluster.manifest, 'spec', 'plugins').find(isArchiver);
      return archiver === undefined ? [] : [archiveOf(cluster, archiver, objects)];
    });
    const first = new Map<string, Archive>();
    for (const archive of archives) if (!first.has(archive.place)) first.set(archive.place, archive);
    return archives.flatMap(archive => {
      const owner = first.get(archive.place);
      return [...ofVersion(archive), ...(owner && owner !== archive ? [sharedArchive(archive, owner)] : [])];
    });
  },
};

/** Where a Cluster archives to. */
interface Archive {
  readonly cluster: Placed;
  readonly serverName: string;
  /** Store and folder in it, as far as the objects say. */
  readonly place: string;
}

/** Whether a plugin is the archiver of Barman Cloud; this rule knows no other. */
function isArchiver(plugin: unknown): boolean {
  return (
    textAt(plugin, 'name') === 'barman-cloud.cloudnative-pg.io' &&
    at(plugin, 'isWALArchiver') === true &&
    at(plugin, 'enabled') !== false
  );
}

/** Without a `serverName` the plugin takes the Cluster's name. */
function archiveOf(cluster: Placed, plugin: unknown, objects: ObjectIndex): Archive {
  const { name, namespace = '' } = cluster.manifest.metadata;
  const store = textAt(plugin, 'parameters', 'barmanObjectName') ?? '';
  const serverName = textAt(plugin, 'parameters', 'serverName') ?? name;
  const found = objects.find('barmancloud.cnpg.io', 'ObjectStore', namespace, store);
  const configuration = at(found?.manifest, 'spec', 'configuration');
  const destination = textAt(configuration, 'destinationPath')?.replace(/\/+$/, '');
  const inStore =
    destination === undefined
      ? [namespace, store]
      : [textAt(configuration, 'endpointURL') ?? '', destination];
  return { cluster, serverName, place: JSON.stringify([...inStore, serverName]) };
}

function ofVersion({ cluster, serverName }: Archive): Finding[] {
  const major = majorOf(cluster);
  if (major === undefined || new RegExp(`(?<!\\d)${major}(?!\\d)`).test(serverName)) return [];
  return [
    finding(cluster, {
      found: `serverName ${serverName} of the WAL archiver does not say the major version of PostgreSQL (${major})`,
      allowed: `a name with the version, such as ${cluster.manifest.metadata.name}-${major}`,
      fix: 'choose another for each major version: otherwise an upgrade writes into the archive of the old version',
    }),
  ];
}

/** The major version of the image, or of its catalog. - unknown: no tag names it. */
function majorOf({ manifest }: Placed): string | undefined {
  const ofCatalog = numberAt(manifest, 'spec', 'imageCatalogRef', 'major');
  if (ofCatalog !== undefined) return String(ofCatalog);
  const [withoutDigest = ''] = (textAt(manifest, 'spec', 'imageName') ?? '').split('@');
  return /:(\d+)[^/:]*$/.exec(withoutDigest)?.[1];
}

function sharedArchive({ cluster, serverName }: Archive, { cluster: owner }: Archive): Finding {
  return finding(cluster, {
    found: `archives as ${serverName} into the store that ${owner.manifest.kind} ${owner.manifest.metadata.name} archives into under the same name`,
    allowed: 'one archive for each Cluster',
    fix: 'choose another serverName',
  });
}
