import type { k8s } from 'cdk8s-plus-27';
import type { ApplicationContext } from '../context.ts';

/**
 * The environment variables of the container, sorted by name.
 *
 * Connections give theirs; `env` and then `secrets` of the environment file replace one of the same name, because
 * who writes it means it. A name twice in the list would be refused by server-side apply.
 */
export function variablesOf({ name, application, connections }: ApplicationContext): k8s.EnvVar[] {
  const variables = new Map<string, k8s.EnvVar>();
  for (const variable of connections.variablesOf(name)) {
    const { value } = variable;
    const given =
      typeof value === 'string' ? { name: variable.name, value } : fromSecret(variable.name, value);
    variables.set(variable.name, given);
  }
  for (const [key, value] of Object.entries(application.env)) variables.set(key, { name: key, value });
  for (const [key, secret] of Object.entries(application.secrets))
    variables.set(key, fromSecret(key, secret));
  return [...variables.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function fromSecret(name: string, { secret, key }: { secret: string; key: string }): k8s.EnvVar {
  return { name, valueFrom: { secretKeyRef: { name: secret, key } } };
}
