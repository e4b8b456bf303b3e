import { routePolicies } from '../../rules/route-policies.ts';
import { findingsOf, object } from './support.ts';

const group = 'gateway.networking.k8s.io';
const route = object(`${group}/v1`, 'HTTPRoute', 'web', { spec: {} });
const policy = (name: string, spec: object, kind = 'BackendTrafficPolicy') =>
  object('gateway.envoyproxy.io/v1alpha1', kind, name, { spec });
const target = { group, kind: 'HTTPRoute', name: 'web' };

test('a policy is attached to a route of its namespace', () => {
  expect(findingsOf(routePolicies, [route, policy('web', { targetRefs: [target] })])).toEqual([]);
});

test('policies of two kinds are attached to one route', () => {
  const both = [
    policy('web', { targetRefs: [target] }),
    policy('web', { targetRefs: [target] }, 'SecurityPolicy'),
  ];
  expect(findingsOf(routePolicies, [route, ...both])).toEqual([]);
});

test('policies are attached to two rules of one route', () => {
  const both = ['a', 'b'].map(sectionName =>
    policy(sectionName, { targetRefs: [{ ...target, sectionName }] }),
  );
  expect(findingsOf(routePolicies, [route, ...both])).toEqual([]);
});

test.each([{ targetRefs: [{ ...target, name: 'wbe' }] }, { targetRef: { ...target, name: 'wbe' } }])(
  'the route of a policy must exist: %j',
  spec => {
    expect(findingsOf(routePolicies, [route, policy('web', spec)])).toEqual([
      'production/application/BackendTrafficPolicy web: is attached to HTTPRoute wbe, which does not exist; allowed: web; name one of these in targetRefs, or add it',
    ]);
  },
);

test('a route has one policy of a kind', () => {
  const both = ['web', 'mine'].map(name => policy(name, { targetRefs: [target] }));
  expect(findingsOf(routePolicies, [route, ...both])).toEqual([
    'production/application/BackendTrafficPolicy mine: is attached to HTTPRoute web, as web is; allowed: one BackendTrafficPolicy for each; add its fields to web, by a patch if slipway makes that',
  ]);
});
