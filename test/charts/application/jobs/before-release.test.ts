import { App } from 'cdk8s';
import { ProductionStack } from '../../../../charts/production-stack.ts';
import { environmentWith, smallApplication } from '../../../support/environment.ts';
import { type Manifest, manifestsOf, objectOf } from '../../../support/manifests.ts';
import { type ApplicationInput, container, podSpec, web, workload } from '../manifests.ts';

const migration = { args: ['migrate', '--all'] };

function job(input: Partial<ApplicationInput> = {}): Manifest {
  return objectOf(web({ beforeRelease: migration, ...input }), 'Job', 'web-before-release');
}

function jobContainer(input: Partial<ApplicationInput> = {}): Manifest {
  return job(input).spec.template.spec.containers[0];
}

test('an application without the key has no Job', () => {
  expect(web().map(({ kind }) => kind)).not.toContain('Job');
});

describe('the Job before a release', () => {
  test('runs the image of the application with its arguments', () => {
    expect(jobContainer()).toMatchObject({ image: smallApplication.image, args: ['migrate', '--all'] });
    expect(jobContainer()).not.toHaveProperty('command');
  });

  test('runs the command of the application, or another one', () => {
    expect(jobContainer({ command: ['bin/run'] }).command).toEqual(['bin/run']);
    const otherCommand = { beforeRelease: { command: ['bin/migrate'] } };
    expect(jobContainer({ command: ['bin/run'], ...otherCommand })).toMatchObject({
      command: ['bin/migrate'],
    });
  });

  test('sees the variables and files of the application, under its ServiceAccount and security context', () => {
    const manifests = web({
      beforeRelease: migration,
      env: { LEVEL: 'info' },
      nodeSelector: { pool: 'web' },
    });
    const { spec } = objectOf(manifests, 'Job', 'web-before-release').spec.template;
    const [inJob] = spec.containers;
    const of = container(manifests);
    for (const key of ['env', 'volumeMounts', 'securityContext', 'resources'])
      expect(inJob[key]).toEqual(of[key]);
    const pod = podSpec(manifests);
    for (const key of [
      'serviceAccountName',
      'automountServiceAccountToken',
      'securityContext',
      'volumes',
      'nodeSelector',
    ]) {
      expect(spec[key]).toEqual(pod[key]);
    }
  });

  test('has none of the volumes, init containers and sidecars, which belong to the pods that stay', () => {
    const other = { image: 'registry.example.com/other:1.0.0', resources: smallApplication.resources };
    const { spec } = job({
      scale: 1,
      delivery: { strategy: 'recreate' },
      securityContext: { fsGroup: 1000 },
      volumes: { data: { mountPath: '/data', size: '1Gi' } },
      initContainers: [{ name: 'prepare', ...other }],
      sidecars: [{ name: 'proxy', ...other }],
    }).spec.template;
    expect(spec).not.toHaveProperty('initContainers');
    expect(spec.containers).toHaveLength(1);
    expect(spec.volumes.map(({ name }: Manifest) => name)).not.toContain('volume-data');
    expect(JSON.stringify(spec.containers)).not.toContain('/data');
  });

  test('has no port, probe, hook or spread', () => {
    for (const key of ['ports', 'startupProbe', 'readinessProbe', 'livenessProbe', 'lifecycle']) {
      expect(jobContainer()).not.toHaveProperty(key);
    }
    expect(job().spec.template.spec).not.toHaveProperty('topologySpreadConstraints');
  });

  test('is stopped without the wait that lets load balancers turn away', () => {
    const shutdown = { drain: '20s', grace: '45s' } as const;
    expect(job({ shutdown }).spec.template.spec.terminationGracePeriodSeconds).toBe(45);
  });

  test('has 10 minutes and 3 retries, each in a pod whose log stays', () => {
    const { activeDeadlineSeconds, backoffLimit, template } = job().spec;
    expect([activeDeadlineSeconds, backoffLimit]).toEqual([600, 3]);
    expect(template.spec.restartPolicy).toBe('Never');
  });

  test('has the time, the retries and the resources that it asks for', () => {
    const resources = { requests: { cpu: '2', memory: '1Gi' } } as const;
    const beforeRelease = { ...migration, deadline: '1h', retries: 0, resources } as const;
    const { spec } = job({ beforeRelease });
    expect([spec.activeDeadlineSeconds, spec.backoffLimit]).toEqual([3600, 0]);
    expect(spec.template.spec.containers[0].resources.requests).toMatchObject({ cpu: '2', memory: '1Gi' });
  });

  test('does not count the drain of a node as a failure, and never runs two attempts together', () => {
    expect(job().spec.podFailurePolicy.rules).toEqual([
      { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] },
    ]);
  });

  test('is made anew by Argo CD in every sync', () => {
    expect(job().metadata.annotations).toMatchObject({
      'argocd.argoproj.io/hook': 'Sync',
      'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
    });
  });

  test('keeps the labels and annotations of the application, but not those that select its pods', () => {
    const { labels, annotations } = job({
      labels: { team: 'shop' },
      annotations: { 'example.com/owner': 'shop' },
    }).spec.template.metadata;
    expect(labels).toMatchObject({ app: 'web-before-release', team: 'shop' });
    expect(annotations).toEqual({ 'example.com/owner': 'shop' });
  });

  test('is selected by no Service, disruption budget or workload', () => {
    const manifests = web({ beforeRelease: migration });
    const { app } = objectOf(manifests, 'Job', 'web-before-release').spec.template.metadata.labels;
    const selectors = manifests.flatMap(({ kind, spec }) => {
      if (kind === 'Service') return [spec.selector];
      return kind === 'Job' || !spec?.selector ? [] : [spec.selector.matchLabels];
    });
    expect(selectors).toHaveLength(4);
    for (const selector of selectors) expect(selector.app).not.toBe(app);
    const [spread] = workload(manifests).spec.template.spec.topologySpreadConstraints;
    expect(spread.labelSelector.matchLabels.app).not.toBe(app);
  });
});

