import { environmentWith, smallApplication } from '../../support/environment.ts';
import { eventually } from './eventually.ts';
import { LoopbackCache } from './loopback-cache.ts';
import type { Server } from './server.ts';

const cache = await LoopbackCache.create(3);

afterAll(() => cache.dispose());

/** Stops a pod as a kubelet does, and starts it with what is rendered now. */
async function restart(server: Server): Promise<void> {
  if (cache.data.includes(server)) await server.exec(cache.commandOf('stop'));
  await server.end('SIGTERM');
  server.start();
  await cache.settled();
}

async function userOfReplicas(): Promise<string[]> {
  const clients = await cache.ask(await cache.primary(), 'CLIENT', 'LIST');
  return clients.split('\n').flatMap(line => /flags=S .*user=(\S+)/.exec(line)?.[1] ?? []);
}

test('a cache that runs gets users pod by pod, and keeps its data', async () => {
  for (const server of cache.servers) server.start();
  expect(await cache.ask(await cache.settled(), 'SET', 'web:greeting', 'hello')).toBe('OK');
  cache.change(
    environmentWith({
      cache: { replicas: 3, memory: '64Mi', users: { web: { keys: ['web:*'] } } },
      applications: { web: { ...smallApplication, uses: ['cache'] } },
    }),
  );
  for (const server of [...cache.data].reverse()) await restart(server);
  for (const sentinel of cache.sentinels) await restart(sentinel);
  // Applications that still have the old password go on.
  expect(await cache.ask(await cache.primary(), 'GET', 'web:greeting')).toBe('hello');
  for (const server of cache.data) {
    await eventually(async () =>
      expect(await cache.askAs('web', server, 'GET', 'web:greeting')).toBe('hello'),
    );
  }
  // A pod that followed one without users uses its own after its next start.
  for (const server of cache.data) await restart(server);
  expect(await userOfReplicas()).toEqual(['cache-replication', 'cache-replication']);
});
