import type { EnvironmentInput } from '../../../config/environment.ts';

type Applications = NonNullable<EnvironmentInput['applications']>;

const resources = { requests: { cpu: '100m', memory: '64Mi' } } as const;

/** An application of each kind, with the keys that only it has. */
export const ofKinds: Applications = {
  mailer: { kind: 'worker', image: 'registry.example.com/mailer:1.0.0', resources },
};
