import { podSpec, web } from '../manifests.ts';

const nodes = {
  topologyKey: 'kubernetes.io/hostname',
  whenUnsatisfiable: 'ScheduleAnyway',
  maxSkew: 1,
  labelSelector: { matchLabels: { app: 'web' } },
  matchLabelKeys: ['rollouts-pod-template-hash'],
};

describe('spread', () => {
  test('keeps each colour even over the zones, and over nodes if it can', () => {
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

  test('asks for no zones where there is one', () => {
    expect(podSpec(web({}, { zones: 1 })).topologySpreadConstraints).toEqual([nodes]);
  });
});
