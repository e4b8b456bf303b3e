import type { k8s } from 'cdk8s-plus-27';
import { byDependency } from '../../../config/units/references.ts';
import type { ApplicationContext } from '../context.ts';

/**
 * The environment variables of the container, sorted by name, but each one after those that it refers to.
 *
 * `env` of the environment file overrides a variable of a connection with the same name, and `secrets` overrides both.
 * Server-side apply refuses a list in which a name occurs twice.
 */
export function variablesOf({ name, application, connections }: ApplicationContext): k8s.EnvVar[] {
  const variables: k8s.EnvVar[] = [
    ...connections
      .variablesOf(name)
      .map(variable =>
        typeof variable.value === 'string'
          ? { name: variable.name, value: variable.value }
          : fromSecret(variable.name, variable.value),
      ),
    ...Object.entries(application.env).map(([key, value]) => ({ name: key, value })),
    ...Object.entries(application.secrets).map(([key, secret]) => fromSecret(key, secret)),
  ];
  return variables.length === 0 ? [] : byDependency('variables', variables);
}

function fromSecret(name: string, { secret, key }: { secret: string; key: string }): k8s.EnvVar {
  return { name, valueFrom: { secretKeyRef: { name: secret, key } } };
}
