import type { EnvironmentInput } from '../../config/environment.ts';
import { formatPath } from '../../config/path.ts';
import { validate } from '../../config/validate.ts';
import { smallApplication } from './environment.ts';

export type ApplicationInput = NonNullable<EnvironmentInput['applications']>[string];

/** An environment with small applications plus these fields; `rest` replaces whole top-level keys. */
export function inputWith(
  applications: Readonly<Record<string, Partial<ApplicationInput>>>,
  rest: Partial<EnvironmentInput> = {},
): EnvironmentInput {
  const completed = Object.entries(applications).map(([name, fields]) => [
    name,
    { ...smallApplication, ...fields },
  ]);
  return {
    name: 'production',
    cluster: { storageClass: 'encrypted-ssd' },
    applications: Object.fromEntries(completed),
    ...rest,
  };
}

/** Every fault of such an environment, with its path: `applications.web.env.A: …`. */
export function faultsOf(...input: Parameters<typeof inputWith>): string[] {
  const { faults } = validate(inputWith(...input));
  return faults.map(({ path, message }) => `${formatPath(path)}: ${message}`);
}
