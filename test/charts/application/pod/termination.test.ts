import { objectOf } from '../../../support/manifests.ts';
import { container, environmentOf, podSpec, tierOf, web } from '../manifests.ts';

const message = {
  terminationMessagePath: '/tmp/message',
  terminationMessagePolicy: 'FallbackToLogsOnError' as const,
};
const small = { requests: { cpu: '50m', memory: '32Mi' } } as const;
const image = 'registry.example.com/proxy:1.0.0';

test('the container says why it ended where the environment file says', () => {
  expect(container(web(message))).toMatchObject(message);
});

test('so does a Job of the application', () => {
  const tier = tierOf(environmentOf({ ...message, beforeRelease: { args: ['migrate'] } }));
  expect(objectOf(tier, 'Job', 'web-before-release').spec.template.spec.containers).toMatchObject([message]);
});

test('init containers and sidecars have their own, and not those of the application', () => {
  const input = {
    initContainers: [{ name: 'first', terminationMessagePolicy: 'File' as const }, { name: 'second' }],
    sidecars: [{ name: 'proxy', image, resources: small, ...message }],
  };
  const { initContainers } = podSpec(web({ ...message, ...input }));
  expect(initContainers[0].terminationMessagePolicy).toBe('File');
  expect(initContainers[0]).not.toHaveProperty('terminationMessagePath');
  expect(initContainers[1]).not.toHaveProperty('terminationMessagePolicy');
  expect(initContainers[2]).toMatchObject(message);
});

test('without these keys nothing is said', () => {
  for (const key of Object.keys(message)) expect(container(web())).not.toHaveProperty(key);
});
