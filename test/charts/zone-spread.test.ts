import { type ZoneSpread, zoneSpread } from '../../charts/zone-spread.ts';
import type { EnvironmentInput } from '../../config/environment.ts';
import { environmentWith } from '../support/environment.ts';

const selector = { matchLabels: { app: 'store' } };

function spreadOf(
  { count = 3, nodeSelector = {} as Record<string, string> } = {},
  cluster: Partial<EnvironmentInput['cluster']> = {},
): ZoneSpread[] | undefined {
  const environment = environmentWith({ cluster: { storageClass: 'encrypted-ssd', ...cluster } });
  return zoneSpread({ cluster: environment.cluster, count, selector, placement: { nodeSelector } });
}

test('puts at most one pod more into a zone than into another', () => {
  expect(spreadOf()).toEqual([
    expect.objectContaining({
      maxSkew: 1,
      topologyKey: 'topology.kubernetes.io/zone',
      whenUnsatisfiable: 'DoNotSchedule',
      labelSelector: selector,
    }),
  ]);
});

test('ignores nodes that pods cannot use, which would make a failed zone an empty one', () => {
  expect(spreadOf()?.[0]?.nodeTaintsPolicy).toBe('Honor');
});

test.each([
  { count: 2, zones: 3, minDomains: 2 },
  { count: 3, zones: 3, minDomains: 3 },
  { count: 5, zones: 3, minDomains: 3 },
  { count: 3, zones: 2, minDomains: 2 },
])(
  'binds no second volume in a zone before $minDomains zones have nodes: $count pods in $zones zones',
  props => {
    expect(spreadOf({ count: props.count }, { zones: props.zones })?.[0]?.minDomains).toBe(props.minDomains);
  },
);

test('waits for no zone if a nodeSelector may leave some without a node', () => {
  expect(spreadOf({ nodeSelector: { pool: 'store' } })?.[0]).not.toHaveProperty('minDomains');
});

test('counts all revisions together: volumes stay where an earlier revision bound them', () => {
  expect(spreadOf()?.[0]).not.toHaveProperty('matchLabelKeys');
});

test('is undefined if there is one zone', () => {
  expect(spreadOf({}, { zones: 1 })).toBeUndefined();
});
