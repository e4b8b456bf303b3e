import { objectOf } from '../../../support/manifests.ts';
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

  test('run on any node if it names none', () => {
    const manifests = web();
    expect(podSpec(manifests)).not.toHaveProperty('nodeSelector');
    expect(podSpec(manifests)).not.toHaveProperty('tolerations');
    expect(workload(manifests).spec.template.metadata).not.toHaveProperty('annotations');
  });
});
