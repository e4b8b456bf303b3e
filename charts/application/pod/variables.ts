import type { k8s } from 'cdk8s-plus-27';
import type { Application } from '../../../config/application/application.ts';
import type { InitContainer, Sidecar } from '../../../config/application/containers.ts';
import type { PodField } from '../../../config/application/variable-sources.ts';
import { operation } from '../../../config/units/operation.ts';
import { byDependency } from '../../../config/units/references.ts';
import type { ApplicationContext } from '../context.ts';

/**
 * The environment variables of the container, sorted by name, but each one after those that it refers to.
 *
 * `env`, `secrets` and `podFields` of the environment file override a variable of a connection with the same name.
 * Server-side apply refuses a list in which a name occurs twice.
 */
export function variablesOf(context: ApplicationContext): k8s.EnvVar[] {
  const variables = allOf(context);
  return variables.length === 0 ? [] : byDependency('variables', variables);
}

/** The same for an init container, whose own variables override those of the application. */
export function initVariablesOf(context: ApplicationContext, { name, env }: InitContainer): k8s.EnvVar[] {
  const variables = [...allOf(context), ...plain(env)];
  return variables.length === 0 ? [] : byDependency('init-variables', variables, name);
}

/** The variables of a sidecar, which sees none of the application: its image is often of someone else. */
export function sidecarVariablesOf({ name, env, secrets }: Sidecar): k8s.EnvVar[] {
  const variables = [...plain(env), ...secret(secrets)];
  return variables.length === 0 ? [] : byDependency('sidecar-variables', variables, name);
}

function allOf({ name, application, connections }: ApplicationContext): k8s.EnvVar[] {
  return [
    ...connections
      .variablesOf(name)
      .map(variable =>
        typeof variable.value === 'string'
          ? { name: variable.name, value: variable.value }
          : fromSecret(variable.name, variable.value),
      ),
    ...plain(application.env),
    ...secret(application.secrets),
    ...Object.entries(application.podFields).map(([key, field]) => fromPod(key, field)),
  ];
}

function plain(env: Application['env']): k8s.EnvVar[] {
  return Object.entries(env).map(([name, value]) => ({ name, value }));
}

function secret(secrets: Application['secrets']): k8s.EnvVar[] {
  return Object.entries(secrets).map(([name, source]) => fromSecret(name, source));
}

function fromSecret(name: string, { secret, key }: { secret: string; key: string }): k8s.EnvVar {
  return { name, valueFrom: { secretKeyRef: { name: secret, key } } };
}

function fromPod(name: string, field: PodField): k8s.EnvVar {
  const valueFrom = isResource(field)
    ? { resourceFieldRef: { resource: field } }
    : { fieldRef: { fieldPath: field } };
  return { name, valueFrom };
}

/** Whether a field of a pod is one of the resources of its container: asked of an entry of `podFields`. */
const isResource = operation('isResource', (field: PodField) => /^(?:limits|requests)\./.test(field));

/**
 * Secrets and ConfigMaps of which every key is a variable. A variable of `env` wins over them (kubernetes
 * `pkg/kubelet/kubelet_pods.go`, `makeEnvironmentVariables`).
 */
export function variableSourcesOf({ envFrom }: Application): k8s.EnvFromSource[] {
  return envFrom.map(({ secret, configMap, prefix }) => ({
    ...(prefix !== undefined && { prefix }),
    ...(secret !== undefined && { secretRef: { name: secret } }),
    ...(configMap !== undefined && { configMapRef: { name: configMap } }),
  }));
}
