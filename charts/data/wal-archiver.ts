import type { NamedCluster } from '../../config/clusters.ts';
import type { ClusterSpecPlugins } from '../../imports/cloudnative-pg.ts';
import { archiveName, objectStoreName } from './endpoints.ts';

/** The Barman Cloud plugin. CloudNativePG removes its own support for object stores in 1.31. */
export const backupPlugin = 'barman-cloud.cloudnative-pg.io';

/**
 * The plugin archives every finished file of write-ahead log, so that a restore can end at any moment.
 *
 * The folder is set here. In the ObjectStore `serverName` must stay empty (plugin-barman-cloud `web/docs/parameters.md`):
 * two Clusters, such as a restored one and its source, may share the store.
 */
export function walArchiver(cluster: NamedCluster): ClusterSpecPlugins {
  return {
    name: backupPlugin,
    isWalArchiver: true,
    parameters: { barmanObjectName: objectStoreName(cluster[0]), serverName: archiveName(cluster) },
  };
}
