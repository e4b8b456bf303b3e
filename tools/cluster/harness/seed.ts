import { join } from 'node:path';
import { cached, contentKey } from '../../cache.ts';
import { crdSources } from '../../versions.ts';
import { startApiServer } from './api-server.ts';
import { ApiClient } from './client.ts';
import { applyCrds, readCrds } from './crds.ts';
import { startEtcd } from './etcd.ts';
import { type Binaries, Workspace } from './workspace.ts';

/**
 * A folder with the data of an etcd that holds every custom resource definition: each cluster starts from a copy.
 *
 * It is made once, by server-side apply to a real API server, and kept in the cache until a version changes.
 * The 75 definitions cost the server 16 s of CPU, which a cluster would spend at every start.
 */
export async function seed(binaries: Binaries, signal: AbortSignal): Promise<string> {
  const key = contentKey(JSON.stringify(crdSources), binaries.etcd, binaries['kube-apiserver']);
  const folder = await cached('cluster-seed', key, filled => fill(join(filled, 'etcd'), binaries, signal));
  return join(folder, 'etcd');
}

async function fill(data: string, binaries: Binaries, signal: AbortSignal): Promise<void> {
  process.stderr.write('applying the custom resource definitions once, for this and later clusters\n');
  const crds = await readCrds();
  const workspace = await Workspace.create(binaries, signal);
  try {
    const server = await startApiServer(workspace, await startEtcd(workspace, data));
    const client = new ApiClient(server.connections.admin);
    try {
      await applyCrds(client, crds, signal);
    } finally {
      client.close();
    }
  } finally {
    await workspace.end();
  }
}
