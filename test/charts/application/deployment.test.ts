import { objectOf } from '../../support/manifests.ts';
import { web } from './manifests.ts';

const delivery = { strategy: 'rollingUpdate' as const };

const deployment = (...[input, cluster]: Parameters<typeof web>) =>
  objectOf(web({ delivery, ...input }, cluster), 'Deployment', 'web').spec;

describe('deployment', () => {
  test('adds a new pod before it removes an old one', () => {
    expect(deployment().strategy).toEqual({
      type: 'RollingUpdate',
      rollingUpdate: { maxSurge: 1, maxUnavailable: 0 },
    });
  });

  test('uses the figures of the environment file', () => {
    const { strategy } = deployment({ delivery: { ...delivery, maxSurge: 0, maxUnavailable: 2 } });
    expect(strategy.rollingUpdate).toEqual({ maxSurge: 0, maxUnavailable: 2 });
  });

  test('selects its pods by the label app', () => {
    expect(deployment().selector).toEqual({ matchLabels: { app: 'web' } });
  });

  test('has the replicas of the environment file', () => {
    expect(deployment({ scale: 2 }).replicas).toBe(2);
  });

  test('leaves its replicas to an autoscaler', () => {
    const rules = [{ metric: 'CPUUtilization' as const, threshold: 70, cooldown: 300, adjustment: 1 }];
    expect(deployment({ scale: { min: 3, max: 6, rules } })).not.toHaveProperty('replicas');
  });

  test('reports an update without progress after ten minutes', () => {
    expect(deployment()).toMatchObject({ progressDeadlineSeconds: 600, revisionHistoryLimit: 5 });
  });

  test('has one Service and no analysis', () => {
    const kinds = web({ delivery }).map(({ kind }) => kind);
    expect(kinds.sort()).toEqual(['Deployment', 'PodDisruptionBudget', 'Service', 'ServiceAccount']);
  });
});
