import type { EnvironmentInput } from '../../../config/environment.ts';

type Applications = NonNullable<EnvironmentInput['applications']>;

const resources = { requests: { cpu: '100m', memory: '64Mi' } } as const;

/** An application of each kind, with the keys that only it has. */
export const ofKinds: Applications = {
  courier: {
    kind: 'worker',
    image: 'registry.example.com/courier:1.0.0',
    resources,
    metrics: { port: 9394, path: '/stats' },
  },
  mailer: {
    kind: 'worker',
    image: 'registry.example.com/mailer:1.0.0',
    resources,
    delivery: { strategy: 'recreate' },
    scale: {
      min: 0,
      max: 5,
      cooldownPeriod: '10m',
      rules: [
        {
          metric: 'Prometheus',
          name: 'mails',
          query: 'sum(mails_waiting)',
          unit: 'mails',
          threshold: 100,
          activationThreshold: 5,
          cooldown: 60,
          adjustment: 1,
        },
      ],
    },
  },
  clock: {
    kind: 'worker',
    singleton: true,
    scale: 1,
    image: 'registry.example.com/clock:1.0.0',
    resources,
  },
  search: {
    kind: 'stateful',
    image: 'registry.example.com/search:1.0.0',
    resources,
    scale: 3,
    podManagementPolicy: 'Parallel',
    securityContext: { fsGroup: 1000 },
    volumes: { data: { mountPath: '/var/lib/search', size: '10Gi' } },
    peers: { gossip: { port: 7946, protocol: 'UDP' }, transport: { port: 9300 } },
  },
};
