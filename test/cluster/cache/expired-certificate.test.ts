import { eventually } from './eventually.ts';
import { LoopbackCache } from './loopback-cache.ts';

const cache = await LoopbackCache.create(3);

beforeAll(async () => {
  for (const server of cache.servers) server.start();
  await cache.settled();
  await cache.expireCertificate();
});

afterAll(() => cache.dispose());

test('clients refuse a pod whose certificate has expired, and it is not ready', async () => {
  for (const server of cache.data) {
    await eventually(async () => expect(await cache.ask(server, 'PING')).toBe(''));
    expect(await server.exec(cache.commandOf('readiness'))).toBe(1);
  }
});

test('none is killed for it, so that the connections that are open go on', async () => {
  for (const server of cache.data) {
    expect(await server.exec(cache.commandOf('liveness'))).toBe(0);
  }
});

test('a pod that does not answer is killed as before', async () => {
  const [server] = cache.data;
  server?.signal('SIGSTOP');
  expect(await server?.exec(cache.commandOf('liveness'))).toBe(1);
  server?.signal('SIGCONT');
});
