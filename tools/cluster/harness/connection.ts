import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dump, load } from 'js-yaml';

/** Everything that a client needs to talk to an API server as one user. */
export interface Connection {
  /** `https://127.0.0.1:PORT`. */
  readonly server: string;
  /** The certificate authority of the server, in PEM. */
  readonly ca: string;
  /** The bearer token of the user. */
  readonly token: string;
}

/** Writes a kubeconfig for a connection, readable by its owner alone, and returns its path. */
export async function writeKubeconfig(
  folder: string,
  user: string,
  { server, ca, token }: Connection,
): Promise<string> {
  const name = 'slipway';
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name, cluster: { server, 'certificate-authority-data': encode(ca) } }],
    users: [{ name: user, user: { token } }],
    contexts: [{ name, context: { cluster: name, user } }],
    'current-context': name,
  };
  const file = join(folder, `${user.replaceAll(':', '-')}.kubeconfig`);
  await writeFile(file, dump(config), { mode: 0o600 });
  return file;
}

/** The connection in a kubeconfig that `writeKubeconfig` wrote. */
export async function readKubeconfig(file: string): Promise<Connection> {
  const config = load(await readFile(file, 'utf8')) as {
    clusters: [{ cluster: { server: string; 'certificate-authority-data': string } }];
    users: [{ user: { token: string } }];
  };
  const { server, 'certificate-authority-data': ca } = config.clusters[0].cluster;
  return { server, ca: Buffer.from(ca, 'base64').toString('utf8'), token: config.users[0].user.token };
}

/** A random token. */
export function newToken(): string {
  return randomBytes(24).toString('hex');
}

function encode(text: string): string {
  return Buffer.from(text).toString('base64');
}
