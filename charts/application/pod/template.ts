import type { k8s } from 'cdk8s-plus-27';
import type { Application } from '../../../config/application/application.ts';
import { placementOf } from '../../placement.ts';
import { pullSecretsOf } from '../../pull-secrets.ts';
import type { ApplicationContext } from '../context.ts';
import { type Metadata, metadataOf } from '../names.ts';
import { type Containers, containersOf } from './container.ts';
import { fileAnnotations } from './files.ts';
import { resolutionOf } from './resolution.ts';
import { podSecurityOf } from './security.ts';
import { terminationGraceSeconds } from './shutdown.ts';
import { spreadOf } from './spread.ts';
import { volumesOf } from './volumes.ts';

/** The pod template of a Rollout or a Deployment: the fields that both types have. */
export interface PodTemplate {
  readonly metadata: Metadata;
  readonly spec: Pick<
    k8s.PodSpec,
    | 'serviceAccountName'
    | 'automountServiceAccountToken'
    | 'enableServiceLinks'
    | 'terminationGracePeriodSeconds'
    | 'securityContext'
    | 'topologySpreadConstraints'
    | 'affinity'
    | 'dnsConfig'
    | 'dnsPolicy'
    | 'hostAliases'
    | 'imagePullSecrets'
    | 'nodeSelector'
    | 'priorityClassName'
    | 'tolerations'
    | 'volumes'
  > &
    Containers;
}

/** The pods of an application. They are the same in both kinds of workload, but for the label of the version. */
export function podTemplateOf(context: ApplicationContext): PodTemplate {
  const { application, environment, name } = context;
  const { volumes, mounts } = volumesOf(context);
  return {
    metadata: withFiles(metadataOf(name, application), application),
    spec: {
      serviceAccountName: name,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      terminationGracePeriodSeconds: terminationGraceSeconds(application),
      securityContext: podSecurityOf(application),
      ...placementOf(application),
      ...pullSecretsOf(environment, application),
      ...resolutionOf(application),
      topologySpreadConstraints: spreadOf(context),
      ...containersOf(context, mounts),
      volumes,
    },
  };
}

/** Only pods carry the files: the metadata of their workload has its limit, too. */
function withFiles({ labels, annotations }: Metadata, application: Application): Metadata {
  const all = { ...annotations, ...fileAnnotations(application) };
  return { labels, ...(Object.keys(all).length > 0 && { annotations: all }) };
}
