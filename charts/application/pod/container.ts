import { k8s } from 'cdk8s-plus-27';
import type { Resources } from '../../../config/resources.ts';
import type { ApplicationContext } from '../context.ts';
import { containerName, httpPort } from '../names.ts';
import { probesOf } from './probes.ts';
import { containerSecurity } from './security.ts';
import { type PreStopHandler, preStopOf } from './shutdown.ts';
import { variablesOf } from './variables.ts';

/** A container whose hook may be the `sleep` action. */
export interface Container extends k8s.Container {
  readonly lifecycle?: { readonly preStop: PreStopHandler };
}

/** The one container of an application's pods. */
export function containerOf(context: ApplicationContext, volumeMounts: k8s.VolumeMount[]): Container {
  const { application, environment, name } = context;
  const preStop = preStopOf(application, environment.cluster.kubernetes);
  const env = variablesOf(context);
  return {
    name: containerName(name, application),
    image: application.image.reference,
    ...(application.command && { command: application.command }),
    ports: [{ name: httpPort, containerPort: application.port, protocol: 'TCP' }],
    ...(env.length > 0 && { env }),
    resources: resourcesOf(application.resources),
    ...probesOf(application),
    ...(preStop && { lifecycle: { preStop } }),
    securityContext: containerSecurity,
    volumeMounts,
  };
}

function resourcesOf({ requests, limits }: Resources): k8s.ResourceRequirements {
  return { requests: amounts(requests), limits: amounts(limits) };
}

function amounts({ cpu, memory }: Resources['requests']): Record<string, k8s.Quantity> {
  return { cpu: k8s.Quantity.fromString(String(cpu)), memory: k8s.Quantity.fromString(String(memory)) };
}
