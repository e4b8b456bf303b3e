import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkObjects, rules } from '../../rules/check.ts';
import { growth } from '../support/processor-time.ts';
import { deployment, object, rollout, service } from './support.ts';

const root = join(import.meta.dirname, '../..');

test('every rule file is in the list, once', async () => {
  const files = readdirSync(join(root, 'rules')).filter(file => file.endsWith('.ts'));
  const names = new Set<string>();
  for (const file of files) {
    const text = await readFile(join(root, 'rules', file), 'utf8');
    for (const [, name] of text.matchAll(/^ {2}name: '([a-z-]+)',$/gm)) names.add(name ?? '');
  }
  expect(rules.map(rule => rule.name).sort()).toEqual([...names].sort());
});

test('docs/rules.md lists every rule with its reason, in order', async () => {
  const page = await readFile(join(root, 'docs/rules.md'), 'utf8');
  const rows = page.split('\n').filter(line => line.startsWith('| `'));
  expect(rows).toEqual(rules.map(({ name, why }) => `| \`${name}\` | ${why} |`));
});

test('all findings of all rules come at once, each with the name of its rule', () => {
  const hpa = object('autoscaling/v2', 'HorizontalPodAutoscaler', 'web', {
    spec: { scaleTargetRef: { kind: 'Deployment', name: 'shop' } },
  });
  const found = checkObjects([rollout('web'), service('web', { selector: { app: 'shop' } }), hpa]);
  expect(found.map(({ rule }) => rule)).toEqual([
    'service-pods',
    'rollout-references',
    'rollout-references',
    'autoscaler-target',
  ]);
});

test('objects of any shape are checked without a crash', () => {
  const malformed = ['text', 7, null, [], {}, [null], { template: { spec: { containers: 'none' } } }].flatMap(
    spec =>
      [
        'Service',
        'Deployment',
        'ResourceQuota',
        'NetworkPolicy',
        'HTTPRoute',
        'Cluster',
        'PodDisruptionBudget',
      ].map(kind => object('v1', kind, 'odd', { spec })),
  );
  const everyKind = malformed.flatMap(placed =>
    [
      'v1',
      'apps/v1',
      'policy/v1',
      'networking.k8s.io/v1',
      'gateway.networking.k8s.io/v1',
      'postgresql.cnpg.io/v1',
    ].map(apiVersion => ({ ...placed, manifest: { ...placed.manifest, apiVersion } })),
  );
  expect(checkObjects(everyKind).length).toBeGreaterThan(0);
});

test('eight times as many applications are checked in about eight times the time, not in 64 times', () => {
  const applications = (count: number) =>
    Array.from({ length: count }, (_, index) => `app-${index}`).flatMap(name => [
      deployment(name),
      service(name),
      object('networking.k8s.io/v1', 'NetworkPolicy', name, {
        spec: {
          podSelector: { matchLabels: { app: name } },
          ingress: [{ from: [{ podSelector: { matchLabels: { app: name } } }] }],
        },
      }),
      object('policy/v1', 'PodDisruptionBudget', name, {
        spec: { maxUnavailable: 1, selector: { matchLabels: { app: name } } },
      }),
    ]);
  const check = (count: number) => expect(checkObjects(applications(count))).toEqual([]);
  expect(growth(check, 250, 2000)).toBeLessThan(32);
});
