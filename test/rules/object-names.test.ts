import { objectNames } from '../../rules/object-names.ts';
import { deployment, findingsOf, object } from './support.ts';

const allowed = (words: string) => `allowed: ${words}; choose another name`;
const name = (length: number) => 'a'.repeat(length);

test('usual names are fine', () => {
  const objects = [
    deployment('web'),
    object('v1', 'ConfigMap', 'app.example.com'),
    object('rbac.authorization.k8s.io/v1', 'Role', 'system:web'),
  ];
  expect(findingsOf(objectNames, objects)).toEqual([]);
});

test.each([
  ['v1', 'Service', 63, 'up to 63 lower case letters, digits and hyphens, a letter first'],
  ['apps/v1', 'StatefulSet', 52, 'up to 52 lower case letters, digits and hyphens'],
  ['batch/v1', 'CronJob', 52, 'up to 52 lower case letters, digits and hyphens'],
  ['postgresql.cnpg.io/v1', 'Cluster', 50, 'up to 50 lower case letters, digits and hyphens, a letter first'],
  ['v1', 'ConfigMap', 253, 'up to 253 lower case letters, digits, hyphens and dots'],
])('%s %s ends at %s characters', (apiVersion, kind, longest, words) => {
  expect(findingsOf(objectNames, [object(apiVersion, kind, name(longest))])).toEqual([]);
  expect(findingsOf(objectNames, [object(apiVersion, kind, name(longest + 1))])).toEqual([
    `production/application/${kind} ${name(longest + 1)}: name ${name(longest + 1)} has ${longest + 1} characters; ${allowed(words)}`,
  ]);
});

test('a Service begins with a letter', () => {
  expect(findingsOf(objectNames, [object('v1', 'Service', '1web')])).toEqual([
    `production/application/Service 1web: name 1web holds other characters; ${allowed('up to 63 lower case letters, digits and hyphens, a letter first')}`,
  ]);
});

test('labels of objects and pods end at 63 characters', () => {
  const words = 'up to 63 letters, digits, hyphens, underscores and dots, a letter or digit first and last';
  const labeled = object('v1', 'ConfigMap', 'web', { metadata: { labels: { version: name(64) } } });
  expect(findingsOf(objectNames, [labeled, deployment('web', { labels: { tier: 'front end' } })])).toEqual([
    `production/application/ConfigMap web: label version ${name(64)} has 64 characters; ${allowed(words)}`,
    `production/application/Deployment web: pod label tier front end holds other characters; ${allowed(words)}`,
  ]);
});

test('names of ports end at 15 characters, names of containers at 63', () => {
  const container = { name: 'Web_App', ports: [{ name: 'prometheus-metrics', containerPort: 9090 }] };
  expect(findingsOf(objectNames, [deployment('web', { container })])).toEqual([
    `production/application/Deployment web: container Web_App holds other characters; ${allowed('up to 63 lower case letters, digits and hyphens')}`,
    `production/application/Deployment web: port prometheus-metrics has 18 characters; ${allowed('up to 15 lower case letters, digits and hyphens')}`,
  ]);
});
