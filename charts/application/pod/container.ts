import { k8s } from 'cdk8s-plus-27';
import { containerResources } from '../../container-resources.ts';
import type { ApplicationContext } from '../context.ts';
import { containerName } from '../names.ts';
import { containerPortsOf } from '../ports.ts';
import { localDiskOf } from './folders.ts';
import { probesOf } from './probes.ts';
import { containerSecurityOf } from './security.ts';
import { type PreStopHandler, preStopOf } from './shutdown.ts';
import { variablesOf } from './variables.ts';

/** A container whose hook may be the `sleep` action. */
export interface Container extends k8s.Container {
  readonly lifecycle?: { readonly preStop: PreStopHandler };
}

/** The only container of an application's pods. */
export function containerOf(context: ApplicationContext, volumeMounts: k8s.VolumeMount[]): Container {
  const { application, environment, name } = context;
  const preStop = preStopOf(application, environment.cluster.kubernetes);
  const env = variablesOf(context);
  const ports = containerPortsOf(application);
  return {
    name: containerName(name, application),
    image: application.image.reference,
    ...(application.command && { command: application.command }),
    ...(application.args && { args: application.args }),
    ...(ports.length > 0 && { ports }),
    ...(env.length > 0 && { env }),
    resources: containerResources(application.resources, localDiskOf(application), k8s.Quantity.fromString),
    ...probesOf(application),
    ...(preStop && { lifecycle: { preStop } }),
    securityContext: containerSecurityOf(application),
    volumeMounts,
  };
}
