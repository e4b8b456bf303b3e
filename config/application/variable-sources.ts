import { z } from 'zod';
import { environmentVariableName } from '../units/environment-variable.ts';
import { existingName } from '../units/names.ts';

/** Fields of a pod that the kubelet puts into variables (kubernetes `pkg/apis/core/validation/validation.go`). */
const fieldsOfPod = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.podIP',
] as const;

/** Resources of the container: CPU in cores, rounded up, and memory in bytes. */
const resourcesOfContainer = ['limits.cpu', 'limits.memory', 'requests.cpu', 'requests.memory'] as const;

/** Variables of an application other than those of its `env`, its `secrets` and its connections. */
export const variableSources = {
  envFrom: z
    .array(
      z.strictObject({
        secret: existingName.optional().meta({
          description: 'Name of a Secret in the namespace. Default: none, the entry names a ConfigMap.',
        }),
        configMap: existingName.optional().meta({
          description: 'Name of a ConfigMap in the namespace. Default: none, the entry names a Secret.',
        }),
        prefix: environmentVariableName.optional().meta({
          description: 'Text before each key, such as APP_. Default: none.',
        }),
      }),
    )
    .default([])
    .meta({
      description:
        'Secrets and ConfigMaps of which every key becomes a variable. The last entry wins; `env`, `secrets` and connections win over all. Default: none.',
    }),
  podFields: z
    .record(environmentVariableName, z.enum([...fieldsOfPod, ...resourcesOfContainer]))
    .default({})
    .meta({
      description:
        'Variables with a field of the pod, such as status.podIP, or with resources of the container: CPU in cores, rounded up, memory in bytes. Default: none.',
    }),
};

export type PodField = (typeof fieldsOfPod)[number] | (typeof resourcesOfContainer)[number];
