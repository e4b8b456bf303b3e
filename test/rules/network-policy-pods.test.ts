import { networkPolicyPods } from '../../rules/network-policy-pods.ts';
import { deployment, findingsOf, object } from './support.ts';

const policy = (spec: object) => object('networking.k8s.io/v1', 'NetworkPolicy', 'web', { spec });
const pods = (app: string) => ({ podSelector: { matchLabels: { app } } });
const objects = [deployment('web'), deployment('shop')];

test('a policy with pods on both ends is fine', () => {
  const both = policy({
    ...pods('web'),
    ingress: [{ from: [pods('shop')] }],
    egress: [{ to: [pods('shop')] }],
  });
  expect(findingsOf(networkPolicyPods, [...objects, both])).toEqual([]);
});

test('an empty selector means every pod, and there may be none', () => {
  expect(
    findingsOf(networkPolicyPods, [policy({ podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }] })]),
  ).toEqual([]);
});

test('peers in other namespaces and networks are not checked', () => {
  const peers = [{ namespaceSelector: {}, ...pods('prometheus') }, { ipBlock: { cidr: '10.0.0.0/8' } }];
  expect(
    findingsOf(networkPolicyPods, [...objects, policy({ ...pods('web'), ingress: [{ from: peers }] })]),
  ).toEqual([]);
});

test('the pods in which cert-manager answers challenges are known', () => {
  const certificate = object('cert-manager.io/v1', 'Certificate', 'web', { spec: { secretName: 'web-tls' } });
  const solver = policy({ podSelector: { matchLabels: { 'acme.cert-manager.io/http01-solver': 'true' } } });
  expect(findingsOf(networkPolicyPods, [certificate, solver])).toEqual([]);
});

test('a policy for pods that do not exist is refused', () => {
  expect(findingsOf(networkPolicyPods, [...objects, policy(pods('wbe'))])).toEqual([
    'production/application/NetworkPolicy web: spec.podSelector app=wbe matches no pod; allowed: app with shop, web; change the selector, or leave it out',
  ]);
});

test('a peer that does not exist is refused, with its place', () => {
  const unmatchedPeer = policy({
    ...pods('web'),
    ingress: [{ from: [pods('web')] }, { from: [pods('web'), pods('sohp')] }],
  });
  expect(findingsOf(networkPolicyPods, [...objects, unmatchedPeer])).toEqual([
    'production/application/NetworkPolicy web: spec.ingress[1].from app=sohp matches no pod; allowed: app with shop, web; change the selector, or leave it out',
  ]);
});
