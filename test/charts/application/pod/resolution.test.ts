import { App } from 'cdk8s';
import { connectionsOf } from '../../../../charts/network/connections.ts';
import { NetworkTier } from '../../../../charts/network/network-tier.ts';
import { manifestsOf, objectOf } from '../../../support/manifests.ts';
import { allows } from '../../../support/network-policies.ts';
import { type ApplicationInput, environmentOf, podSpec, tierOf, web } from '../manifests.ts';

const dnsConfig = {
  nameservers: ['192.0.2.53', '2001:db8::53'],
  searches: ['production.svc.cluster.local'],
  options: [{ name: 'ndots', value: '2' }, { name: 'rotate' }],
};
const hostAliases = [{ ip: '192.0.2.10', hostnames: ['legacy', 'legacy.example.com'] }];

function policiesOf(input: Partial<ApplicationInput>) {
  const environment = environmentOf(input);
  return manifestsOf(new NetworkTier(new App(), environment, connectionsOf(environment)));
}

test.each([[{}], [{ delivery: { strategy: 'rollingUpdate' as const } }], [{ kind: 'stateful' as const }]])(
  'pods resolve names as the environment file says: %j',
  input => {
    const pod = podSpec(web({ ...input, dnsPolicy: 'None', dnsConfig, hostAliases }));
    expect(pod).toMatchObject({ dnsPolicy: 'None', dnsConfig, hostAliases });
  },
);

test('a Job of the application resolves names as its pods do', () => {
  const input = { dnsConfig, hostAliases, beforeRelease: { args: ['migrate'] } };
  const job = objectOf(tierOf(environmentOf(input)), 'Job', 'web-before-release');
  expect(job.spec.template.spec).toMatchObject({ dnsConfig, hostAliases });
});

test('without these keys nothing is said', () => {
  const pod = podSpec(web());
  for (const key of ['dnsPolicy', 'dnsConfig', 'hostAliases']) expect(pod).not.toHaveProperty(key);
});

describe('a resolver of the environment file', () => {
  const input = { dnsConfig, beforeRelease: { args: ['migrate'] } };
  const from = (app: string) => ({ namespace: 'production', labels: { app } });

  test.each(['web', 'web-before-release'])('may be asked by %s, over both protocols', app => {
    for (const address of dnsConfig.nameservers) {
      for (const protocol of ['UDP', 'TCP'] as const) {
        expect(allows(policiesOf(input), { from: from(app), to: { address }, port: 53, protocol })).toBe(
          true,
        );
      }
    }
  });

  test('opens no other port and no other address', () => {
    const policies = policiesOf(input);
    const opens = (address: string, port: number) =>
      allows(policies, { from: from('web'), to: { address }, port, protocol: 'TCP' });
    expect(opens('192.0.2.53', 443)).toBe(false);
    expect(opens('192.0.2.54', 53)).toBe(false);
  });

  test('leaves the DNS of the cluster open', () => {
    const to = { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } };
    const policies = policiesOf({ ...input, dnsPolicy: 'None' });
    expect(allows(policies, { from: from('web'), to, port: 53, protocol: 'UDP' })).toBe(true);
  });
});

test('an alias opens no connection', () => {
  expect(policiesOf({ hostAliases })).toEqual(policiesOf({}));
});
