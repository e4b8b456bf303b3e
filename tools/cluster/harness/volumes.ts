import type { ApiClient } from './client.ts';
import { at, type KubernetesObject } from './objects.ts';

const storage = 'storage.k8s.io/v1';
const zoneLabel = 'topology.kubernetes.io/zone';
const selectedNode = 'volume.kubernetes.io/selected-node';

/**
 * Simulates the volume provisioner of a cloud, one look at a time. A claim gets its volume in the zone of the node that
 * the scheduler chose. Any StorageClass that a claim names exists, and released volumes go away.
 *
 * No byte is stored.
 */
export async function provisionVolumes(client: ApiClient): Promise<void> {
  const claims = await client.list({ apiVersion: 'v1', kind: 'PersistentVolumeClaim' });
  const pending = claims.filter(
    claim => at(claim, 'status', 'phase') === 'Pending' && className(claim) !== '',
  );
  for (const name of new Set(pending.map(className))) await client.apply(storageClass(name));
  for (const claim of pending) {
    const node = at(claim, 'metadata', 'annotations', selectedNode);
    if (typeof node === 'string') await provision(client, claim, className(claim), node);
  }
  const volumes = await client.list({ apiVersion: 'v1', kind: 'PersistentVolume' });
  for (const volume of volumes.filter(entry => at(entry, 'status', 'phase') === 'Released')) {
    await client.delete({ apiVersion: 'v1', kind: 'PersistentVolume', name: volume.metadata.name });
  }
}

function className(claim: KubernetesObject): string {
  return String(at(claim, 'spec', 'storageClassName') ?? '');
}

function storageClass(name: string): KubernetesObject {
  return {
    apiVersion: storage,
    kind: 'StorageClass',
    metadata: { name },
    provisioner: 'slipway.invalid/simulated',
    volumeBindingMode: 'WaitForFirstConsumer',
    allowVolumeExpansion: true,
  };
}

async function provision(
  client: ApiClient,
  claim: KubernetesObject,
  storageClassName: string,
  nodeName: string,
): Promise<void> {
  const node = await client.get({ apiVersion: 'v1', kind: 'Node', name: nodeName });
  const { name, namespace, uid } = claim.metadata;
  const zone = at(node, 'metadata', 'labels', zoneLabel);
  const inZone = { matchExpressions: [{ key: zoneLabel, operator: 'In', values: [zone] }] };
  await client.apply({
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: `pvc-${uid}`, labels: { [zoneLabel]: String(zone) } },
    spec: {
      accessModes: at(claim, 'spec', 'accessModes'),
      capacity: { storage: at(claim, 'spec', 'resources', 'requests', 'storage') },
      claimRef: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace, name, uid },
      csi: { driver: 'slipway.invalid', volumeHandle: String(uid) },
      nodeAffinity: { required: { nodeSelectorTerms: [inZone] } },
      persistentVolumeReclaimPolicy: 'Delete',
      storageClassName,
    },
  });
}
