import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { join } from 'node:path';

const server = join(import.meta.dirname, '../../examples/web-app/server.mjs');

interface Running {
  readonly child: ChildProcess;
  readonly url: string;
}

const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

async function start(env: Record<string, string> = {}): Promise<Running> {
  const child = spawn(process.execPath, [server], {
    env: { PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const [line] = (await once(child.stdout as NonNullable<typeof child.stdout>, 'data')) as [Buffer];
  return { child, url: `http://127.0.0.1:${JSON.parse(String(line)).port}` };
}

async function text(url: string): Promise<string> {
  return (await fetch(url, { headers: { connection: 'close' } })).text();
}

describe('the example application', () => {
  test('is healthy', async () => {
    const { url } = await start();
    const response = await fetch(`${url}/health`);
    expect([response.status, await response.text()]).toEqual([200, 'ok\n']);
  });

  test('answers with its connections, and says of secrets only that they are set', async () => {
    const { url } = await start({
      PGHOST: 'database-pooler-rw',
      PGPASSWORD: 'hunter2',
      PGUSER: 'app',
      REDIS_PASSWORD: 'hunter3',
      REDIS_MASTER_NAME: 'cache',
      API_KEY: 'hunter4',
    });
    const answer = await text(url);
    expect(JSON.parse(answer).connections).toEqual({
      PGHOST: 'database-pooler-rw',
      PGPASSWORD: '(set)',
      PGUSER: '(set)',
      REDIS_MASTER_NAME: 'cache',
      REDIS_PASSWORD: '(set)',
    });
    expect(answer).not.toContain('hunter');
  });

  test('counts requests by status code, without probes', async () => {
    const { url } = await start();
    for (const path of ['/', '/', '/nowhere', '/health', '/metrics']) await text(url + path);
    const lines = (await text(`${url}/metrics`)).split('\n').filter(line => !line.startsWith('#'));
    expect(lines.filter(Boolean).sort()).toEqual([
      'http_requests_total{code="200"} 2',
      'http_requests_total{code="404"} 1',
    ]);
  });

  test('survives a path that is not a URL', async () => {
    const { url } = await start();
    const { hostname, port } = new URL(url);
    const [response] = await once(get({ hostname, port, path: '//' }), 'response');
    response.resume();
    expect(response.statusCode).toBe(404);
    expect(await text(`${url}/health`)).toBe('ok\n');
  });

  test('ends with 0 at SIGTERM', async () => {
    const { child } = await start();
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  test('lets go of connections that are kept open', async () => {
    const { child, url } = await start();
    const agent = new Agent({ keepAlive: true });
    const [response] = await once(get(url, { agent }), 'response');
    response.resume();
    await once(response, 'end');
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
    agent.destroy();
  });
});
