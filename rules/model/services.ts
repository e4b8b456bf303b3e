import type { LabelIndex } from './label-index.ts';
import { labelsAt, listAt, numberAt, type Placed, textAt } from './manifest.ts';
import type { Objects } from './objects.ts';
import type { PodGroup } from './pod-groups.ts';
import { labelSelector } from './selector.ts';

export interface ServicePort {
  readonly name?: string;
  readonly port: number;
  /** Name or number of a container port. */
  readonly targetPort: string | number;
}

/** A Service among the objects, or one that an operator makes. */
export interface ServiceView {
  /** The Service, or what an operator makes it for. */
  readonly object: Placed;
  readonly namespace: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly ports: readonly ServicePort[];
  /** - undefined: no selector, so something else writes the endpoints. */
  readonly selector?: Readonly<Record<string, string>>;
}

/** All Services, with those that CloudNativePG makes, by namespace and name. */
export function servicesOf(objects: Objects): Map<string, ServiceView> {
  const views = [
    ...objects.ofKind('postgresql.cnpg.io', 'Cluster').flatMap(clusterServices),
    ...objects.ofKind('postgresql.cnpg.io', 'Pooler').map(poolerService),
    ...objects.ofKind('', 'Service').map(service => serviceView(service, objects)),
  ];
  return new Map(views.map(view => [`${view.namespace}/${view.name}`, view]));
}

/** The pods behind a Service. */
export function podsBehind({ namespace, selector }: ServiceView, pods: LabelIndex<PodGroup>): PodGroup[] {
  return selector === undefined ? [] : pods.selected(namespace, labelSelector(selector));
}

function serviceView(object: Placed, objects: Objects): ServiceView {
  const { manifest } = object;
  const ports = listAt(manifest, 'spec', 'ports').map(port => {
    const number = numberAt(port, 'port') ?? 0;
    const target = textAt(port, 'targetPort') ?? numberAt(port, 'targetPort') ?? number;
    return { name: textAt(port, 'name'), port: number, targetPort: target };
  });
  const { namespace = '' } = manifest.metadata;
  const selector = withoutOrdinal(labelsAt(manifest, 'spec', 'selector'), namespace, objects);
  return {
    object,
    namespace,
    name: manifest.metadata.name,
    labels: labelsAt(manifest, 'metadata', 'labels'),
    ports,
    selector: Object.keys(selector).length > 0 ? selector : undefined,
  };
}

const podName = 'statefulset.kubernetes.io/pod-name';

/** A selector without the label of one pod of a StatefulSet, which the controller of the set adds to its pods. */
function withoutOrdinal(
  selector: Readonly<Record<string, string>>,
  namespace: string,
  objects: Objects,
): Readonly<Record<string, string>> {
  const { [podName]: pod, ...others } = selector;
  const [, name = '', ordinal] = /^(.*)-(\d+)$/.exec(pod ?? '') ?? [];
  const set = objects.find('apps', 'StatefulSet', namespace, name);
  const replicas = numberAt(set?.manifest, 'spec', 'replicas') ?? 1;
  return set !== undefined && Number(ordinal) < replicas ? others : selector;
}

/** Source: cloudnative-pg `pkg/specs/services.go`. */
function clusterServices(object: Placed): ServiceView[] {
  const { name, namespace = '' } = object.manifest.metadata;
  const disabled = listAt(object.manifest, 'spec', 'managed', 'services', 'disabledDefaultServices');
  const view = (role: string, selector: Record<string, string>): ServiceView => ({
    object,
    namespace,
    name: `${name}-${role}`,
    labels: { 'cnpg.io/cluster': name },
    ports: [{ name: 'postgres', port: 5432, targetPort: 5432 }],
    selector: { 'cnpg.io/cluster': name, ...selector },
  });
  const services = {
    rw: view('rw', { 'cnpg.io/instanceRole': 'primary' }),
    ro: view('ro', { 'cnpg.io/instanceRole': 'replica' }),
    r: view('r', { 'cnpg.io/podRole': 'instance' }),
  };
  return Object.entries(services).flatMap(([role, service]) => (disabled.includes(role) ? [] : [service]));
}

/** Source: cloudnative-pg `pkg/specs/pgbouncer/services.go`. */
function poolerService(object: Placed): ServiceView {
  const { name, namespace = '' } = object.manifest.metadata;
  return {
    object,
    namespace,
    name,
    labels: { 'cnpg.io/poolerName': name },
    ports: [{ name: 'pgbouncer', port: 5432, targetPort: 'pgbouncer' }],
    selector: { 'cnpg.io/poolerName': name },
  };
}
