import { k8s } from 'cdk8s-plus-27';
import type { Job } from '../../../config/application/jobs.ts';
import type { Resources } from '../../../config/resources.ts';
import type { Image } from '../../../config/units/image.ts';
import { containerResources } from '../../container-resources.ts';
import type { ApplicationContext } from '../context.ts';
import { labelsOf, type Metadata, metadataOf } from '../names.ts';
import type { Container } from '../pod/container.ts';
import { localDiskOf } from '../pod/folders.ts';
import { withPlainValues } from '../pod/plain-values.ts';
import { podTemplateOf } from '../pod/template.ts';

/** What the pods of a Job run. */
export interface JobPodProps {
  /** Name of the Job, which its pods have as a label. */
  readonly name: string;
  readonly command?: readonly string[] | undefined;
  readonly args?: readonly string[] | undefined;
  /** Whether it runs next to the pods of its application, so that it takes none of their volumes. */
  readonly runsNextToPods?: boolean;
  /** - none: that of the application. */
  readonly image?: Image | undefined;
  /** - none: those of the application. */
  readonly resources?: Resources | undefined;
}

/** The name of the only container. */
export const jobContainer = 'job';

/**
 * The pod template of a Job of an application: its image, variables, connections, files, security context, ServiceAccount
 * and placement. It has no port, no probe, no hook and no spread, since nothing sends it requests.
 *
 * `restartPolicy: Never`: each attempt is a pod, whose log stays. With `OnFailure` the controller deletes the only pod,
 * and with it the log, when the last attempt has failed (kubernetes, "Jobs", Pod backoff failure policy).
 */
export function jobPodOf(context: ApplicationContext, props: JobPodProps): object {
  const { metadata, spec } = podTemplateOf(props.runsNextToPods ? alone(context) : context);
  const { topologySpreadConstraints: _spread, containers, ...rest } = spec;
  const { annotations } = metadata;
  return withPlainValues({
    metadata: { labels: jobMetadata(context, props.name).labels, ...(annotations && { annotations }) },
    spec: {
      ...rest,
      restartPolicy: 'Never',
      terminationGracePeriodSeconds: context.application.shutdown.grace.toSeconds(),
      containers: containers.slice(0, 1).map(container => jobContainerOf(context, props, container)),
    },
  });
}

/**
 * A volume of one pod is in use by the application while the Job runs. Other containers serve requests or prepare for
 * them.
 */
function alone(context: ApplicationContext): ApplicationContext {
  return {
    ...context,
    application: { ...context.application, volumes: {}, initContainers: [], sidecars: [] },
  };
}

/** The container of the application, without what serves requests. */
function jobContainerOf(
  { application }: ApplicationContext,
  { image, command: otherCommand, args: otherArgs, resources, runsNextToPods = false }: JobPodProps,
  container: Container,
): Omit<Container, 'resources'> {
  const { ports: _ports, lifecycle: _lifecycle, command, args, ...same } = container;
  const { startupProbe: _startup, readinessProbe: _readiness, livenessProbe: _liveness, ...rest } = same;
  const chosen = otherCommand ?? (image ? undefined : command);
  const chosenArgs = runsNextToPods ? otherArgs : args;
  const disk = localDiskOf(application);
  return {
    ...rest,
    name: jobContainer,
    ...(image && { image: image.reference }),
    ...(chosen && { command: [...chosen] }),
    ...(chosenArgs && { args: [...chosenArgs] }),
    ...(resources && { resources: containerResources(resources, disk, k8s.Quantity.fromString) }),
  };
}

/** The metadata of a Job and of its pods: those of the application, but with the labels of the Job. */
export function jobMetadata({ application, name: owner }: ApplicationContext, name: string): Metadata {
  const { annotations } = metadataOf(owner, application);
  return { labels: { ...labelsOf(name), ...application.labels }, ...(annotations && { annotations }) };
}

/**
 * A pod that the cluster ends, as when its node is drained, does not count as a failed attempt. It also lets the next pod
 * wait until the last one has ended, so that two attempts never run together.
 *
 * Source: KEP-3329; KEP-3939, `podReplacementPolicy` with a `podFailurePolicy`.
 */
const drainIsNoFailure: k8s.PodFailurePolicy = {
  rules: [{ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] }],
};

/** How long a Job may take, and how often it is tried. */
export function attemptsOf({
  deadline,
  retries,
}: Pick<Job, 'deadline' | 'retries'>): Pick<
  k8s.JobSpec,
  'activeDeadlineSeconds' | 'backoffLimit' | 'podFailurePolicy'
> {
  return {
    activeDeadlineSeconds: deadline.toSeconds(),
    backoffLimit: retries,
    podFailurePolicy: drainIsNoFailure,
  };
}
