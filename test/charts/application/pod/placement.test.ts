import { renderEnvironment } from '../../../../output/render.ts';
import { environmentWith } from '../../../support/environment.ts';
import { type Manifest, objectOf } from '../../../support/manifests.ts';
import { podSpec, web, workload } from '../manifests.ts';

const rolling = { strategy: 'rollingUpdate' as const };

describe('labels and annotations of the environment file', () => {
  test.each([['Rollout'], ['Deployment']])('are on a %s and its pods, next to our own', kind => {
    const input = {
      labels: { team: 'payments' },
      annotations: { 'example.com/owner': 'Payments, 3rd floor' },
      ...(kind === 'Deployment' && { delivery: rolling }),
    };
    const { metadata, spec } = objectOf(web(input), kind, 'web');
    for (const { labels, annotations } of [metadata, spec.template.metadata]) {
      expect(labels).toMatchObject({ app: 'web', 'app.kubernetes.io/name': 'web', team: 'payments' });
      expect(annotations).toEqual({ 'example.com/owner': 'Payments, 3rd floor' });
    }
  });

  test('are not in a selector, which cannot be changed later', () => {
    const manifests = web({ labels: { team: 'payments' } });
    expect(workload(manifests).spec.selector.matchLabels).toEqual({ app: 'web' });
    expect(objectOf(manifests, 'Service', 'web').spec.selector).toEqual({ app: 'web' });
  });
});

describe('pods', () => {
  test.each([[{}], [{ delivery: rolling }]])('run on the nodes of the environment file', input => {
    const tolerations = [{ key: 'dedicated', value: 'batch', effect: 'NoSchedule' as const }];
    const pod = podSpec(web({ ...input, nodeSelector: { pool: 'batch' }, tolerations }));
    expect(pod.nodeSelector).toEqual({ pool: 'batch' });
    expect(pod.tolerations).toEqual([
      { key: 'dedicated', operator: 'Equal', value: 'batch', effect: 'NoSchedule' },
    ]);
  });

  const matchExpressions = [{ key: 'disk', operator: 'In' as const, values: ['ssd'] }];
  const required = { nodeSelectorTerms: [{ matchExpressions }] };
  const nodeAffinity = { requiredDuringSchedulingIgnoredDuringExecution: required };

  test.each([[{}], [{ delivery: rolling }], [{ kind: 'stateful' as const }]])(
    'need the nodes and have the priority that the environment file says',
    input => {
      const pod = podSpec(web({ ...input, nodeAffinity, priorityClassName: 'high' }));
      expect(pod.affinity).toEqual({ nodeAffinity });
      expect(pod.priorityClassName).toBe('high');
    },
  );

  test('of the database and the cache do so, too, and still keep apart from each other', () => {
    const placed = { nodeAffinity, priorityClassName: 'high' };
    const environment = environmentWith({
      database: { storage: '20Gi', ...placed },
      cache: { endpoint: { reason: 'old clients' }, ...placed },
    });
    const all = renderEnvironment(environment).objects.map(({ manifest }) => manifest as Manifest);
    const { spec: cluster } = objectOf(all, 'Cluster', 'database');
    expect(cluster).toMatchObject({
      priorityClassName: 'high',
      affinity: { podAntiAffinityType: 'required', nodeAffinity },
    });
    expect(cluster.topologySpreadConstraints[0]).not.toHaveProperty('minDomains');
    for (const name of ['cache', 'cache-sentinel']) {
      const pod = objectOf(all, 'StatefulSet', name).spec.template.spec;
      expect(pod).toMatchObject({ priorityClassName: 'high', affinity: { nodeAffinity } });
      expect(pod.affinity).toHaveProperty('podAntiAffinity');
    }
    for (const [kind, name] of [
      ['Pooler', 'database-pooler-rw'],
      ['Deployment', 'cache-endpoint'],
    ] as const) {
      const pod = objectOf(all, kind, name).spec.template.spec;
      expect(pod).toMatchObject({ priorityClassName: 'high', affinity: { nodeAffinity } });
    }
  });

  test('run on any node if it names none', () => {
    const manifests = web();
    expect(podSpec(manifests)).not.toHaveProperty('nodeSelector');
    expect(podSpec(manifests)).not.toHaveProperty('tolerations');
    expect(podSpec(manifests)).not.toHaveProperty('affinity');
    expect(podSpec(manifests)).not.toHaveProperty('priorityClassName');
    expect(workload(manifests).spec.template.metadata).not.toHaveProperty('annotations');
  });
});
