import type { Environment, EnvironmentInput } from '../../config/environment.ts';
import { environmentSchema } from '../../config/environment.ts';

type Applications = NonNullable<EnvironmentInput['applications']>;
type ApplicationInput = Applications[string];

const small = {
  image: 'registry.example.com/web:1.0.0',
  container: 'app',
  resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { cpu: '1', memory: '1Gi' } },
} satisfies ApplicationInput;
const rule = { threshold: 70, cooldown: 60, adjustment: 1 };

/** Four kinds of applications: blue/green or not, scaled by Kubernetes, by KEDA or in steps. */
const kinds: readonly ApplicationInput[] = [
  { ...small, scale: { min: 2, max: 4, mode: 'step', rules: [{ metric: 'CPUUtilization', ...rule }] } },
  {
    ...small,
    delivery: { strategy: 'rollingUpdate' },
    scale: { min: 2, max: 4, rules: [{ metric: 'RequestCount', ...rule }] },
  },
  {
    ...small,
    scale: {
      min: 2,
      max: 4,
      mode: 'step',
      rules: [
        { metric: 'MemoryUtilization', ...rule },
        { metric: 'RequestCount', ...rule },
      ],
    },
  },
  { ...small, delivery: { strategy: 'rollingUpdate' }, scale: 2, uses: ['database', 'cache', 'web'] },
];

const longest = 'w'.repeat(38);

/** Names that begin alike, look like the suffixes of Kubernetes or Slipway, or are words of the tiers. */
export const names: readonly string[] = [
  ...['web', 'we', 'web-shop', 'web-shop-v2', 'shop', 'web-5d8f7c9b4d', 'web-5d8f7c9b4d-x7k2p', 'web2'],
  ...['web-scaling', 'web-health', 'web-success-rate', 'web-tls', 'web-app', 'web-0', 'app'],
  ...['gateway', 'quota', 'limits', 'dashboard', 'metrics', 'sentinel', 'valkey', 'pooler', 'postgresql'],
  ...['data', 'data-cache', 'data-cache-0', 'instance', 'rw', 'production', 'platform', 'prometheus'],
  ...[longest, `${longest}-b`],
];

/** An environment whose applications have similar names and the same container name. */
export function environmentWithSimilarNames(name: string, namespace = name): Environment {
  return environmentSchema.parse({
    name,
    namespace,
    cluster: { storageClass: 'ssd' },
    applications: Object.fromEntries(
      names.map((application, index) => [
        application,
        { ...(kinds[index % kinds.length] ?? small), host: `h${index}.${name}.example.com` },
      ]),
    ),
    database: {
      storage: '10Gi',
      backup: { destination: `s3://bucket/${name}`, schedule: '0 0 2 * * *', retention: '7d' },
    },
    cache: {},
    gitops: { repository: 'https://git.example.com/platform.git' },
  } satisfies EnvironmentInput);
}
