import { z } from 'zod';
import { placement } from '../placement.ts';
import { imagePullSecrets } from '../pull-secrets.ts';
import { duration } from '../units/duration.ts';
import { freeText } from '../units/free-text.ts';
import { labelKey, labelValue } from '../units/names.ts';

/** What the pods of an application are: their identity, where they run and how they stop. */
export const pod = {
  identity: z
    .record(labelKey, freeText)
    .default({})
    .meta({ description: 'Annotations that bind the ServiceAccount to a cloud identity. Default: none.' }),
  labels: z.record(labelKey, labelValue).default({}).meta({
    description:
      'More labels for its workload and its pods; a change rolls out a new version. Default: none.',
  }),
  annotations: z.record(labelKey, freeText).default({}).meta({
    description:
      'Annotations for its workload and its pods; a change rolls out a new version. Default: none.',
  }),
  ...placement,
  imagePullSecrets: imagePullSecrets.meta({
    description:
      'Secrets of type kubernetes.io/dockerconfigjson for registries, in addition to those of the environment. They must exist. Default: none.',
  }),
  shutdown: z
    .strictObject({
      drain: duration({ from: '0s', to: '10m' }).prefault('10s').meta({
        description: 'Wait before SIGTERM, so that load balancers stop sending requests to the pod.',
      }),
      grace: duration({ from: '1s', to: '1h' })
        .prefault('30s')
        .meta({ description: 'Time between SIGTERM and SIGKILL.' }),
    })
    .prefault({})
    .meta({ description: 'How a pod is stopped. Default: the defaults of its keys.' }),
};
