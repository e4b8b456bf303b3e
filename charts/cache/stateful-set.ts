import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { Cluster } from '../../config/cluster.ts';
import type { Placement } from '../../config/placement.ts';
import type { Quantity } from '../../config/units/quantity.ts';
import { placementOf } from '../placement.ts';
import type { PullSecrets } from '../pull-secrets.ts';
import { zoneSpread } from '../zone-spread.ts';
import { podDefaults } from './pod.ts';

export interface ServersProps {
  readonly cluster: Cluster;
  /** Name of the cache. */
  readonly cache: string;
  /** Name of the StatefulSet, of its headless Service and of its PodDisruptionBudget. */
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly count: number;
  /** Names of the pods, by ordinal. */
  readonly podNames: readonly string[];
  /** The port that clients use, by name and number. */
  readonly port: { readonly name: string; readonly number: number };
  /** The init container that looks up the addresses of all pods before the servers start. */
  readonly names: k8s.Container;
  readonly containers: k8s.Container[];
  /** The volume with the passwords of users. - empty: there are none. */
  readonly users: k8s.Volume[];
  readonly affinity: k8s.Affinity;
  /** The nodes on which pods may run. */
  readonly placement: Placement;
  readonly pullSecrets: PullSecrets;
  /** Volume of each pod, mounted as `data`. */
  readonly storage: Quantity;
  /** A new value restarts the pods one after the other. */
  readonly configurationChecksum: string;
  /** Time from the deletion to SIGKILL, including the preStop hook. */
  readonly terminationGraceSeconds: number;
}

/**
 * The pods of the servers, and their volumes.
 *
 * - All pods start at once: the last primary may have any number, and no pod becomes ready without it.
 * - Volumes stay when the StatefulSet is deleted or scaled down.
 */
export class CacheStatefulSet extends k8s.KubeStatefulSet {
  constructor(scope: Construct, props: ServersProps) {
    super(scope, `statefulset-${props.name}`, {
      metadata: { name: props.name },
      spec: {
        serviceName: props.name,
        replicas: props.count,
        podManagementPolicy: 'Parallel',
        minReadySeconds: 15,
        selector: { matchLabels: props.labels },
        persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
        template: podTemplate(props),
        volumeClaimTemplates: [volumeClaim(props)],
      },
    });
  }
}

function podTemplate(props: ServersProps): k8s.PodTemplateSpec {
  const { affinity, ...placement } = placementOf(props.placement);
  return {
    metadata: {
      labels: props.labels,
      annotations: { 'checksum/configuration': props.configurationChecksum },
    },
    spec: {
      ...podDefaults(props.cache, props.users),
      terminationGracePeriodSeconds: props.terminationGraceSeconds,
      ...placement,
      affinity: { ...props.affinity, ...affinity },
      ...props.pullSecrets,
      topologySpreadConstraints: zoneSpread({ ...props, selector: { matchLabels: { ...props.labels } } }),
      initContainers: [props.names],
      containers: props.containers,
    },
  };
}

function volumeClaim({ cluster, storage }: ServersProps): k8s.KubePersistentVolumeClaimProps {
  return {
    metadata: { name: 'data' },
    spec: {
      accessModes: ['ReadWriteOnce'],
      storageClassName: cluster.storageClass,
      resources: { requests: { storage: k8s.Quantity.fromString(String(storage)) } },
    },
  };
}

/**
 * Never two pods on one node if there are several zones. With one zone this is only a preference, so that a cluster of one
 * node can run the stack.
 */
export function apartFrom(labels: Readonly<Record<string, string>>, { zones }: Cluster): k8s.Affinity {
  const term: k8s.PodAffinityTerm = {
    topologyKey: 'kubernetes.io/hostname',
    labelSelector: { matchLabels: labels },
  };
  return {
    podAntiAffinity:
      zones > 1
        ? { requiredDuringSchedulingIgnoredDuringExecution: [term] }
        : {
            preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm: term }],
          },
  };
}