describe('in its environment, the Job before a release', () => {
  const manifests = manifestsOf(
    new ProductionStack(
      new App(),
      environmentWith({
        applications: {
          web: { ...smallApplication, scale: 1, uses: ['database', 'api'], beforeRelease: migration },
          api: smallApplication,
        },
        database: { storage: '10Gi' },
      }),
    ),
  );
  const policy = (name: string) => objectOf(manifests, 'NetworkPolicy', name).spec;

  test('opens the connections of the application, and accepts none', () => {
    const ofJob = policy('web-before-release');
    expect(ofJob.podSelector.matchLabels).toEqual({ app: 'web-before-release' });
    expect(ofJob.egress).toEqual(policy('web').egress);
    expect(ofJob).not.toHaveProperty('ingress');
  });

  test.each(['database-pooler-rw', 'api'])('is let in by %s', name => {
    const clients = policy(name).ingress.flatMap(({ from }: Manifest) => from);
    expect(clients).toContainEqual({ podSelector: { matchLabels: { app: 'web-before-release' } } });
  });

  test('has room in the quota', () => {
    const without = environmentWith({ applications: { web: smallApplication } });
    const withJob = environmentWith({
      applications: {
        web: {
          ...smallApplication,
          beforeRelease: { ...migration, resources: { requests: { cpu: '10', memory: '1Gi' } } },
        },
      },
    });
    const cpu = (environment: typeof without) =>
      Number.parseInt(
        objectOf(manifestsOf(new ProductionStack(new App(), environment)), 'ResourceQuota', 'quota').spec
          .hard['requests.cpu'],
        10,
      );
    expect(cpu(withJob) - cpu(without)).toBeGreaterThanOrEqual(10);
  });
});
