import { podSpec, web } from '../manifests.ts';

const nodes = {
  topologyKey: 'kubernetes.io/hostname',
  whenUnsatisfiable: 'ScheduleAnyway',
  maxSkew: 1,
  labelSelector: { matchLabels: { app: 'web' } },
  matchLabelKeys: ['rollouts-pod-template-hash'],
};

describe('spread', () => {
  test('spreads each color evenly over zones, and over nodes if possible', () => {
    expect(podSpec(web()).topologySpreadConstraints).toEqual([
      {
        ...nodes,
        topologyKey: 'topology.kubernetes.io/zone',
        whenUnsatisfiable: 'DoNotSchedule',
        nodeTaintsPolicy: 'Honor',
      },
      nodes,
    ]);
  });

  test('counts the ReplicaSets of a Deployment by its own label', () => {
    const { topologySpreadConstraints } = podSpec(web({ delivery: { strategy: 'rollingUpdate' } }));
    for (const { matchLabelKeys } of topologySpreadConstraints)
      expect(matchLabelKeys).toEqual(['pod-template-hash']);
  });

  test('has no constraint on zones if there is only one', () => {
    expect(podSpec(web({}, { zones: 1 })).topologySpreadConstraints).toEqual([nodes]);
  });
});
