import fc from 'fast-check';
import type { EnvironmentInput } from '../../../config/environment.ts';

type ApplicationInput = NonNullable<EnvironmentInput['applications']>[string];

/** Hosts of further applications: around 64 there are more than one Gateway takes. */
export const furtherHosts = fc.oneof(
  { weight: 14, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.integer({ min: 56, max: 66 }) },
);

/** So many small applications, each with one host. */
export function smallWithHosts(hosts: number): Record<string, ApplicationInput> {
  const small: ApplicationInput = {
    image: 'registry.example.com/small:1',
    resources: { requests: { cpu: '10m', memory: '16Mi' } },
    delivery: { strategy: 'rollingUpdate' },
  };
  const names = Array.from({ length: hosts }, (_, index) => `small-${index}`);
  return Object.fromEntries(names.map(name => [name, { ...small, host: `${name}.example.com` }]));
}
