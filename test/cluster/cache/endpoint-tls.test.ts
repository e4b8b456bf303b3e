import { writeFileSync } from 'node:fs';
import { environmentWith } from '../../support/environment.ts';
import { PlainClient } from './endpoint.ts';
import { eventually } from './eventually.ts';
import { LoopbackCache, password } from './loopback-cache.ts';

const environment = environmentWith({ cache: { replicas: 3, memory: '64Mi', endpoint: { tls: true } } });
const cache = await LoopbackCache.create(3, { environment });
const endpoint = cache.endpoint();

afterAll(async () => {
  await endpoint.end();
  await cache.dispose();
});

async function connected(): Promise<PlainClient> {
  return PlainClient.connect(endpoint, password, endpoint.authority);
}

/** What a client sees that connects now. */
async function shown(): Promise<string | undefined> {
  const client = await connected();
  const { fingerprint } = client;
  client.close();
  return fingerprint;
}

describe('an endpoint with TLS', () => {
  beforeAll(async () => {
    for (const server of cache.servers) server.start();
    await cache.settled();
    endpoint.renewCertificate();
    endpoint.start();
    await eventually(async () =>
      expect(await endpoint.metric('haproxy_backend_active_servers{proxy="cache"}')).toBe(1),
    );
  });

  test('leads a client that trusts the authority of the cache to the primary', async () => {
    const client = await connected();
    expect(await client.ask('SET greeting hello')).toBe('+OK');
    client.close();
    expect(await cache.ask(await cache.primary(), 'GET', 'greeting')).toBe('hello');
  });

  test('takes no plain text', async () => {
    await expect(PlainClient.connect(endpoint, password)).rejects.toThrow();
  });

  test('is alive with the certificate that is mounted', async () => {
    expect(await endpoint.live()).toBe(0);
  });

  test('shows a renewed certificate after its next probe, and keeps connections open', async () => {
    const client = await connected();
    const before = client.fingerprint;
    endpoint.renewCertificate();
    expect(await shown()).toBe(before);
    expect(await endpoint.live()).toBe(0);
    const after = await shown();
    expect(after).not.toBe(before);
    expect(await client.ask('PING')).toBe('+PONG');
    client.close();
    expect(await endpoint.live()).toBe(0);
    expect(await shown()).toBe(after);
  });

  test('keeps its certificate while the mounted files do not fit together, and is not alive', async () => {
    const before = await shown();
    endpoint.renewCertificate();
    writeFileSync(endpoint.keyFile, 'no key');
    expect(await endpoint.live()).toBe(1);
    expect(await shown()).toBe(before);
    endpoint.renewCertificate();
    expect(await endpoint.live()).toBe(0);
    expect(await shown()).not.toBe(before);
  });

  test('is not alive when HAProxy has ended', async () => {
    await endpoint.end();
    expect(await endpoint.live()).toBe(1);
  });
});
