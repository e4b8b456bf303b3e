import { writeFile } from 'node:fs/promises';
import { serviceAccountKeys } from './certificates.ts';
import { type Connection, newToken } from './connection.ts';
import { until } from './deadline.ts';
import { HttpClient } from './http.ts';
import { freePorts } from './ports.ts';
import type { Workspace } from './workspace.ts';

const readySeconds = 480;

/**
 * The definitions of custom resources make much garbage. Collected less often, a start takes 5.7 s of CPU instead of
 * 8.2, for 0.2 GB of memory (75 definitions).
 */
const collection = { GOGC: '400', GOMEMLIMIT: '1500MiB' };

/** The first address of the range below: the `kubernetes` Service. */
const serviceRange = '10.96.0.0/16';
const kubernetesService = '10.96.0.1';

/** The users of the cluster that are not ServiceAccounts, with the groups that real clusters give them. */
const users = {
  admin: ['system:masters'],
  'system:kube-controller-manager': [],
  'system:kube-scheduler': [],
  kwok: ['system:masters'],
} as const satisfies Record<string, readonly string[]>;

export type User = keyof typeof users;

export interface ApiServer {
  /** How each user reaches it. */
  readonly connections: Readonly<Record<User, Connection>>;
  /** The private key that signs ServiceAccount tokens. */
  readonly serviceAccountKey: string;
}

/** Starts the API server over an etcd and returns when `/readyz` says so. */
export async function startApiServer(workspace: Workspace, etcd: string): Promise<ApiServer> {
  const { secure } = await freePorts('secure');
  const server = `https://127.0.0.1:${secure}`;
  const ca = workspace.authority.keyPair.certificate;
  const names = Object.keys(users) as User[];
  const tokens = Object.fromEntries(names.map(user => [user, newToken()])) as Record<User, string>;
  const keys = await serviceAccountKeys(workspace.path('certificates'));
  const program = workspace.start(
    'kube-apiserver',
    [
      `--etcd-servers=${etcd}`,
      ...(await addressFlags(workspace, secure)),
      ...(await identityFlags(workspace, tokens)),
      `--service-account-key-file=${keys.checking}`,
      `--service-account-signing-key-file=${keys.signing}`,
      ...aggregatorFlags(await workspace.authority.issue('front-proxy-client'), workspace),
    ],
    { role: 'server', env: collection },
  );
  const connections = Object.fromEntries(
    names.map(user => [user, { server, ca, token: tokens[user] }]),
  ) as Record<User, Connection>;
  await ready(connections.admin, workspace.signal, () => program.assertRunning());
  return { connections, serviceAccountKey: keys.signing };
}

async function addressFlags(workspace: Workspace, port: number): Promise<string[]> {
  const certificate = await workspace.authority.issue('kube-apiserver', {
    names: ['kubernetes', 'kubernetes.default', 'kubernetes.default.svc'],
    addresses: [kubernetesService],
  });
  return [
    '--bind-address=127.0.0.1',
    '--advertise-address=127.0.0.1',
    // An endpoint on loopback is refused, so the kubernetes Service has none.
    '--endpoint-reconciler-type=none',
    `--secure-port=${port}`,
    `--tls-cert-file=${certificate.certificateFile}`,
    `--tls-private-key-file=${certificate.keyFile}`,
    `--service-cluster-ip-range=${serviceRange}`,
  ];
}

async function identityFlags(workspace: Workspace, tokens: Record<User, string>): Promise<string[]> {
  const file = workspace.path('certificates', 'tokens.csv');
  const rows = Object.entries(users).map(([user, groups]) => {
    return `${tokens[user as User]},${user},${user},"${groups.join(',')}"\n`;
  });
  await writeFile(file, rows.join(''), { mode: 0o600 });
  return [
    `--token-auth-file=${file}`,
    `--client-ca-file=${workspace.authority.keyPair.certificateFile}`,
    '--authorization-mode=Node,RBAC',
    '--enable-admission-plugins=NodeRestriction',
    '--service-account-issuer=https://kubernetes.default.svc.cluster.local',
    '--allow-privileged=true',
    '--kubelet-preferred-address-types=InternalIP',
  ];
}

/** With these an APIService may name its own server, as KEDA's metrics server does. */
function aggregatorFlags(
  client: { readonly certificateFile: string; readonly keyFile: string },
  workspace: Workspace,
): string[] {
  return [
    `--proxy-client-cert-file=${client.certificateFile}`,
    `--proxy-client-key-file=${client.keyFile}`,
    `--requestheader-client-ca-file=${workspace.authority.keyPair.certificateFile}`,
    '--requestheader-allowed-names=front-proxy-client',
    '--requestheader-username-headers=X-Remote-User',
    '--requestheader-group-headers=X-Remote-Group',
    '--requestheader-extra-headers-prefix=X-Remote-Extra-',
  ];
}

async function ready(
  admin: Connection,
  signal: AbortSignal,
  assertRunning: () => Promise<void>,
): Promise<void> {
  const http = new HttpClient(admin);
  const look = async () => {
    await assertRunning();
    const answer = await http.send({ method: 'GET', path: '/readyz' }).catch(() => undefined);
    if (answer?.status === 200) return { done: undefined };
    return { state: answer === undefined ? 'no answer' : String(answer.body) };
  };
  try {
    await until('API server ready', look, { seconds: readySeconds, every: 0.25, signal });
  } finally {
    http.close();
  }
}
