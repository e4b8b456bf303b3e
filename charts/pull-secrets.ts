import type { Application } from '../config/application/application.ts';
import type { Environment } from '../config/environment.ts';

/** The field of a pod, or of an operator's object that makes pods, with Secrets for registries. */
export interface PullSecrets {
  imagePullSecrets?: { name: string }[];
}

/** Those of the environment, then those of an application. `config/checks/pull-secrets.ts` refuses a name in both. */
export function pullSecretsOf(
  { imagePullSecrets }: Pick<Environment, 'imagePullSecrets'>,
  application?: Pick<Application, 'imagePullSecrets'>,
): PullSecrets {
  const names = [...imagePullSecrets, ...(application?.imagePullSecrets ?? [])];
  return names.length > 0 ? { imagePullSecrets: names.map(name => ({ name })) } : {};
}

/** The pull secrets of all pods of an environment, each once. Slipway makes none of them. */
export function pullSecretNames({ imagePullSecrets, applications }: Environment): string[] {
  const ofApplications = Object.values(applications).flatMap(application => application.imagePullSecrets);
  return [...new Set([...imagePullSecrets, ...ofApplications])].sort();
}
