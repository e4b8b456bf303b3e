import { labelsAt, numberAt, type Placed } from './manifest.ts';
import type { Objects } from './objects.ts';
import type { ContainerPort, PodGroup } from './pod-groups.ts';

/** Ports of an instance of PostgreSQL (cloudnative-pg `pkg/specs/pods.go`). */
const instancePorts: readonly ContainerPort[] = [
  { name: 'postgresql', port: 5432 },
  { name: 'metrics', port: 9187 },
  { name: 'status', port: 8000 },
];

/** Ports of a pooler (cloudnative-pg `pkg/specs/pgbouncer/deployments.go`). */
const poolerPorts: readonly ContainerPort[] = [
  { name: 'pgbouncer', port: 5432 },
  { name: 'metrics', port: 9127 },
];

/**
 * The Jobs that make an instance, or raise its major version. Their pods carry the placement of the Cluster and bind
 * the volumes. Source: cloudnative-pg `pkg/specs/jobs.go`, `pkg/reconciler/majorupgrade/job.go`.
 */
const jobRoles: readonly string[] = [
  'initdb',
  'import',
  'join',
  'full-recovery',
  'pgbasebackup',
  'snapshot-recovery',
  'major-upgrade',
];

/** Pods that operators make, with the labels that their sources give them. */
export function operatorPods(objects: Objects): PodGroup[] {
  return [
    ...objects.ofKind('postgresql.cnpg.io', 'Cluster').flatMap(clusterPods),
    ...objects.ofKind('postgresql.cnpg.io', 'Pooler').map(poolerPods),
    ...certificateSolvers(objects),
  ];
}

/** Labels: cloudnative-pg `pkg/utils/labels_annotations.go`, `pkg/specs/{pods,jobs}.go`. */
function clusterPods(object: Placed): PodGroup[] {
  const { name, namespace = '' } = object.manifest.metadata;
  const common = {
    ...labelsAt(object.manifest, 'spec', 'inheritedMetadata', 'labels'),
    'cnpg.io/cluster': name,
    'app.kubernetes.io/name': 'postgresql',
    'app.kubernetes.io/instance': name,
    'app.kubernetes.io/component': 'database',
    'app.kubernetes.io/managed-by': 'cloudnative-pg',
  };
  const instance = (role: string): PodGroup => ({
    object,
    what: 'instances',
    namespace,
    labels: { ...common, 'cnpg.io/podRole': 'instance', 'cnpg.io/instanceRole': role, role },
    ports: instancePorts,
  });
  const hasReplicas = (numberAt(object.manifest, 'spec', 'instances') ?? 1) > 1;
  return [
    instance('primary'),
    ...(hasReplicas ? [instance('replica')] : []),
    ...jobRoles.map(role => ({
      object,
      what: `Job ${role}`,
      namespace,
      labels: { ...common, 'cnpg.io/jobRole': role },
      ports: [],
    })),
  ];
}

function poolerPods(object: Placed): PodGroup {
  const { manifest } = object;
  const labels = {
    ...labelsAt(manifest, 'spec', 'template', 'metadata', 'labels'),
    'cnpg.io/poolerName': manifest.metadata.name,
    'cnpg.io/podRole': 'pooler',
    'cnpg.io/cluster': String((manifest.spec as { cluster?: { name?: string } })?.cluster?.name ?? ''),
  };
  return { object, namespace: manifest.metadata.namespace ?? '', labels, ports: poolerPorts };
}

/** The pods in which cert-manager answers ACME challenges (`pkg/issuer/acme/http/pod.go`). */
function certificateSolvers(objects: Objects): PodGroup[] {
  const owners = new Map<string, Placed>();
  for (const object of objects.ofKind('cert-manager.io', 'Certificate')) {
    owners.set(object.manifest.metadata.namespace ?? '', object);
  }
  return [...owners].map(([namespace, object]) => ({
    object,
    namespace,
    labels: { 'acme.cert-manager.io/http01-solver': 'true' },
    ports: [{ name: 'http', port: 8089 }],
  }));
}
