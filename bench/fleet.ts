import type { EnvironmentInput } from '../config/environment.ts';

/**
 * An environment of so many equal applications. Without observability each renders to six objects: Deployment,
 * Service, HorizontalPodAutoscaler, PodDisruptionBudget, NetworkPolicy and ServiceAccount.
 */
export function fleet(applications: number): EnvironmentInput {
  const names = Array.from({ length: applications }, (_, index) => `app-${String(index).padStart(4, '0')}`);
  return {
    name: 'fleet',
    cluster: { storageClass: 'encrypted-ssd' },
    applications: Object.fromEntries(names.map(name => [name, application])),
  };
}

const application = {
  image: 'registry.example.com/app:1.0.0',
  resources: { requests: { cpu: '500m', memory: '256Mi' }, limits: { cpu: '1', memory: '512Mi' } },
  delivery: { strategy: 'rollingUpdate' },
  scale: {
    min: 3,
    max: 12,
    rules: [{ metric: 'CPUUtilization', threshold: 70, cooldown: 300, adjustment: 1 }],
  },
} satisfies NonNullable<EnvironmentInput['applications']>[string];
