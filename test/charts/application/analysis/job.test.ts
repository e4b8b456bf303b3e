import { App } from 'cdk8s';
import { ProductionStack } from '../../../../charts/production-stack.ts';
import { environmentWith, smallApplication } from '../../../support/environment.ts';
import { type Manifest, manifestsOf, objectOf } from '../../../support/manifests.ts';
import { web } from '../manifests.ts';

const smoke = { args: ['smoke', 'http://web-preview'] };
const examined = (job: object = smoke) => ({
  delivery: { strategy: 'blueGreen' as const, analysis: { job } },
});
const metric = (...args: Parameters<typeof web>) =>
  objectOf(web(...args), 'AnalysisTemplate', 'web-job').spec.metrics[0];
const job = (...args: Parameters<typeof web>) => metric(...args).provider.job.spec;
const rollout = (...args: Parameters<typeof web>) => objectOf(web(...args), 'Rollout', 'web').spec;

test('an application without the key has no such analysis', () => {
  expect(web().map(({ metadata }) => metadata.name)).not.toContain('web-job');
});

describe('the Job that examines a new version', () => {
  test('must succeed before promotion, next to the health, and once', () => {
    expect(rollout(examined()).strategy.blueGreen.prePromotionAnalysis.templates).toEqual([
      { templateName: 'web-health' },
      { templateName: 'web-job' },
    ]);
    expect(metric(examined())).toMatchObject({ name: 'job', count: 1, failureLimit: 0 });
    expect(JSON.stringify(rollout(examined()).strategy.blueGreen.postPromotionAnalysis)).not.toContain(
      'web-job',
    );
  });

  test('runs the image of the application with its arguments, and no second time', () => {
    const { template, activeDeadlineSeconds, backoffLimit } = job(examined());
    expect([activeDeadlineSeconds, backoffLimit]).toEqual([600, 0]);
    expect(template.spec).toMatchObject({ restartPolicy: 'Never', serviceAccountName: 'web' });
    expect(template.spec.containers).toMatchObject([{ image: smallApplication.image, ...smoke }]);
  });

  test('runs another image, without the command of the application', () => {
    const image = 'registry.example.com/smoke:1.0.0';
    const [container] = job({ ...examined({ image }), command: ['serve'] }).template.spec.containers;
    expect(container.image).toBe(image);
    expect(container).not.toHaveProperty('command');
  });

  test('has the variables and the security context of the application', () => {
    const manifests = web({ ...examined(), env: { LEVEL: 'info' } });
    const { spec } = objectOf(manifests, 'AnalysisTemplate', 'web-job').spec.metrics[0].provider.job.spec
      .template;
    const pod = objectOf(manifests, 'Rollout', 'web').spec.template.spec;
    expect(spec.securityContext).toEqual(pod.securityContext);
    for (const key of ['env', 'securityContext', 'resources', 'volumeMounts'])
      expect(spec.containers[0][key]).toEqual(pod.containers[0][key]);
  });

  test('has the time, the retries and the resources that it asks for', () => {
    const resources = { requests: { cpu: '2', memory: '1Gi' } } as const;
    const spec = job(examined({ ...smoke, deadline: '1h', retries: 2, resources }));
    expect([spec.activeDeadlineSeconds, spec.backoffLimit]).toEqual([3600, 2]);
    expect(spec.template.spec.containers[0].resources.requests).toMatchObject({ cpu: '2', memory: '1Gi' });
  });

  test('has its whole deadline before the release is aborted', () => {
    const seconds = (deadline: string) => rollout(examined({ ...smoke, deadline })).progressDeadlineSeconds;
    expect(seconds('2h') - seconds('1h')).toBe(3600);
    expect(seconds('10s')).toBe(rollout().progressDeadlineSeconds);
  });

  test('is not a replica: no Service selects its pods', () => {
    const manifests = web(examined());
    const { app } = job(examined()).template.metadata.labels;
    expect(app).toBe('web-analysis');
    for (const { spec } of manifests.filter(({ kind }) => kind === 'Service'))
      expect(spec.selector.app).toBe('web');
  });
});

describe('in its environment, the Job that examines a new version', () => {
  const stack = (delivery: object) =>
    manifestsOf(
      new ProductionStack(
        new App(),
        environmentWith({
          applications: {
            web: { ...smallApplication, uses: ['database', 'api'], ...delivery },
            api: smallApplication,
          },
          database: { storage: '10Gi' },
        }),
      ),
    );
  const manifests = stack(examined({ ...smoke, resources: { requests: { cpu: '10', memory: '1Gi' } } }));
  const policy = (name: string) => objectOf(manifests, 'NetworkPolicy', name).spec;
  const itsPods = { podSelector: { matchLabels: { app: 'web-analysis' } } };

  test('reaches the application, and what the application uses', () => {
    const { egress } = policy('web-analysis');
    expect(egress).toEqual(expect.arrayContaining(policy('web').egress));
    const reached = egress.flatMap(({ to }: Manifest) => to);
    expect(reached).toContainEqual({ podSelector: { matchLabels: { app: 'web' } } });
    expect(policy('web-analysis')).not.toHaveProperty('ingress');
  });

  test.each(['web', 'database-pooler-rw', 'api'])('is let in by %s', name => {
    const clients = policy(name).ingress.flatMap(({ from }: Manifest) => from);
    expect(clients).toContainEqual(itsPods);
  });

  test('has room in the quota', () => {
    const cpu = (all: readonly Manifest[]) =>
      Number.parseInt(objectOf(all, 'ResourceQuota', 'quota').spec.hard['requests.cpu'], 10);
    expect(cpu(manifests) - cpu(stack({}))).toBeGreaterThanOrEqual(10);
  });
});
