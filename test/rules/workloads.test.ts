import { containerPorts } from '../../rules/container-ports.ts';
import { serviceAccounts } from '../../rules/service-accounts.ts';
import { statefulSetService } from '../../rules/stateful-set-service.ts';
import { workloadSelectors } from '../../rules/workload-selectors.ts';
import { deployment, findingsOf, object, rollout, service, statefulSet } from './support.ts';

describe('the selector of a workload', () => {
  test.each([deployment('web'), rollout('web'), statefulSet('web')])('matches its own pods', workload => {
    expect(findingsOf(workloadSelectors, [workload])).toEqual([]);
  });

  test.each([
    ['Deployment', deployment('web', { spec: { selector: { matchLabels: { app: 'shop' } } } })],
    ['Rollout', rollout('web', { spec: { selector: { matchLabels: { app: 'shop' } } } })],
  ])('that does not is refused in a %s', (kind, workload) => {
    expect(findingsOf(workloadSelectors, [workload])).toEqual([
      `production/application/${kind} web: selector app=shop does not match its own pods; allowed: app=web; change spec.selector, or the labels of the pod template`,
    ]);
  });
});

describe('the ServiceAccount of pods', () => {
  const runsAs = (serviceAccountName: string) => rollout('web', { pod: { serviceAccountName } });

  test('exists, or is the default one, or that of a database', () => {
    const cluster = object('postgresql.cnpg.io/v1', 'Cluster', 'database');
    const objects = [object('v1', 'ServiceAccount', 'web'), cluster, deployment('shop')];
    expect(
      findingsOf(serviceAccounts, [...objects, runsAs('web'), runsAs('default'), runsAs('database')]),
    ).toEqual([]);
  });

  test('must exist', () => {
    expect(findingsOf(serviceAccounts, [object('v1', 'ServiceAccount', 'web'), runsAs('wbe')])).toEqual([
      'production/application/Rollout web: runs as ServiceAccount wbe, which does not exist; allowed: default, web; name one of these in serviceAccountName, or add it',
    ]);
  });

  test('must exist for scheduled jobs', () => {
    const template = { spec: { template: { spec: { serviceAccountName: 'report', containers: [] } } } };
    const job = object('batch/v1', 'CronJob', 'report', { spec: { jobTemplate: template } });
    expect(findingsOf(serviceAccounts, [job])).toEqual([
      'production/application/CronJob report: runs as ServiceAccount report, which does not exist; allowed: default; name one of these in serviceAccountName, or add it',
    ]);
  });

  test('must exist for every Job of an analysis, wherever it is among the metrics', () => {
    const job = (serviceAccountName: string) => ({
      provider: { job: { spec: { template: { spec: { serviceAccountName, containers: [] } } } } },
    });
    const metrics = [{ provider: { web: { url: 'http://web' } } }, job('web'), job('smoke'), job('load')];
    const template = object('argoproj.io/v1alpha1', 'AnalysisTemplate', 'checks', { spec: { metrics } });
    const refusal = (account: string) =>
      `production/application/AnalysisTemplate checks: runs as ServiceAccount ${account}, which does not exist; allowed: default, web; name one of these in serviceAccountName, or add it`;
    expect(findingsOf(serviceAccounts, [object('v1', 'ServiceAccount', 'web'), template])).toEqual(
      ['smoke', 'load'].map(refusal),
    );
  });
});

describe('the Service of a StatefulSet', () => {
  test('gives its pods their names', () => {
    expect(findingsOf(statefulSetService, [statefulSet('cache'), service('cache')])).toEqual([]);
  });

  test('must exist', () => {
    expect(findingsOf(statefulSetService, [statefulSet('cache')])).toEqual([
      'production/application/StatefulSet cache: serviceName names Service cache, which does not exist; allowed: a headless Service in the same namespace; change spec.serviceName, or add the Service',
    ]);
  });

  test('must be in the same namespace', () => {
    const elsewhere = object('v1', 'Service', 'cache', { metadata: { namespace: 'staging' } });
    expect(findingsOf(statefulSetService, [statefulSet('cache'), elsewhere])).toEqual([
      'production/application/StatefulSet cache: serviceName names Service cache, which does not exist; allowed: a headless Service in the same namespace; change spec.serviceName, or add the Service',
    ]);
  });
});

describe('the port of a probe', () => {
  const probed = (container: object) => rollout('web', { container });

  test('is a number, or a name that the container has', () => {
    const container = {
      readinessProbe: { httpGet: { port: 'http' } },
      livenessProbe: { tcpSocket: { port: 1 } },
    };
    expect(findingsOf(containerPorts, [probed(container)])).toEqual([]);
  });

  test('with another name is refused', () => {
    expect(findingsOf(containerPorts, [probed({ readinessProbe: { httpGet: { port: 'htp' } } })])).toEqual([
      'production/application/Rollout web: readinessProbe of container web-app names port htp, which it does not have; allowed: http (8080); name one of these, or add the port to the container',
    ]);
  });

  test('of a hook that ends the container is refused too', () => {
    const container = { ports: [], lifecycle: { preStop: { httpGet: { port: 'admin' } } } };
    expect(findingsOf(containerPorts, [probed(container)])).toEqual([
      'production/application/Rollout web: preStop of container web-app names port admin, which it does not have; allowed: none, since the containers declare no port; name one of these, or add the port to the container',
    ]);
  });
});
