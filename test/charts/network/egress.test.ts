import { App } from 'cdk8s';
import { connectionsOf } from '../../../charts/network/connections.ts';
import { NetworkTier } from '../../../charts/network/network-tier.ts';
import { readme } from '../../../charts/network/readme.ts';
import { environmentWith, smallApplication } from '../../support/environment.ts';
import { type Manifest, manifestsOf, objectOf } from '../../support/manifests.ts';

type Input = Parameters<typeof environmentWith>[0];
type Egress = NonNullable<NonNullable<NonNullable<Input>['applications']>[string]['egress']>;

function environmentTo(egress: Egress) {
  return environmentWith({
    cluster: { storageClass: 'ssd', networkPlugin: 'cilium' },
    applications: { web: { ...smallApplication, egress } },
  });
}

function objectsFor(egress: Egress): Manifest[] {
  const environment = environmentTo(egress);
  return manifestsOf(new NetworkTier(new App(), environment, connectionsOf(environment)));
}

function rulesFor(egress: Egress): Manifest[] {
  return objectOf(objectsFor(egress), 'NetworkPolicy', 'web').spec.egress;
}

describe('a destination', () => {
  test('opens all of its ports with their protocols in one rule', () => {
    const [rule] = rulesFor({
      mail: { network: '192.0.2.0/24', port: 465, ports: [{ port: 53, protocol: 'UDP' }] },
    });
    expect(rule).toEqual({
      ports: [
        { port: 465, protocol: 'TCP' },
        { port: 53, protocol: 'UDP' },
      ],
      to: [{ ipBlock: { cidr: '192.0.2.0/24' } }],
    });
  });

  test('that is the Internet leaves out private networks of both families, and its exceptions', () => {
    const [rule] = rulesFor({ any: { internet: true, except: ['203.0.113.0/24', '2001:db8::/32'] } });
    expect(rule?.to).toEqual([
      {
        ipBlock: {
          cidr: '0.0.0.0/0',
          except: [
            '10.0.0.0/8',
            '100.64.0.0/10',
            '127.0.0.0/8',
            '169.254.0.0/16',
            '172.16.0.0/12',
            '192.168.0.0/16',
            '203.0.113.0/24',
          ],
        },
      },
      { ipBlock: { cidr: '::/0', except: ['fc00::/7', 'fe80::/10', '2001:db8::/32'] } },
    ]);
  });

  test('of host names is a CiliumNetworkPolicy that also sends the queries through the DNS proxy', () => {
    const hosts = ['api.example.com', '*.example.org'];
    const objects = objectsFor({ payments: { hosts, port: 8443 } });
    expect(objectOf(objects, 'CiliumNetworkPolicy', 'web.payments').spec).toEqual({
      endpointSelector: { matchLabels: { app: 'web' } },
      egress: [
        {
          toEndpoints: [
            {
              matchLabels: { 'k8s-app': 'kube-dns' },
              matchExpressions: [
                { key: 'k8s:io.kubernetes.pod.namespace', operator: 'In', values: ['kube-system'] },
              ],
            },
          ],
          toPorts: [
            {
              ports: [
                { port: '53', protocol: 'UDP' },
                { port: '53', protocol: 'TCP' },
              ],
              rules: { dns: [{ matchPattern: '*' }] },
            },
          ],
        },
        {
          toFQDNs: [{ matchPattern: 'api.example.com' }, { matchPattern: '*.example.org' }],
          toPorts: [{ ports: [{ port: '8443', protocol: 'TCP' }] }],
        },
      ],
    });
  });

  test('of host names opens nothing in the NetworkPolicy', () => {
    expect(rulesFor({ payments: { hosts: ['api.example.com'], port: 8443 } })).toEqual(rulesFor({}));
  });

  test.each<[string, Egress, string]>([
    [
      'the Internet',
      { any: { internet: true, except: ['203.0.113.0/24'] } },
      'any on the Internet, but not at 203.0.113.0/24',
    ],
    ['host names', { payments: { hosts: ['api.example.com'] } }, 'payments at api.example.com'],
  ])('of %s is listed among the connections', (_what, egress, label) => {
    const environment = environmentTo(egress);
    expect(readme(environment, connectionsOf(environment))).toContain(
      `| web | ${label} | 443 | external service |`,
    );
  });
});
