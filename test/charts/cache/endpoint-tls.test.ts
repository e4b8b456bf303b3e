import { App } from 'cdk8s';
import { CacheTier } from '../../../charts/cache/cache-tier.ts';
import { connectionsOf } from '../../../charts/network/connections.ts';
import { madeSecrets } from '../../../charts/platform/secret-uses.ts';
import { environmentWith, smallApplication } from '../../support/environment.ts';
import { manifestsOf, objectOf } from '../../support/manifests.ts';

const applications = { web: { ...smallApplication, uses: ['cache-endpoint' as const] } };
const environment = environmentWith({ applications, cache: { endpoint: { tls: true } } });
const manifests = manifestsOf(new CacheTier(new App(), environment));
const pod = objectOf(manifests, 'Deployment', 'cache-endpoint').spec.template.spec;
const [haproxy] = pod.containers;
const files = objectOf(manifests, 'ConfigMap', 'cache-endpoint').data;
const settings: string[] = files['haproxy.cfg'].split('\n').map((line: string) => line.trim());

describe('an endpoint with TLS', () => {
  test('shows a certificate of the authority of the cache, for every name of its Service', () => {
    const { spec } = objectOf(manifests, 'Certificate', 'cache-endpoint-tls');
    expect(spec.issuerRef).toEqual({ kind: 'Issuer', name: 'cache-ca' });
    expect(spec.dnsNames).toEqual([
      'cache-endpoint',
      'cache-endpoint.production',
      'cache-endpoint.production.svc',
      'cache-endpoint.production.svc.cluster.local',
    ]);
    expect(settings).toContain(`bind \${POD_IP}:6379 ssl crt /etc/cache-certificate/tls.pem`);
    expect(settings).toContain('ssl-default-bind-options ssl-min-ver TLSv1.2');
  });

  test('mounts certificate and key where HAProxy looks for them', () => {
    const { secret } = pod.volumes.find(({ name }: { name: string }) => name === 'certificate');
    expect(secret).toEqual({
      secretName: 'cache-endpoint-tls',
      items: [
        { key: 'tls.crt', path: 'tls.pem' },
        { key: 'tls.key', path: 'tls.pem.key' },
      ],
      defaultMode: 0o440,
    });
    expect(haproxy.volumeMounts).toContainEqual({
      name: 'certificate',
      mountPath: '/etc/cache-certificate',
      readOnly: true,
    });
  });

  test('takes commands on its loopback address only, and gets a renewed certificate by its liveness probe', () => {
    expect(settings).toContain('stats socket ipv4@127.0.0.1:9122 level admin');
    expect(haproxy.livenessProbe).toEqual({
      exec: { command: ['bash', '/etc/cache-endpoint/alive.sh', '/etc/cache-certificate/tls.pem', '9122'] },
      periodSeconds: 20,
      timeoutSeconds: 5,
    });
    expect(files['alive.sh']).toContain('commit ssl cert');
    expect(haproxy.readinessProbe.httpGet.path).toBe('/health');
  });

  test('needs no reason, since nothing is plain', () => {
    expect(objectOf(manifests, 'Service', 'cache-endpoint').metadata).not.toHaveProperty('annotations');
  });

  test('makes its Secret, so that no one else must', () => {
    expect(madeSecrets(environment)).toContain('cache-endpoint-tls');
    const plain = environmentWith({ cache: { endpoint: { reason: 'old clients' } } });
    expect(madeSecrets(plain)).not.toContain('cache-endpoint-tls');
  });

  test('gives applications an address with rediss, and the authority', () => {
    const { connections } = connectionsOf(environment);
    const connection = connections.find(({ purpose, to }) => purpose === 'cache' && to.kind === 'pods');
    expect(connection?.variables).toEqual([
      { name: 'REDIS_HOST', value: 'cache-endpoint' },
      { name: 'REDIS_PORT', value: '6379' },
      { name: 'REDIS_PASSWORD', value: { secret: 'cache-auth', key: 'password' } },
      { name: 'REDIS_URL', value: 'rediss://:$(REDIS_PASSWORD)@cache-endpoint:6379' },
      { name: 'REDIS_TLS_CA_FILE', value: '/etc/slipway/cache/ca.crt' },
    ]);
    expect(connection?.files).toEqual([
      { mountPath: '/etc/slipway/cache', secret: 'cache-tls', keys: ['ca.crt'] },
    ]);
  });
});
