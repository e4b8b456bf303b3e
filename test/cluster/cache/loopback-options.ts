import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folders } from '../../../charts/cache/folders.ts';
import type { Environment } from '../../../config/environment.ts';
import { environmentWith } from '../../support/environment.ts';
import { type Manifest, objectOf } from '../../support/manifests.ts';

/** The servers under test: `redis`, which CI has, or `valkey`, which the manifests use. */
export const program = process.env.CACHE_PROGRAM ?? 'redis';

export interface LoopbackOptions {
  /** Whether pods have names that they ask a server for. - they have addresses. */
  readonly named?: boolean;
  /** Default: a cache with an endpoint. */
  readonly environment?: Environment;
}

export function environmentOf(replicas: number): Environment {
  const endpoint = { reason: 'the clients of the test' };
  return environmentWith({ cache: { replicas, memory: '64Mi', endpoint } });
}

/** Writes what External Secrets would generate for each user, in the files that pods mount. @returns the passwords. */
export function writePasswords(manifests: Manifest[], folder: string): Record<string, string> {
  const { volumes } = objectOf(manifests, 'StatefulSet', 'cache').spec.template.spec;
  const sources: { secret: { items: { path: string }[] } }[] =
    volumes.find(({ name }: { name: string }) => name === 'users')?.projected.sources ?? [];
  const users = sources.flatMap(({ secret }) => secret.items.map(({ path }) => path));
  const passwords = Object.fromEntries(users.map(user => [user, randomBytes(20).toString('hex')]));
  for (const [user, text] of Object.entries(passwords)) writeFileSync(join(folder, user), text);
  return passwords;
}

/** @throws when there is no such server. */
export function requireServer(): void {
  try {
    execFileSync(`${program}-server`, ['--version'], { stdio: 'pipe' });
  } catch {
    throw new Error(
      `test/cluster/cache: found no ${program}-server, expected Redis 7 with TLS; apt-get install redis-server`,
    );
  }
}

/** Writes the files of the ConfigMap; `root` stands for the root of a container. */
export function writeConfiguration(manifests: Manifest[], root: string): void {
  const { data } = objectOf(manifests, 'ConfigMap', 'cache');
  for (const [name, text] of Object.entries<string>(data)) {
    // Redis 7.0 does not read renewed certificates on its own, as Valkey 9.1 does.
    const known = text
      .replaceAll(folders.certificates, root + folders.certificates)
      .replace(/^tls-auto-reload.*\n/m, '');
    writeFileSync(`${root}${folders.configuration}/${name}`, known);
  }
}
