import { renderEnvironment } from '../../output/render.ts';
import { ObjectIndex } from '../../rules/model/object-index.ts';
import type { PodGroup } from '../../rules/model/pod-groups.ts';
import { labelSelector, type Selector, selectorOf } from '../../rules/model/selector.ts';
import { oneIdentity } from '../../rules/one-identity.ts';
import type { Manifest } from '../support/manifests.ts';
import { environmentWithSimilarNames } from './similar-names.ts';

const { objects } = renderEnvironment(environmentWithSimilarNames('production'));
const index = new ObjectIndex(objects);
const manifests = objects.map(({ manifest }) => manifest as unknown as Manifest);

/** A label selector, and the owner of the pods or Services that it should find. */
interface Found {
  readonly where: string;
  readonly selector: Selector;
  readonly finds: 'pods' | 'services';
  /** - undefined: those of any one component. */
  readonly owners?: readonly string[];
}

/** Objects that select more than the component of their name. */
const severalOwners: Readonly<Record<string, readonly string[]>> = {
  'NetworkPolicy/database-jobs': ['database'],
  'PodMonitor/database-pooler': ['database-pooler-ro', 'database-pooler-rw'],
  'PodMonitor/cache': ['cache', 'cache-sentinel'],
};

const podName = 'statefulset.kubernetes.io/pod-name';

const found = manifests.flatMap(manifest => selectorsOf(manifest));

test('checks every kind of object that selects', () => {
  expect([...new Set(found.map(({ where }) => where.split('/')[0]))].sort()).toEqual([
    'Cluster',
    'Deployment',
    'NetworkPolicy',
    'PodDisruptionBudget',
    'PodMonitor',
    'Pooler',
    'Rollout',
    'Service',
    'ServiceMonitor',
    'StatefulSet',
  ]);
});

test('every label selector finds exactly its own objects', () => {
  const wrong = found.flatMap(({ where, selector, finds, owners }) => {
    const matched =
      finds === 'services'
        ? index.servicesByLabel
            .selected('production', selector)
            .map(({ labels, name }) => ownerOf(labels, name))
        : index.pods.selected('production', selector).map(ownerOfPods);
    const all = [...new Set(matched)].sort();
    const right = owners === undefined ? all.length === 1 : all.join() === [...owners].sort().join();
    return right
      ? []
      : [`${where} finds ${all.join(', ') || 'nothing'}, not ${owners?.join(', ') ?? 'one component'}`];
  });
  expect(wrong).toEqual([]);
});

test('no two objects have one identity, and no two certificates one Secret', () => {
  expect(oneIdentity.check(index)).toEqual([]);
  const secrets = manifests.filter(({ kind }) => kind === 'Certificate').map(({ spec }) => spec.secretName);
  expect(new Set(secrets).size).toBe(secrets.length);
});

function selectorsOf(manifest: Manifest): Found[] {
  const { kind, metadata, spec } = manifest;
  const name = `${kind}/${metadata.name}`;
  if (name === 'NetworkPolicy/default-deny') return [];
  const owners = severalOwners[name] ?? [ownerOf(metadata.labels ?? {}, metadata.name)];
  if (kind === 'Service') return [{ where: name, finds: 'pods', ...selectedBy(manifest, owners) }];
  return walk(spec, [name]).map(({ path, value }) => ({
    where: path.join('/'),
    selector: selectorOf(value),
    finds: kind === 'ServiceMonitor' ? 'services' : 'pods',
    ...(!isPeer(path) && { owners }),
  }));
}

/** No template has the label by which a Service finds one pod of a StatefulSet: the controller adds it. */
function selectedBy({ spec }: Manifest, owners: readonly string[]): Pick<Found, 'selector' | 'owners'> {
  const { [podName]: pod, ...labels } = spec.selector as Readonly<Record<string, string>>;
  return { selector: labelSelector(labels), owners: pod === undefined ? owners : [pod.replace(/-\d+$/, '')] };
}

/** Every map with `matchLabels` or `matchExpressions`, but for those that select namespaces. */
function walk(value: unknown, path: readonly string[]): { path: readonly string[]; value: object }[] {
  if (typeof value !== 'object' || value === null || path.at(-1) === 'namespaceSelector') return [];
  if ('matchLabels' in value || 'matchExpressions' in value) {
    return isElsewhere(path) ? [] : [{ path, value }];
  }
  return Object.entries(value).flatMap(([key, inner]) =>
    'namespaceSelector' in value && key === 'podSelector' ? [] : walk(inner, [...path, key]),
  );
}

/** Node affinity selects nodes. */
function isElsewhere(path: readonly string[]): boolean {
  return path.includes('nodeAffinity');
}

function isPeer(path: readonly string[]): boolean {
  return path.includes('ingress') || path.includes('egress');
}

function ownerOfPods({ object, labels }: PodGroup): string {
  if ('acme.cert-manager.io/http01-solver' in labels) return 'certificate-solver';
  return ownerOf(labels, object.manifest.metadata.name);
}

function ownerOf(labels: Readonly<Record<string, string>>, name: string): string {
  const isApplication = labels['app.kubernetes.io/component'] === 'application';
  return isApplication ? (labels['app.kubernetes.io/name'] ?? name) : name;
}
