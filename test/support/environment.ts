import { type Environment, type EnvironmentInput, environmentSchema } from '../../config/environment.ts';

/** An application as small as one can be. */
export const smallApplication = {
  image: 'registry.example.com/web:1.0.0',
  resources: { requests: { cpu: '100m', memory: '64Mi' } },
} satisfies NonNullable<EnvironmentInput['applications']>[string];

/** A parsed environment with one small application `web`; `input` replaces whole top-level keys. */
export function environmentWith(input: Partial<EnvironmentInput> = {}): Environment {
  return environmentSchema.parse({
    name: 'production',
    cluster: { storageClass: 'encrypted-ssd' },
    applications: { web: smallApplication },
    ...input,
  });
}
