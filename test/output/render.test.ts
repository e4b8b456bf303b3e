import { ApiObject, App, Chart } from 'cdk8s';
import { renderBelow, renderEnvironment } from '../../output/render.ts';
import { environmentWith } from '../support/environment.ts';

function chart(): Chart {
  return new Chart(new App(), 'chart', { namespace: 'production', disableResourceNameHashes: true });
}

test('every object is rendered once, with its folder and its construct', () => {
  const { objects, violations } = renderEnvironment(environmentWith());
  expect(violations).toEqual([]);
  expect(new Set(objects.map(({ construct }) => construct)).size).toBe(objects.length);
  expect(objects.every(({ origin }) => /^production\/[a-z-]+$/.test(origin))).toBe(true);
});

test('without observability only its objects are left out', () => {
  const folders = (observability: boolean) =>
    renderEnvironment(environmentWith({ observability })).objects.map(({ origin }) => origin);
  expect(folders(true)).toContain('production/observability');
  expect(folders(false)).toEqual(folders(true).filter(origin => origin !== 'production/observability'));
});

test('sorts keys, also those that a patch added', () => {
  const scope = chart();
  new ApiObject(scope, 'web', {
    kind: 'ConfigMap',
    apiVersion: 'v1',
    metadata: { name: 'web' },
    data: { b: '1', a: '2' },
  });
  expect(JSON.stringify(renderBelow(scope, 'a/b').objects[0]?.manifest)).toBe(
    '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"web","namespace":"production"},"data":{"a":"2","b":"1"}}',
  );
});

test('a fault that a construct reports is a violation', () => {
  const scope = chart();
  scope.node.addValidation({ validate: () => ['has no objects'] });
  expect(renderBelow(scope, 'a/b').violations).toEqual([
    {
      rule: 'construct',
      where: 'chart',
      found: 'has no objects',
      allowed: 'what the construct accepts',
      fix: 'change the props of the construct',
    },
  ]);
});
