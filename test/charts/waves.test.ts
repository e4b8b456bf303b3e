import { App } from 'cdk8s';
import { ProductionStack } from '../../charts/production-stack.ts';
import { environmentWith, smallApplication } from '../support/environment.ts';
import { type Manifest, manifestsOf, objectOf } from '../support/manifests.ts';

function waveOf(manifests: readonly Manifest[], kind: string, name: string): number {
  return Number(objectOf(manifests, kind, name).metadata.annotations['argocd.argoproj.io/sync-wave']);
}

test('analysis, workload, autoscaler and traffic are applied in this order', () => {
  const rule = { metric: 'CPUUtilization', threshold: 70, cooldown: 300, adjustment: 1 } as const;
  const scale = { min: 2, max: 4, rules: [rule] };
  const web = { ...smallApplication, host: 'app.example.com', scale };
  const manifests = manifestsOf(new ProductionStack(new App(), environmentWith({ applications: { web } })));
  const analysis = waveOf(manifests, 'AnalysisTemplate', 'web-health');
  const workload = waveOf(manifests, 'Rollout', 'web');
  const autoscaler = waveOf(manifests, 'HorizontalPodAutoscaler', 'web');
  const traffic = waveOf(manifests, 'HTTPRoute', 'web');
  expect([analysis, autoscaler, traffic]).toEqual([workload - 1, workload + 1, workload + 2]);
});

test('base backups begin when the database is healthy', () => {
  const backup = { destination: 's3://backups', schedule: '0 0 2 * * *', retention: '30d' } as const;
  const database = { storage: '10Gi', version: 17, backup } as const;
  const manifests = manifestsOf(new ProductionStack(new App(), environmentWith({ database })));
  const schedule = waveOf(manifests, 'ScheduledBackup', 'database-17');
  expect(schedule).toBeGreaterThan(waveOf(manifests, 'Cluster', 'database'));
  expect(schedule).toBeGreaterThan(waveOf(manifests, 'ObjectStore', 'database-backup'));
});

test('the certificate of the database exists before the database', () => {
  const database = { storage: '10Gi' } as const;
  const manifests = manifestsOf(new ProductionStack(new App(), environmentWith({ database })));
  const wave = waveOf(manifests, 'Cluster', 'database');
  for (const name of ['database-server-ca', 'database-tls']) {
    expect(waveOf(manifests, 'Certificate', name)).toBe(wave - 1);
  }
  for (const name of ['database-root', 'database-server-ca']) {
    expect(waveOf(manifests, 'Issuer', name)).toBe(wave - 1);
  }
});

test('the Job before a release runs after what it needs, and before the workload', () => {
  const rule = { metric: 'CPUUtilization', threshold: 70, cooldown: 300, adjustment: 1 } as const;
  const scale = { min: 2, max: 4, rules: [rule] };
  const web = { ...smallApplication, host: 'app.example.com', scale, uses: ['database', 'cache'] };
  const environment = environmentWith({
    applications: { web: { ...web, beforeRelease: { args: ['migrate'] } } },
    database: { storage: '10Gi' },
    cache: { memory: '1Gi' },
  });
  const manifests = manifestsOf(new ProductionStack(new App(), environment));
  const job = waveOf(manifests, 'Job', 'web-before-release');
  const before = [
    ['ServiceAccount', 'web'],
    ['NetworkPolicy', 'web-before-release'],
    ['NetworkPolicy', 'database-pooler-rw'],
    ['Cluster', 'database'],
    ['Pooler', 'database-pooler-rw'],
    ['StatefulSet', 'cache'],
  ] as const;
  for (const [kind, name] of before) expect(waveOf(manifests, kind, name)).toBeLessThan(job);
  const workload = waveOf(manifests, 'Rollout', 'web');
  expect(workload).toBeGreaterThan(job);
  expect(waveOf(manifests, 'AnalysisTemplate', 'web-health')).toBeLessThan(workload);
  expect(waveOf(manifests, 'HorizontalPodAutoscaler', 'web')).toBeGreaterThan(workload);
});

test('an application without a Job keeps its waves next to one that has it', () => {
  const applications = {
    web: { ...smallApplication, beforeRelease: { args: ['migrate'] } },
    api: smallApplication,
  };
  const both = manifestsOf(new ProductionStack(new App(), environmentWith({ applications })));
  const alone = manifestsOf(
    new ProductionStack(new App(), environmentWith({ applications: { api: smallApplication } })),
  );
  for (const kind of ['ServiceAccount', 'Rollout', 'HorizontalPodAutoscaler']) {
    expect(waveOf(both, kind, 'api')).toBe(waveOf(alone, kind, 'api'));
  }
});
