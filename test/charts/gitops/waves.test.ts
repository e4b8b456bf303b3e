import { App } from 'cdk8s';
import { ProductionStack } from '../../../charts/production-stack.ts';
import { environmentWith, smallApplication } from '../../support/environment.ts';
import { type Manifest, manifestsOf, objectOf } from '../../support/manifests.ts';

function waveOf(manifests: readonly Manifest[], kind: string, name: string): number {
  return Number(objectOf(manifests, kind, name).metadata.annotations['argocd.argoproj.io/sync-wave']);
}

test('a workload, then what scales it, then its traffic come up', () => {
  const rule = { metric: 'CPUUtilization', threshold: 70, cooldown: 300, adjustment: 1 } as const;
  const scale = { min: 2, max: 4, rules: [rule] };
  const web = { ...smallApplication, host: 'app.example.com', scale };
  const manifests = manifestsOf(new ProductionStack(new App(), environmentWith({ applications: { web } })));
  const workload = waveOf(manifests, 'Rollout', 'web');
  const autoscaler = waveOf(manifests, 'HorizontalPodAutoscaler', 'web');
  const traffic = waveOf(manifests, 'HTTPRoute', 'web');
  expect([workload, autoscaler, traffic]).toEqual([workload, workload + 1, workload + 2]);
});
