import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { newToken } from '../connection.ts';
import { until } from '../deadline.ts';
import { freePorts } from '../ports.ts';
import { accepts } from '../probe.ts';
import type { Workspace } from '../workspace.ts';

const command = 'redis-server';

/** Argo CD's cache: where it is, and the password that its servers take from `REDIS_PASSWORD`. */
export interface Redis {
  readonly address: string;
  readonly password: string;
}

/** Starts a redis-server on loopback that keeps nothing on disk. It ends after the servers that use it. */
export async function startRedis(workspace: Workspace): Promise<Redis> {
  const file = await redisServer();
  const { redis: port } = await freePorts('redis');
  const password = newToken();
  const program = workspace.startOther(
    'argocd-redis',
    file,
    [
      '--bind',
      '127.0.0.1',
      '--port',
      String(port),
      '--requirepass',
      password,
      '--save',
      '',
      '--appendonly',
      'no',
    ],
    { role: 'server' },
  );
  const look = async () => {
    await program.assertRunning();
    return (await accepts(port)) ? { done: undefined } : { state: 'no connection' };
  };
  await until('redis-server ready', look, { every: 0.05, signal: workspace.signal });
  return { address: `127.0.0.1:${port}`, password };
}

/** The path of redis-server; throws what to install where there is none. */
export async function redisServer(path = process.env.PATH ?? ''): Promise<string> {
  for (const folder of path.split(delimiter)) {
    const file = join(folder, command);
    const found = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (found) return file;
  }
  throw new Error(
    `PATH: no ${command} found; Argo CD keeps its cache in one: install it (Debian: apt-get install ${command})`,
  );
}
