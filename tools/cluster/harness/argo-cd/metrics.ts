import { createServer } from 'node:https';
import { Quantity } from '../../../../config/units/quantity.ts';
import type { ApiClient } from '../client.ts';
import { listen, stop } from '../loopback.ts';
import { at, type KubernetesObject, listAt } from '../objects.ts';
import type { Site } from '../operator.ts';

const namespace = 'kube-system';
const name = 'metrics-server';
const group = 'metrics.k8s.io';
const groupVersion = `${group}/v1beta1`;

/** What every container uses of what it asks for: less than any rule of the environments here, so none adds pods. */
const usedPercent = 50;

/** Seconds that a measurement covers, as metrics-server's own. */
const windowSeconds = 15;

/** What ends a server. */
export type Stop = () => void;

/**
 * Simulates metrics-server: every container uses half of what it asks for.
 *
 * Without it an autoscaler by CPU or memory says `FailedGetResourceMetric`, which is Degraded for Argo CD
 * (gitops-engine `pkg/health/health_hpa.go`).
 *
 * The API server reaches it through a Service of type ExternalName that leads to loopback.
 */
export async function startMetrics({ workspace, client }: Site): Promise<Stop> {
  const { certificate, key } = await workspace.authority.issue(name, { names: [`${name}.${namespace}.svc`] });
  const server = createServer({ cert: certificate, key }, async (request, response) => {
    const body = await answerTo(client, new URL(request.url ?? '/', 'https://localhost')).catch(
      () => undefined,
    );
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body ?? {}));
  });
  const port = await listen(server);
  // The programs of the cluster keep its process alive, not this.
  server.unref();
  await announce(client, port, workspace.authority.keyPair.certificate);
  return () => stop(server);
}

async function announce(client: ApiClient, port: number, ca: string): Promise<void> {
  await client.apply({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace },
    spec: { type: 'ExternalName', externalName: 'localhost' },
  });
  await client.apply({
    apiVersion: 'apiregistration.k8s.io/v1',
    kind: 'APIService',
    metadata: { name: `v1beta1.${group}` },
    spec: {
      group,
      version: 'v1beta1',
      groupPriorityMinimum: 100,
      versionPriority: 100,
      service: { name, namespace, port },
      caBundle: Buffer.from(ca).toString('base64'),
    },
  });
}

/** The body for a path; `undefined` for one that metrics-server does not have. */
async function answerTo(client: ApiClient, { pathname, searchParams }: URL): Promise<object | undefined> {
  if (pathname === `/apis/${groupVersion}`) {
    const pods = {
      name: 'pods',
      singularName: '',
      namespaced: true,
      kind: 'PodMetrics',
      verbs: ['get', 'list'],
    };
    return { kind: 'APIResourceList', apiVersion: 'v1', groupVersion, resources: [pods] };
  }
  const [, of] = /^\/apis\/metrics\.k8s\.io\/v1beta1\/namespaces\/([^/]+)\/pods$/.exec(pathname) ?? [];
  if (of === undefined) return undefined;
  const labels = searchParams.get('labelSelector') ?? '';
  const pods = await client.list({ apiVersion: 'v1', kind: 'Pod', namespace: of }, { labels });
  return {
    kind: 'PodMetricsList',
    apiVersion: groupVersion,
    metadata: {},
    items: pods.filter(pod => at(pod, 'status', 'phase') === 'Running').map(measured),
  };
}

function measured({ metadata: { name, namespace, labels }, ...pod }: KubernetesObject): object {
  return {
    metadata: { name, namespace, labels },
    timestamp: new Date().toISOString(),
    window: `${windowSeconds}s`,
    containers: listAt(pod, 'spec', 'containers').map(container => ({
      name: at(container, 'name'),
      usage: { cpu: used(container, 'cpu'), memory: used(container, 'memory') },
    })),
  };
}

function used(container: unknown, resource: 'cpu' | 'memory'): string {
  const requested = at(container, 'resources', 'requests', resource);
  return Quantity.parse(String(requested ?? 0))
    .percent(usedPercent, 'm')
    .toString();
}
