import { Quantity } from '../../../config/units/quantity.ts';
import type { Manifest } from '../../support/manifests.ts';

/** Pods with the same resources, read from rendered objects. */
interface Pods {
  readonly count: number;
  readonly resources: readonly Manifest[];
  readonly volumes: readonly string[];
}

const solver = {
  requests: { cpu: '10m', memory: '64Mi' },
  limits: { cpu: '100m', memory: '64Mi' },
};

/** The most that the pods of rendered objects may request, summed up from their templates. */
export function maximumOf(manifests: readonly Manifest[]) {
  const pods = podsOf(manifests);
  const sum = (kind: string, name: string) =>
    Quantity.sum(
      pods.map(({ count, resources }) =>
        Quantity.sum(resources.map(container => Quantity.parse(container[kind][name]))).times(count),
      ),
    );
  const volumes = pods.flatMap(({ volumes }) => volumes.map(volume => Quantity.parse(volume)));
  const containers = pods.flatMap(({ resources }) => resources);
  return {
    sum,
    pods: pods.reduce((total, { count }) => total + count, 0),
    claims: pods.reduce((total, { count, volumes }) => total + count * volumes.length, 0),
    requestsCpu: sum('requests', 'cpu'),
    requestsMemory: sum('requests', 'memory'),
    limitsCpu: sum('limits', 'cpu'),
    limitsMemory: sum('limits', 'memory'),
    storage: Quantity.sum(
      pods.map(pod => Quantity.sum(pod.volumes.map(volume => Quantity.parse(volume))).times(pod.count)),
    ),
    claimsOfOnePod: Math.max(...pods.map(({ volumes }) => volumes.length)),
    storageOfOnePod: largest(
      pods.map(pod => Quantity.sum(pod.volumes.map(volume => Quantity.parse(volume)))),
    ),
    largestCpu: largest(containers.map(({ limits }) => Quantity.parse(limits.cpu))),
    largestMemory: largest(containers.map(({ limits }) => Quantity.parse(limits.memory))),
    largestVolume: largest(volumes),
  };
}

function largest(quantities: readonly Quantity[]): Quantity {
  return quantities.reduce(
    (most, quantity) => (quantity.compare(most) > 0 ? quantity : most),
    Quantity.parse(0),
  );
}

function podsOf(manifests: readonly Manifest[]): Pods[] {
  const certificates = manifests.filter(isPublicCertificate).length;
  return [
    ...manifests.flatMap(manifest => podsOfObject(manifest, manifests)),
    { count: Math.min(60, certificates), resources: [solver], volumes: [] },
  ];
}

function isPublicCertificate({ kind, spec }: Manifest): boolean {
  return kind === 'Certificate' && spec.issuerRef.kind === 'ClusterIssuer';
}

function podsOfObject(manifest: Manifest, manifests: readonly Manifest[]): Pods[] {
  const { kind, spec } = manifest;
  switch (kind) {
    case 'Rollout':
      return [{ ...ofTemplate(spec), count: 3 * replicas(manifest, manifests) }];
    case 'Deployment':
      return [
        {
          ...ofTemplate(spec),
          count: replicas(manifest, manifests) + spec.strategy.rollingUpdate.maxSurge,
        },
      ];
    case 'CronJob':
      return [{ ...ofTemplate(spec.jobTemplate.spec), count: spec.concurrencyPolicy === 'Replace' ? 2 : 1 }];
    case 'Job':
      return [{ ...ofTemplate(spec), count: 1 }];
    case 'StatefulSet':
      return [{ ...ofTemplate(spec), count: spec.replicas }];
    case 'Cluster':
      return instances(manifest, manifests);
    case 'Pooler':
      return [
        {
          count: spec.instances + Math.ceil(spec.instances * 0.25),
          resources: spec.template.spec.containers.map((container: Manifest) => container.resources),
          volumes: [],
        },
      ];
    default:
      return [];
  }
}

function ofTemplate({ template, volumeClaimTemplates = [] }: Manifest): Omit<Pods, 'count'> {
  return {
    resources: template.spec.containers.map((container: Manifest) => container.resources),
    volumes: volumeClaimTemplates.map((claim: Manifest) => claim.spec.resources.requests.storage),
  };
}

/** Instances with the sidecar of their backups, twice if a restore can make a second Cluster. */
function instances({ spec }: Manifest, manifests: readonly Manifest[]): Pods[] {
  const store = manifests.find(({ kind }) => kind === 'ObjectStore');
  const sidecar = store ? [store.spec.instanceSidecarConfiguration.resources] : [];
  const pods = {
    count: spec.instances,
    resources: [spec.resources, ...sidecar],
    volumes: [spec.storage.size, spec.walStorage.size],
  };
  return store ? [pods, pods] : [pods];
}

function replicas({ kind, metadata, spec }: Manifest, manifests: readonly Manifest[]): number {
  const autoscaler = manifests.find(
    other => other.spec?.scaleTargetRef?.kind === kind && other.spec?.scaleTargetRef?.name === metadata.name,
  );
  return autoscaler?.spec.maxReplicas ?? autoscaler?.spec.maxReplicaCount ?? spec.replicas;
}
