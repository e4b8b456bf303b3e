import { podSecurity } from '../../rules/pod-security.ts';
import { clusterWide, findingsOf, object, rollout } from './support.ts';

const namespace = (level: string) =>
  clusterWide('v1', 'Namespace', 'production', {
    metadata: { labels: { 'pod-security.kubernetes.io/enforce': level } },
  });
const securityContext = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
};
const pods = (context: object, pod: object = {}) =>
  rollout('web', { container: { securityContext: context }, pod });
const refusals = (...workloads: ReturnType<typeof pods>[]) =>
  findingsOf(podSecurity, [namespace('restricted'), ...workloads]);

test('restricted pods are accepted, also with settings of the whole pod', () => {
  const { runAsNonRoot, seccompProfile, ...ofContainer } = securityContext;
  expect(
    refusals(pods(securityContext), pods(ofContainer, { securityContext: { runAsNonRoot, seccompProfile } })),
  ).toEqual([]);
});

test('the profile is that of the namespace', () => {
  expect(findingsOf(podSecurity, [namespace('baseline'), pods({})])).toEqual([]);
  expect(findingsOf(podSecurity, [namespace('privileged'), pods({ privileged: true })])).toEqual([]);
  expect(findingsOf(podSecurity, [pods({})])).toEqual([]);
});

test('the baseline profile allows root and some capabilities, and refuses what belongs to the node', () => {
  const inBaseline = (context: object, pod: object = {}) =>
    findingsOf(podSecurity, [namespace('baseline'), pods(context, pod)]);
  const where = 'production/application/Rollout web:';
  expect(inBaseline({ runAsUser: 0, capabilities: { add: ['SETUID', 'CHOWN'] } })).toEqual([]);
  expect(
    inBaseline(
      {
        privileged: true,
        capabilities: { add: ['SETUID', 'SYS_ADMIN'] },
        seccompProfile: { type: 'Unconfined' },
      },
      { volumes: [{ name: 'docker', hostPath: { path: '/var/run' } }] },
    ),
  ).toEqual([
    expect.stringContaining(`${where} volume docker is a hostPath; allowed: `),
    `${where} container web-app is privileged; allowed: privileged: false; change its securityContext`,
    expect.stringContaining(`${where} container web-app adds SYS_ADMIN; allowed: capabilities.add: [AUDIT_`),
    expect.stringContaining(`${where} container web-app has seccompProfile Unconfined; allowed: `),
  ]);
});

test('a container without a security context is refused once for each thing that it may do', () => {
  const where = 'production/application/Rollout web: container web-app';
  expect(refusals(pods({}))).toEqual([
    `${where} may gain privileges; allowed: allowPrivilegeEscalation: false; change its securityContext`,
    `${where} keeps capabilities; allowed: capabilities.drop: [ALL]; change its securityContext`,
    `${where} may run as root; allowed: runAsNonRoot: true; change its securityContext`,
    `${where} has seccompProfile unset; allowed: seccompProfile.type: RuntimeDefault or Localhost; change its securityContext`,
  ]);
});

test.each([
  [{ privileged: true }, 'is privileged; allowed: privileged: false'],
  [
    { seccompProfile: { type: 'Unconfined' } },
    'has seccompProfile Unconfined; allowed: seccompProfile.type: RuntimeDefault or Localhost',
  ],
  [{ runAsUser: 0 }, 'runs as user 0; allowed: runAsUser above 0'],
  [
    { capabilities: { drop: ['ALL'], add: ['NET_ADMIN'] } },
    'adds NET_ADMIN; allowed: capabilities.add: [NET_BIND_SERVICE] or none',
  ],
])('%j is refused', (context, message) => {
  expect(refusals(pods({ ...securityContext, ...context }))).toEqual([
    `production/application/Rollout web: container web-app ${message}; change its securityContext`,
  ]);
});

test('init containers are checked like the others', () => {
  const initContainers = [{ name: 'wait', securityContext: { ...securityContext, runAsNonRoot: false } }];
  expect(refusals(pods(securityContext, { initContainers }))).toEqual([
    'production/application/Rollout web: container wait may run as root; allowed: runAsNonRoot: true; change its securityContext',
  ]);
});

test('what belongs to the node is refused', () => {
  const volumes = [
    { name: 'docker', hostPath: { path: '/var/run' } },
    { name: 'tmp', emptyDir: {} },
  ];
  expect(refusals(pods(securityContext, { hostNetwork: true, volumes }))).toEqual([
    "production/application/Rollout web: shares the node's network (hostNetwork); allowed: no namespace of the node; leave hostNetwork out",
    'production/application/Rollout web: volume docker is a hostPath; allowed: configMap, csi, downwardAPI, emptyDir, ephemeral, image, persistentVolumeClaim, projected, secret; use another kind of volume',
  ]);
});

test('scheduled jobs are checked too', () => {
  const template = {
    spec: { containers: [{ name: 'job', securityContext: { ...securityContext, runAsUser: 0 } }] },
  };
  const job = object('batch/v1', 'CronJob', 'job', { spec: { jobTemplate: { spec: { template } } } });
  expect(refusals(job)).toEqual([
    'production/application/CronJob job: container job runs as user 0; allowed: runAsUser above 0; change its securityContext',
  ]);
});
