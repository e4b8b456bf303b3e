import { listeners } from '../../../config/application/listeners.ts';
import { metrics } from '../../../config/application/metrics.ts';
import { ports } from '../../../config/application/ports.ts';
import { probes } from '../../../config/application/probes.ts';
import { routes } from '../../../config/application/routes.ts';
import type { Topic } from '../topic.ts';

/** Who asks an application, and at which ports, hosts and paths. */
export const trafficTopics: readonly Topic[] = [
  {
    title: 'Ports and probes',
    need: 'another port or health path, gRPC or TCP, a probe by a command',
    text: 'Where an application listens, what it speaks there, and how the kubelet sees that it can serve. [Probes](application.md#probes) have their times.',
    of: 'application',
    keys: [...Object.keys(ports), ...Object.keys(probes)],
    example: {
      application: `
port: 9000
health: /readyz
probes:
  liveness: { tcp: 9000, failureThreshold: 5 }
  startup: { period: 10s, failureThreshold: 90 }`,
    },
    shown: [
      {
        kind: 'Rollout',
        name: 'web',
        at: 'spec.template.spec.containers.0',
        keys: ['ports', 'readinessProbe', 'livenessProbe', 'startupProbe'],
      },
    ],
    page: 'ports.md',
  },
  {
    title: 'Hosts and paths',
    need: 'several hosts, a redirect, paths that lead to different applications, timeouts, request size, sticky sessions',
    text: 'How users reach an application from outside the cluster.',
    of: 'application',
    keys: Object.keys(routes),
    example: {
      application: `
hosts: [shop.example.org]
redirects: [www.example.com]
routes: { all: { path: / }, search: { path: /search, timeout: 30s } }`,
    },
    shown: [{ kind: 'HTTPRoute', name: 'web.search', at: 'spec', keys: ['hostnames', 'rules'] }],
    page: 'load-balancing.md',
  },
  {
    title: 'Listeners',
    need: 'SSH, MQTT or another protocol from outside, or TLS that the application ends',
    text: 'Ports of the Gateway whose connections go to an application as they come.',
    of: 'application',
    keys: Object.keys(listeners),
    example: {
      application: `
ports: { ssh: { port: 2222 } }
listeners: { ssh: { port: 22, targetPort: ssh } }`,
    },
    shown: [{ kind: 'TCPRoute', name: 'web.ssh', at: 'spec', keys: ['parentRefs', 'rules'] }],
    page: 'load-balancing.md#connections-that-are-not-http',
  },
  {
    title: 'Metrics',
    need: 'an application without metrics, or with another port, path, counter or label',
    text: 'Alerts, some scaling rules and the analysis of a release read the requests that an application counts.',
    of: 'application',
    keys: Object.keys(metrics),
    example: { application: 'metrics: { port: 9797, path: /stats, statusLabel: status }' },
    shown: [{ kind: 'ServiceMonitor', name: 'web', at: 'spec', keys: ['endpoints'] }],
    page: 'observability.md#metrics-of-an-application',
  },
];
