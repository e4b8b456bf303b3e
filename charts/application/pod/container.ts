import { k8s } from 'cdk8s-plus-27';
import type { Application } from '../../../config/application/application.ts';
import type { Termination } from '../../../config/application/termination.ts';
import { isAtLeast } from '../../../config/kubernetes.ts';
import { diskOfLog, type LocalDisk, type Resources } from '../../../config/resources.ts';
import { ofItem } from '../../../config/units/data.ts';
import { containerResources } from '../../container-resources.ts';
import type { ApplicationContext } from '../context.ts';
import { containerName } from '../names.ts';
import { containerPortsOf } from '../ports.ts';
import { localDiskOf } from './folders.ts';
import { probesOf } from './probes.ts';
import { containerSecurityOf } from './security.ts';
import { type PreStopHandler, preStopOf } from './shutdown.ts';
import { terminationOf } from './termination.ts';
import { initVariablesOf, sidecarVariablesOf, variableSourcesOf, variablesOf } from './variables.ts';

/** A container whose hook may be the `sleep` action, or that runs as a native sidecar. */
export interface Container extends k8s.Container {
  readonly lifecycle?: { readonly preStop: PreStopHandler };
  readonly restartPolicy?: 'Always';
}

/** The containers of a pod: those that run before the others, and those that run until its end. */
export interface Containers {
  readonly initContainers?: Container[];
  /** The first one is that of the application. */
  readonly containers: Container[];
}

/**
 * All containers of an application's pods, with the same mounts and the same security context.
 *
 * Init containers come first, whatever the minor, so that a sidecar may read what they write. From 1.29 on a sidecar is
 * an init container that does not end. It starts before the application, ends after it, and does not keep a Job running.
 * The feature `SidecarContainers` is on from 1.29 (KEP-753). Older servers drop its field, and the pod would wait forever.
 */
export function containersOf(context: ApplicationContext, mounts: k8s.VolumeMount[]): Containers {
  const isNative = isAtLeast(context.environment.cluster.kubernetes, '1.29');
  const sidecars = sidecarsOf(context, mounts, isNative);
  const initContainers = [...initContainersOf(context, mounts), ...(isNative ? sidecars : [])];
  return {
    ...(initContainers.length > 0 && { initContainers }),
    containers: [containerOf(context, mounts), ...(isNative ? [] : sidecars)],
  };
}

/** The container of the application. */
function containerOf(context: ApplicationContext, mounts: k8s.VolumeMount[]): Container {
  const { application, environment, name } = context;
  const preStop = preStopOf(application, environment.cluster.kubernetes);
  const ports = containerPortsOf(application);
  return {
    ...inPod(application, mounts, {
      name: containerName(name, application),
      image: application.image.reference,
      command: application.command,
      args: application.args,
      env: variablesOf(context),
      envFrom: variableSourcesOf(application),
      resources: application.resources,
      disk: localDiskOf(application),
      termination: application,
    }),
    ...(ports.length > 0 && { ports }),
    ...probesOf(application),
    ...(preStop && { lifecycle: { preStop } }),
  };
}

function initContainersOf(context: ApplicationContext, mounts: k8s.VolumeMount[]): Container[] {
  const { application } = context;
  return application.initContainers.map(container => {
    const { name, image = application.image, command, args, resources = application.resources } = container;
    const made = inPod(application, mounts, {
      name,
      image: image.reference,
      command,
      args,
      env: initVariablesOf(context, container),
      envFrom: variableSourcesOf(application),
      resources,
      disk: diskOfLog,
      termination: container,
    });
    return ofItem('init-container', made, name);
  });
}

function sidecarsOf(
  { application }: ApplicationContext,
  mounts: k8s.VolumeMount[],
  isNative: boolean,
): Container[] {
  return application.sidecars.map(sidecar => {
    const { name, image, command, args, resources } = sidecar;
    const made = inPod(application, mounts, {
      name,
      image: image.reference,
      command,
      args,
      env: sidecarVariablesOf(sidecar),
      envFrom: [],
      resources,
      disk: diskOfLog,
      termination: sidecar,
    });
    return ofItem('sidecar', { ...made, ...(isNative && { restartPolicy: 'Always' as const }) }, name);
  });
}

/** What tells one container of a pod from another. */
interface Program {
  readonly name: string;
  readonly image: string;
  readonly command?: string[] | undefined;
  readonly args?: string[] | undefined;
  readonly env: k8s.EnvVar[];
  readonly envFrom: k8s.EnvFromSource[];
  readonly resources: Resources;
  readonly disk: LocalDisk;
  readonly termination: Termination;
}

/** A container, with what all containers of a pod share. */
function inPod(application: Application, volumeMounts: k8s.VolumeMount[], program: Program): Container {
  const { name, image, command, args, env, envFrom, resources, disk, termination } = program;
  return {
    name,
    image,
    ...(command && { command }),
    ...(args && { args }),
    ...(env.length > 0 && { env }),
    ...(envFrom.length > 0 && { envFrom }),
    resources: containerResources(resources, disk, k8s.Quantity.fromString),
    ...terminationOf(termination),
    securityContext: containerSecurityOf(application),
    volumeMounts,
  };
}
