import { App } from 'cdk8s';
import { PlatformTier } from '../../../charts/platform/platform-tier.ts';
import { renderEnvironment } from '../../../output/render.ts';
import { checkObjects } from '../../../rules/check.ts';
import { environmentWith, smallApplication } from '../../support/environment.ts';
import { manifestsOf, objectOf } from '../../support/manifests.ts';
import type { ApplicationInput } from '../application/manifests.ts';

/** Ten pods at most: one replica, and nine more during an update. */
const delivery = { strategy: 'rollingUpdate' as const, maxSurge: 9, maxUnavailable: 0 };
const requestOf = (cpu: `${number}m`, memory: `${number}Mi`) => ({ requests: { cpu, memory } });
const sidecar = { name: 'proxy', image: 'proxy:1.0.0', resources: requestOf('50m', '36Mi') };

function environmentOf(input: Partial<ApplicationInput>, kubernetes: '1.27' | '1.36' = '1.36') {
  const web = { ...smallApplication, scale: 1, delivery, resources: requestOf('100m', '64Mi'), ...input };
  return environmentWith({ cluster: { storageClass: 'ssd', kubernetes }, applications: { web } });
}

/** The quota, which is a tenth above what ten pods request, for one pod. */
function quotaOf(input: Partial<ApplicationInput>): readonly [cpu: string, memory: string] {
  const tier = manifestsOf(new PlatformTier(new App(), environmentOf(input)));
  const { hard } = objectOf(tier, 'ResourceQuota', 'quota').spec;
  return [hard['requests.cpu'], hard['requests.memory']];
}

test('the quota counts sidecars next to the application', () => {
  expect(quotaOf({})).toEqual(['1100m', '704Mi']);
  expect(quotaOf({ sidecars: [sidecar] })).toEqual(['1650m', '1100Mi']);
});

test('the quota counts an init container only as far as it is larger than what runs afterwards', () => {
  const initContainers = (...sizes: ReturnType<typeof requestOf>[]) =>
    sizes.map((resources, index) => ({ name: `init-${index}`, resources }));
  expect(quotaOf({ initContainers: [{ name: 'same' }] })).toEqual(['1100m', '704Mi']);
  expect(quotaOf({ initContainers: initContainers(requestOf('90m', '32Mi')) })).toEqual(['1100m', '704Mi']);
  expect(quotaOf({ initContainers: initContainers(requestOf('300m', '32Mi')) })).toEqual(['3300m', '704Mi']);
  expect(
    quotaOf({
      initContainers: initContainers(requestOf('300m', '32Mi'), requestOf('10m', '200Mi')),
      sidecars: [sidecar],
    }),
  ).toEqual(['3300m', '2200Mi']);
});

test.each([
  ['an init container', { initContainers: [{ name: 'first', resources: requestOf('9000m', '64Mi') }] }],
  ['a sidecar', { sidecars: [{ ...sidecar, resources: requestOf('9000m', '64Mi') }] }],
])('the limit range lets %s be as large as it is', (_, input) => {
  const tier = manifestsOf(new PlatformTier(new App(), environmentOf(input)));
  const [{ max }] = objectOf(tier, 'LimitRange', 'limits').spec.limits;
  expect(max.cpu).toBe('9');
});

test.each(['1.27', '1.36'] as const)('every rule accepts further containers, Kubernetes %s', kubernetes => {
  const environment = environmentOf({ initContainers: [{ name: 'first' }], sidecars: [sidecar] }, kubernetes);
  expect(checkObjects(renderEnvironment(environment).objects)).toEqual([]);
});

test('a Secret of a sidecar is one that must exist', () => {
  const secrets = { KEY: { secret: 'proxy', key: 'key' } };
  const { objects } = renderEnvironment(environmentOf({ sidecars: [{ ...sidecar, secrets }] }));
  expect(checkObjects(objects).map(({ found }) => found)).toEqual([
    'env KEY of container proxy takes Secret proxy, which nothing makes',
  ]);
  expect(checkObjects(objects, ['proxy'])).toEqual([]);
});
