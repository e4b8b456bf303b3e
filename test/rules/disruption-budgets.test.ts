import { disruptionBudgetAllows } from '../../rules/disruption-budget-allows.ts';
import { disruptionBudgetPods } from '../../rules/disruption-budget-pods.ts';
import { deployment, findingsOf, object, rollout } from './support.ts';

const budget = (spec: object, name = 'web') =>
  object('policy/v1', 'PodDisruptionBudget', name, {
    spec: { selector: { matchLabels: { app: 'web' } }, ...spec },
  });
const three = deployment('web', { spec: { replicas: 3 } });
const hpa = object('autoscaling/v2', 'HorizontalPodAutoscaler', 'web', {
  spec: {
    scaleTargetRef: { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'web' },
    minReplicas: 3,
    maxReplicas: 9,
  },
});

describe('the pods under a budget', () => {
  test('are those of a Rollout too', () => {
    expect(findingsOf(disruptionBudgetPods, [rollout('web'), budget({ maxUnavailable: 1 })])).toEqual([]);
  });

  test('must exist', () => {
    const other = {
      maxUnavailable: 1,
      selector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['shop'] }] },
    };
    expect(findingsOf(disruptionBudgetPods, [rollout('web'), budget(other)])).toEqual([
      'production/application/PodDisruptionBudget web: selector app In (shop) matches no pod; allowed: labels that occur together; change spec.selector, or the labels of the pod template',
    ]);
  });

  test('must be under that one alone', () => {
    expect(
      findingsOf(disruptionBudgetPods, [
        three,
        budget({ maxUnavailable: 1 }),
        budget({ maxUnavailable: 1 }, 'more'),
      ]),
    ).toEqual([
      'production/application/PodDisruptionBudget more: covers the pods of production/application/Deployment web, which production/application/PodDisruptionBudget web covers already; allowed: one budget for each pod; narrow one of the selectors',
    ]);
  });

  test('must not be instances whose budget the operator makes', () => {
    const cluster = (spec: object) =>
      object('postgresql.cnpg.io/v1', 'Cluster', 'database', { spec: { instances: 1, ...spec } });
    const selector = { matchLabels: { 'cnpg.io/cluster': 'database', 'cnpg.io/podRole': 'instance' } };
    const budgetOfInstances = budget({ selector, maxUnavailable: 1 }, 'database');
    expect(findingsOf(disruptionBudgetPods, [cluster({ enablePDB: false }), budgetOfInstances])).toEqual([]);
    expect(findingsOf(disruptionBudgetPods, [cluster({}), budgetOfInstances])).toEqual([
      'production/application/PodDisruptionBudget database: covers the pods of production/application/Cluster database, which production/application/Cluster database covers already; allowed: one budget for each pod; narrow one of the selectors',
    ]);
  });
});

describe('a budget lets a pod go', () => {
  test.each([{ maxUnavailable: 1 }, { maxUnavailable: '10%' }, { minAvailable: 2 }, { minAvailable: '50%' }])(
    'with %j of three',
    spec => {
      expect(findingsOf(disruptionBudgetAllows, [three, budget(spec)])).toEqual([]);
    },
  );

  test('with one less than the minimum of the autoscaler', () => {
    expect(findingsOf(disruptionBudgetAllows, [rollout('web'), hpa, budget({ minAvailable: 2 })])).toEqual(
      [],
    );
  });

  test('but not with the minimum of the autoscaler', () => {
    expect(findingsOf(disruptionBudgetAllows, [rollout('web'), hpa, budget({ minAvailable: 3 })])).toEqual([
      'production/application/PodDisruptionBudget web: minAvailable (3) leaves no pod to evict with 3 replicas; allowed: minAvailable up to 2, or maxUnavailable: 1; lower minAvailable, or raise the minimum number of replicas',
    ]);
  });

  test('but not with a share that rounds up to all', () => {
    expect(findingsOf(disruptionBudgetAllows, [three, budget({ minAvailable: '67%' })])).toEqual([
      'production/application/PodDisruptionBudget web: minAvailable 67% leaves no pod to evict with 3 replicas; allowed: minAvailable up to 2, or maxUnavailable: 1; lower minAvailable, or raise the minimum number of replicas',
    ]);
  });

  test('but not with 1 of 1 replica', () => {
    expect(findingsOf(disruptionBudgetAllows, [deployment('web'), budget({ minAvailable: 1 })])).toEqual([
      'production/application/PodDisruptionBudget web: minAvailable (1) leaves no pod to evict with 1 replica; allowed: maxUnavailable: 1; lower minAvailable, or raise the minimum number of replicas',
    ]);
  });

  test.each([0, '0%'])('but not with maxUnavailable %s', maxUnavailable => {
    expect(findingsOf(disruptionBudgetAllows, [three, budget({ maxUnavailable })])).toEqual([
      `production/application/PodDisruptionBudget web: maxUnavailable (${maxUnavailable}) lets none of 3 pods be evicted; allowed: maxUnavailable of 1 or more; raise maxUnavailable`,
    ]);
  });
});
