import type { EnvironmentFields } from '../fields.ts';
import { leavesIn } from '../leaves.ts';
import { type FurtherManifest, syncWaveKey } from '../objects.ts';
import type { Path } from '../path.ts';
import { show } from '../units/expected.ts';
import { firstControl } from '../units/free-text.ts';
import type { Checking } from './checking.ts';

/** Kinds without a namespace, of Kubernetes and of common operators, apart from those whose name begins with `Cluster`. */
export const clusterWide: ReadonlySet<string> = new Set([
  'APIService',
  'AdminNetworkPolicy',
  'BaselineAdminNetworkPolicy',
  'CSIDriver',
  'CSINode',
  'CertificateSigningRequest',
  'CustomResourceDefinition',
  'DeviceClass',
  'EC2NodeClass',
  'FlowSchema',
  'GatewayClass',
  'IngressClass',
  'MutatingAdmissionPolicy',
  'MutatingAdmissionPolicyBinding',
  'MutatingWebhookConfiguration',
  'Namespace',
  'Node',
  'NodeClaim',
  'NodePool',
  'PersistentVolume',
  'PriorityClass',
  'PriorityLevelConfiguration',
  'ResourceSlice',
  'RuntimeClass',
  'StorageClass',
  'StorageVersionMigration',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'ValidatingWebhookConfiguration',
  'VolumeAttachment',
  'VolumeAttributesClass',
  'VolumeSnapshotClass',
  'VolumeSnapshotContent',
]);

function isClusterWide({ kind }: FurtherManifest): boolean {
  return clusterWide.has(kind) || /^Cluster[A-Z]/.test(kind);
}

/**
 * Further objects are in the namespace of the environment, and hold no secret. Each kind and name is there once: the tree
 * has one file for it.
 */
export function checkObjects(checking: Checking, environment: EnvironmentFields): void {
  if (!checking.isPresent('objects')) return;
  const namespace = environment.namespace ?? environment.name;
  const found = new Map<string, string>();
  for (const [name, group] of Object.entries(environment.objects)) {
    const path = ['objects', name];
    if (!checking.isPresent(...path, 'manifests')) continue;
    if (group.manifests.length === 0)
      checking.refuse(path, 'has no manifests; add some, or name a file or a folder in path');
    for (const [index, manifest] of group.manifests.entries()) {
      const here = [...path, 'manifests', index];
      if (!checking.isSound(...here)) continue;
      const identity = `${manifest.kind} ${manifest.metadata.name}`;
      checkManifest(checking, here, manifest, namespace);
      const other = found.get(identity);
      found.set(identity, name);
      if (other === undefined) continue;
      const where = other === name ? 'in this group' : `in objects.${other}`;
      checking.refuse(here, `makes ${identity} a second time, it is ${where}, too; remove one of the two`);
    }
  }
}

function checkManifest(checking: Checking, path: Path, manifest: FurtherManifest, namespace: string): void {
  const { kind, metadata } = manifest;
  const what = `${kind} ${metadata.name}`;
  if (isClusterWide(manifest)) {
    checking.refuse(
      [...path, 'kind'],
      `found ${what}, which belongs to the whole cluster, expected an object of a namespace; apply it with what sets up the cluster`,
    );
  } else if (metadata.namespace !== undefined && metadata.namespace !== namespace) {
    checking.refuse(
      [...path, 'metadata', 'namespace'],
      `found ${show(metadata.namespace)} in ${what}, expected "${namespace}", that of the environment; remove it`,
    );
  }
  if (kind === 'Secret' && ('data' in manifest || 'stringData' in manifest)) {
    checking.refuse(
      path,
      `holds the values of ${what}, and everyone who can read the repository would see them; write an ExternalSecret, or name it in secrets of the group and make it by hand`,
    );
  }
  if (metadata.annotations?.[syncWaveKey] !== undefined) {
    checking.refuse(
      [...path, 'metadata', 'annotations', syncWaveKey],
      `found in ${what}, expected no wave in a manifest; write syncWave of the group`,
    );
  }
  checkValues(checking, path, what, manifest);
}

/** Refuses values that Kubernetes reads as if they were not there, and texts that YAML cannot carry as they are. */
function checkValues(checking: Checking, path: Path, what: string, manifest: FurtherManifest): void {
  for (const [inner, leaf] of leavesIn(manifest)) {
    const here = [...path, ...inner];
    if (leaf === null) checking.refuse(here, `found null in ${what}, expected a value; remove the key`);
    const control = typeof leaf === 'string' ? firstControl(leaf) : undefined;
    if (control === undefined) continue;
    checking.refuse(here, `found ${control.what} in ${what}, expected text without it; remove it`);
  }
}
